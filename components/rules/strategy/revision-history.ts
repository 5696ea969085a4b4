import { historyDefaults, type ServiceConfig } from "../../config";
import type { Mistake, Rule } from "../rule";
import type { ServiceScope } from "../scope";

export const scaleDownRevisions: Rule<ServiceScope> = {
  id: "scale-down-revisions",
  severity: "error",
  what: "A blue-green Rollout keeps pods of more old versions than its history holds.",
  why: "The controller refuses the whole Rollout (InvalidSpec) and keeps the old version running.",
  upstream: "argo-rollouts pkg/apis/rollouts/validation/validation.go",
  *check({ service, blueGreen }) {
    yield* aboveHistory(
      service,
      ["blueGreen", "scaleDownDelayRevisionLimit"],
      blueGreen?.scaleDownDelayRevisionLimit,
    );
  },
};

export const revisionsOutOfHistory: Rule<ServiceScope> = {
  id: "revisions-out-of-history",
  severity: "warning",
  what: "A Rollout counts on more old versions than its history holds.",
  why: "Old ReplicaSets beyond revisionHistoryLimit are deleted once they have no pods: there is no way back to them.",
  upstream: "argo-rollouts rollout/sync.go and docs: Rollback Windows",
  *check({ service, canary }) {
    if (!service.rollout.enabled) return;
    yield* aboveHistory(
      service,
      ["canary", "scaleDownDelayRevisionLimit"],
      canary?.scaleDownDelayRevisionLimit,
    );
    yield* aboveHistory(service, ["rollbackWindow", "revisions"], service.rollout.rollbackWindow?.revisions);
  },
};

function* aboveHistory(
  { rollout }: ServiceConfig,
  at: readonly string[],
  revisions: number | undefined,
): Iterable<Mistake> {
  const limit = rollout.revisionHistoryLimit ?? historyDefaults.revisions;
  if (revisions === undefined || revisions <= limit) return;
  yield {
    path: ["rollout", ...at],
    reason: `${revisions} is above revisionHistoryLimit (${limit}).`,
    hint: "Raise revisionHistoryLimit, or lower this.",
  };
}
