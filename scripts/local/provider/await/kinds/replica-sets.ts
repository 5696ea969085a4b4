import { countAt, numberAt } from "../fields";
import type { KubeObject } from "../reader";
import { ownedBy, selected } from "../relations";
import { readyUnless } from "../verdict";
import type { Kind } from "./kind";

/** The pods that the object itself owns. */
export const ownedPods: NonNullable<Kind["pods"]> = {
  query: (object) => selected(object, "v1", "Pod"),
  pick: (object, pods) => pods.filter((pod) => ownedBy(pod, object)),
};

/** The controller has seen this generation and as many pods are ready as the spec wants. */
export const replicaSet: Kind = {
  pods: ownedPods,
  judge: (object) => byCount(object, "status.readyReplicas"),
};

/** As many pods are available as the spec wants. Its selector is a plain map, so its pods are not looked up. */
export const replicationController: Kind = { judge: (object) => byCount(object, "status.availableReplicas") };

function byCount(object: KubeObject, path: string) {
  if (countAt(object, "status.observedGeneration") < (object.metadata.generation ?? 0)) {
    return readyUnless([`The ${object.kind} controller has not seen the newest spec yet`]);
  }
  const wanted = numberAt(object, "spec.replicas") ?? 1;
  const ready = countAt(object, path);
  return readyUnless(
    ready >= wanted ? [] : [`${ready} out of ${wanted} replicas succeeded readiness checks`],
  );
}
