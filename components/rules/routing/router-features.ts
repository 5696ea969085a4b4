import { type CanaryConfig, hasFeature, type Path, routersOf, routersWith } from "../../config";
import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";
import { listed } from "./listed";

/** A feature of routers that a canary uses at one place. */
interface Demand {
  readonly feature: keyof typeof words;
  readonly path: Path;
}

const words = {
  headerRoutes: "header routes",
  mirrorRoutes: "mirror routes",
  experimentWeights: "weights for experiments",
  pingPong: "ping-pong",
} as const;

export const routerFeature: Rule<ServiceScope> = {
  id: "router-feature",
  severity: "error",
  what: "A canary uses what none of its routers can do.",
  why: "The controller refuses the whole Rollout (InvalidSpec), or takes the step as done while nothing has happened.",
  upstream: "argo-rollouts pkg/apis/rollouts/validation/validation.go and the routers' own code",
  *check({ canary }) {
    const routers = routersOf(canary?.trafficRouting);
    for (const { feature, path } of demandsOf(canary)) {
      if (routers.some(({ traits }) => hasFeature(traits, feature))) continue;
      const names = routers.map(({ name }) => name);
      yield {
        path,
        reason:
          names.length === 0
            ? `Without a router there are no ${words[feature]}.`
            : `${listed(names)} ${names.length === 1 ? "has" : "have"} no ${words[feature]}.`,
        hint: `Routers with ${words[feature]}: ${listed(routersWith(feature), "or")}.`,
      };
    }
  },
};

export const routerFeaturePartly: Rule<ServiceScope> = {
  id: "router-feature-partly",
  severity: "warning",
  what: "A canary uses what only some of its routers can do.",
  why: "Each router is told, and one that cannot does nothing: requests that come through it are split by weight alone.",
  upstream: "argo-rollouts rollout/trafficrouting.go and docs: Multiple Providers",
  *check({ canary }) {
    const routers = routersOf(canary?.trafficRouting);
    for (const { feature, path } of demandsOf(canary)) {
      // A router without ping-pong takes the canary's and the stable Service, which another rule asks for.
      if (feature === "pingPong") continue;
      const without = routers.filter(({ traits }) => !hasFeature(traits, feature));
      if (without.length === 0 || without.length === routers.length) continue;
      const names = without.map(({ name }) => name);
      yield {
        path,
        reason: `${listed(names)} ${names.length === 1 ? "has" : "have"} no ${words[feature]}.`,
        hint: "Requests that come that way are split by weight alone.",
      };
    }
  },
};

function* demandsOf(canary: CanaryConfig | undefined): Iterable<Demand> {
  if (canary === undefined) return;
  // Without any router ping-pong is ignored, not refused.
  if (canary.pingPong !== undefined && canary.trafficRouting !== undefined)
    yield { feature: "pingPong", path: ["rollout", "canary", "pingPong"] };
  for (const [index, { setHeaderRoute, setMirrorRoute, experiment }] of canary.steps.entries()) {
    const at = ["rollout", "canary", "steps", index];
    if (setHeaderRoute !== undefined) yield { feature: "headerRoutes", path: [...at, "setHeaderRoute"] };
    if (setMirrorRoute !== undefined) yield { feature: "mirrorRoutes", path: [...at, "setMirrorRoute"] };
    for (const [template, { weight }] of (experiment?.templates ?? []).entries()) {
      const path = [...at, "experiment", "templates", template, "weight"];
      if (weight !== undefined) yield { feature: "experimentWeights", path };
    }
  }
}
