import { conditionOf, holds, reasonAndMessage } from "../conditions";
import { countAt, itemsAt, numberAt, textAt } from "../fields";
import type { KubeObject, ListQuery } from "../reader";
import { ownedBy, selected } from "../relations";
import { readyUnless, type Verdict } from "../verdict";
import type { Kind } from "./kind";

const REVISION = "deployment.kubernetes.io/revision";

/**
 * The controller has seen this generation, the Deployment is available, its newest ReplicaSet has its pods ready, and
 * (from the second revision on) the controller says that the new ReplicaSet is available.
 */
export const deployment: Kind = {
  reportedOnRead: true,
  related: (object) => [selected(object, "apps/v1", "ReplicaSet"), ...claims(object)],
  pods: {
    query: (object) => selected(object, "v1", "Pod"),
    pick: (object, pods, related) => {
      const newest = newestReplicaSet(object, related);
      return newest ? pods.filter((pod) => ownedBy(pod, newest)) : [];
    },
  },
  judge(object, related) {
    const newest = newestReplicaSet(object, related);
    const { ready, wanted } = replicasOf(newest);
    const progress = `Waiting for app ReplicaSet to be available (${ready}/${wanted} Pods available)`;
    if (!isObserved(object))
      return readyUnless(["The Deployment controller has not seen the newest spec yet"], progress);

    const podReasons = [...podShortage(object, newest !== undefined && ready >= wanted)];
    const unbound = unboundClaims(object, related);
    if (podReasons.length === 0 && unbound.length === 0) return readyUnless([]);
    return {
      ...readyUnless([...falseConditions(object), ...unbound, ...podReasons], progress),
      ...deadlineExceeded(object),
    };
  },
};

function isObserved(object: KubeObject): boolean {
  const observed = numberAt(object, "status.observedGeneration");
  return observed !== undefined && observed >= (object.metadata.generation ?? 0);
}

function newestReplicaSet(object: KubeObject, related: KubeObject[]): KubeObject | undefined {
  const revision = object.metadata.annotations?.[REVISION];
  return related.find(
    (other) =>
      other.kind === "ReplicaSet" &&
      ownedBy(other, object) &&
      other.metadata.annotations?.[REVISION] === revision,
  );
}

/** The ReplicaSet's own wish is the measure: a person or an autoscaler may have scaled the Deployment since. */
function replicasOf(replicaSet: KubeObject | undefined): { ready: number; wanted: number } {
  if (!replicaSet) return { ready: 0, wanted: 0 };
  return {
    ready: countAt(replicaSet, "status.readyReplicas"),
    wanted: numberAt(replicaSet, "spec.replicas") ?? 1,
  };
}

function podShortage(object: KubeObject, newestReady: boolean): string[] {
  const first = (object.metadata.annotations?.[REVISION] ?? "1") === "1";
  const tooFew = "Minimum number of Pods to consider the application live was not attained";
  if (!holds(object, "Available")) return ["Minimum number of live Pods was not attained"];
  if (!first && conditionOf(object, "Progressing")?.reason !== "NewReplicaSetAvailable") return [tooFew];
  if (newestReady) return [];
  return [
    first
      ? tooFew
      : "Attempted to roll forward to new ReplicaSet, but minimum number of Pods did not become live",
  ];
}

function falseConditions(object: KubeObject): string[] {
  return ["Progressing", "Available"]
    .map((type) => conditionOf(object, type))
    .flatMap((found) => (found && found.status !== "True" ? [reasonAndMessage(found)] : []))
    .filter(Boolean);
}

function deadlineExceeded(object: KubeObject): Partial<Verdict> {
  const progressing = conditionOf(object, "Progressing");
  const exceeded = progressing?.status === "False" && progressing.reason === "ProgressDeadlineExceeded";
  return exceeded ? { failed: true } : {};
}

function claimNames(object: KubeObject): string[] {
  return itemsAt(object, "spec.template.spec.volumes")
    .map((volume) => textAt(volume, "persistentVolumeClaim.claimName"))
    .filter(Boolean);
}

function claims(object: KubeObject): ListQuery[] {
  const query = { apiVersion: "v1", kind: "PersistentVolumeClaim", namespace: object.metadata.namespace };
  return claimNames(object).length > 0 ? [query] : [];
}

function unboundClaims(object: KubeObject, related: KubeObject[]): string[] {
  const names = claimNames(object);
  const unbound = related
    .filter(({ kind, metadata }) => kind === "PersistentVolumeClaim" && names.includes(metadata.name ?? ""))
    .filter((claim) => textAt(claim, "status.phase") !== "Bound")
    .map(({ metadata }) => metadata.name);
  return unbound.length > 0 ? [`Failed to bind PersistentVolumeClaim(s): "${unbound.join(",")}"`] : [];
}
