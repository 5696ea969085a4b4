import { countAt, textAt } from "../fields";
import type { KubeObject } from "../reader";
import { readyUnless } from "../verdict";
import type { Kind } from "./kind";
import { ownedPods } from "./replica-sets";

/** All replicas exist, are ready and are of the newest revision. With `OnDelete`, an update asks for ready replicas only. */
export const statefulSet: Kind = {
  reportedOnRead: true,
  pods: ownedPods,
  judge(object) {
    const wanted = countAt(object, "spec.replicas");
    const [existing, ready, current] = ["replicas", "readyReplicas", "currentReplicas"].map((count) =>
      countAt(object, `status.${count}`),
    );
    const revisions = {
      from: textAt(object, "status.currentRevision"),
      to: textAt(object, "status.updateRevision"),
    };
    const byHand = isUpdatedByHand(object);
    const advanced = byHand || (revisions.from !== "" && revisions.from === revisions.to);
    const replicated = existing === wanted && ready === wanted && (byHand || current === wanted);

    const reasons = [
      ...(replicated
        ? []
        : [
            `${advanced ? ready : updatedAndReady(object)} out of ${wanted} replicas succeeded readiness checks`,
          ]),
      ...(advanced
        ? []
        : [
            `StatefulSet controller failed to advance from revision "${revisions.from}" to revision "${revisions.to}"`,
          ]),
    ];
    return readyUnless(reasons);
  },
};

function isUpdatedByHand(object: KubeObject): boolean {
  return (object.metadata.generation ?? 0) > 1 && textAt(object, "spec.updateStrategy.type") === "OnDelete";
}

/** During an update, ready replicas of the previous revision do not count. */
function updatedAndReady(object: KubeObject): number {
  return Math.min(countAt(object, "status.readyReplicas"), countAt(object, "status.updatedReplicas"));
}
