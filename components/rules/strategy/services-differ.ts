import type { Path } from "../../config";
import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";

interface NamedService {
  readonly key: string;
  readonly name: string | undefined;
}

export const strategyServicesDiffer: Rule<ServiceScope> = {
  id: "strategy-services-differ",
  severity: "error",
  what: "Both versions of a service are behind one Service.",
  why: "The controller refuses the whole Rollout (InvalidSpec) and keeps the old version running.",
  upstream: "argo-rollouts pkg/apis/rollouts/validation/validation.go",
  *check(scope) {
    for (const [at, own, first, second] of pairsOf(scope)) {
      if (first.name === undefined || first.name !== second.name) continue;
      // Of a name that the package fills in nothing can be said at its own place.
      const [here, there] = Object.hasOwn(own, second.key) ? [second, first] : [first, second];
      yield {
        path: [...at, here.key],
        reason: `${first.name} is the name of the ${there.key} too.`,
        hint: "Each version needs a Service of its own.",
      };
    }
  },
};

function pairsOf({
  service: { rollout },
  canary,
  blueGreen,
}: ServiceScope): [at: Path, own: object, NamedService, NamedService][] {
  const pingPong = canary?.pingPong;
  return [
    [
      ["rollout", "blueGreen"],
      rollout.blueGreen,
      { key: "activeService", name: blueGreen?.activeService },
      { key: "previewService", name: blueGreen?.previewService },
    ],
    [
      ["rollout", "canary"],
      rollout.canary,
      { key: "stableService", name: canary?.stableService },
      { key: "canaryService", name: canary?.canaryService },
    ],
    [
      ["rollout", "canary", "pingPong"],
      pingPong ?? {},
      { key: "pingService", name: pingPong?.pingService },
      { key: "pongService", name: pingPong?.pongService },
    ],
  ];
}
