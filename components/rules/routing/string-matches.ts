import { type CanaryConfig, type Path, routersOf } from "../../config";
import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";
import { listed } from "./listed";

export const stringMatchKind: Rule<ServiceScope> = {
  id: "string-match-kind",
  severity: "error",
  what: "A header, path or method is to match in no way, or in several.",
  why: "The controller refuses the whole Rollout (InvalidSpec); a mirrored header it does not look at, and Istio refuses the route.",
  upstream: "argo-rollouts pkg/apis/rollouts/validation/validation.go",
  *check({ canary }) {
    for (const { path, kinds } of matchesOf(canary)) {
      if (kinds.length === 1) continue;
      yield {
        path,
        reason: kinds.length === 0 ? "Nothing is set to compare with." : `${listed(kinds)} are all set.`,
        hint: "Set exactly one of exact, prefix and regex.",
      };
    }
  },
};

export const headerMatchExact: Rule<ServiceScope> = {
  id: "header-match-exact",
  severity: "error",
  what: "A header is compared in a way that a load balancer of AWS cannot.",
  why: "The controller refuses the whole Rollout (InvalidSpec) and keeps the old version running.",
  upstream: "argo-rollouts pkg/apis/rollouts/validation/validation.go, hasALBInvalidValues",
  *check({ canary }) {
    const exact = routersOf(canary?.trafficRouting).find(({ traits }) => traits.headerRoutes === "exact");
    if (exact === undefined) return;
    for (const { path, kinds, action } of matchesOf(canary)) {
      const [kind] = kinds;
      if (action !== "setHeaderRoute" || kinds.length !== 1 || kind === undefined || kind === "exact")
        continue;
      yield {
        path: [...path, kind],
        reason: `${exact.name} compares headers with exact values alone.`,
        hint: "Use exact, one header route for each value.",
      };
    }
  },
};

interface Match {
  readonly action: "setHeaderRoute" | "setMirrorRoute";
  readonly path: Path;
  /** Ways to compare that have a value: for the controller an empty one is none. */
  readonly kinds: readonly string[];
}

function* matchesOf(canary: CanaryConfig | undefined): Iterable<Match> {
  for (const [step, { setHeaderRoute, setMirrorRoute }] of (canary?.steps ?? []).entries()) {
    const at = ["rollout", "canary", "steps", step];
    for (const [index, { headerValue }] of (setHeaderRoute?.match ?? []).entries()) {
      const path = [...at, "setHeaderRoute", "match", index, "headerValue"];
      yield { action: "setHeaderRoute", path, kinds: kindsOf(headerValue) };
    }
    for (const [index, { method, path: urlPath, headers = {} }] of (setMirrorRoute?.match ?? []).entries()) {
      const path = [...at, "setMirrorRoute", "match", index];
      const named = Object.entries(headers).map(([name, value]) => [["headers", name], value] as const);
      const all = [[["method"], method] as const, [["path"], urlPath] as const, ...named];
      for (const [key, value] of all) {
        if (value === undefined) continue;
        yield { action: "setMirrorRoute", path: [...path, ...key], kinds: kindsOf(value) };
      }
    }
  }
}

function kindsOf(match: object): string[] {
  return Object.entries(match).flatMap(([kind, value]) =>
    value === undefined || value === "" ? [] : [kind],
  );
}
