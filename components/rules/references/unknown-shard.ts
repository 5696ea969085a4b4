import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";

export const unknownShard: Rule<ServiceScope> = {
  id: "unknown-shard",
  severity: "error",
  what: "A service is pinned to a controller that the stack does not have.",
  why: "Its Rollout would belong to no controller, so no update of it would ever begin.",
  upstream: "argo-rollouts utils/controller/controller.go: InstanceIDRequirement",
  *check({ service: { rollout }, around: { instances } }) {
    const { enabled, shard } = rollout;
    if (!enabled || shard === undefined || instances === undefined) return;
    const count = Math.max(instances.length, 1);
    if (shard < count) return;
    yield {
      path: ["rollout", "shard"],
      reason:
        count === 1
          ? `${shard} is not there: there is one controller.`
          : `${shard} is not there: there are ${count} controllers, 0 to ${count - 1}.`,
      hint: "Leave it out, and the service's name decides; or raise controller.shards.",
    };
  },
};
