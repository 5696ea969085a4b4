import { currentOf, instanceOf } from "../../config";
import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";

export const shardMove: Rule<ServiceScope> = {
  id: "shard-move",
  severity: "error",
  what: "A Rollout in the middle of a release would go to another controller.",
  why: "That one does not see the release's AnalysisRuns and Experiments, which keep the old id: it begins them anew, and a failure of the old ones stops nothing.",
  upstream: "argo-rollouts utils/controller/controller.go: InstanceIDRequirement; utils/analysis/factory.go",
  *check({ name, service: { rollout }, around: { live, instances = [] } }) {
    const current = currentOf(name, rollout, live);
    // After an abort too: a template of another name would start its steps again.
    if (!rollout.enabled || current?.release?.isUnderway !== true) return;
    const next = instanceOf(name, instances, rollout.shard);
    if (next === current.instance) return;
    const place = current.instance === undefined ? -1 : instances.indexOf(current.instance);
    const pin = place < 0 ? "" : `, or keep it there with rollout.shard: ${place}`;
    yield {
      path: place < 0 || rollout.shard === undefined ? ["rollout"] : ["rollout", "shard"],
      reason: `Its Rollout is in the middle of a release (${current.release.phase}), and would go from ${said(current.instance)} to ${said(next)}.`,
      hint: `Finish the release first (kubectl argo rollouts promote ${name} --full, or undo ${name})${pin}.`,
    };
  },
};

function said(instance: string | undefined): string {
  return instance === undefined ? "the controller without an id" : `the controller ${instance}`;
}
