import type { CanaryConfig } from "../../config";
import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";
import { listed } from "./listed";

type TrafficRouting = NonNullable<CanaryConfig["trafficRouting"]>;

/** Keys of which a router needs exactly one. */
const oneOf = {
  istio: ["virtualService", "virtualServices"],
  nginx: ["stableIngress", "stableIngresses"],
  alb: ["ingress", "ingresses"],
} as const satisfies Partial<Record<keyof TrafficRouting, readonly string[]>>;

/** Keys of which a router needs each. */
const allOf = {
  ambassador: ["mappings"],
  appMesh: ["virtualService", "virtualNodeGroup"],
} as const satisfies Partial<Record<keyof TrafficRouting, readonly string[]>>;

export const routerTarget: Rule<ServiceScope> = {
  id: "router-target",
  severity: "error",
  what: "A router is not told exactly which of its objects it steers.",
  why: "The controller refuses the whole Rollout (InvalidSpec), or fails each time that it looks at it.",
  upstream: "argo-rollouts pkg/apis/rollouts/validation/validation_references.go and rollout/controller.go",
  *check({ canary }) {
    const routing = canary?.trafficRouting ?? {};
    for (const [router, keys] of Object.entries(oneOf)) {
      const set = keysSet(routing, router, keys);
      if (set === undefined || set.length === 1) continue;
      yield {
        path: ["rollout", "canary", "trafficRouting", router],
        reason: set.length === 0 ? `It names no object of ${router}.` : `${listed(keys)} are both set.`,
        hint: `Set ${listed(keys, "or")}.`,
      };
    }
    for (const [router, keys] of Object.entries(allOf)) {
      const set = keysSet(routing, router, keys);
      if (set === undefined) continue;
      for (const key of keys.filter((one) => !set.includes(one))) {
        yield {
          path: ["rollout", "canary", "trafficRouting", router, key],
          reason: `${router} needs it.`,
          hint: "Name the objects that share the traffic.",
        };
      }
    }
  },
};

/** Undefined: the router is not used. */
function keysSet(routing: object, router: string, keys: readonly string[]): readonly string[] | undefined {
  const block: unknown = Reflect.get(routing, router);
  if (typeof block !== "object" || block === null) return undefined;
  return keys.filter((key) => !isNothing(Reflect.get(block, key)));
}

function isNothing(value: unknown): boolean {
  return value === undefined || (Array.isArray(value) && value.length === 0);
}
