import { countAt, numberAt } from "../fields";
import { readyUnless } from "../verdict";
import type { Kind } from "./kind";
import { ownedPods } from "./replica-sets";

const COUNTS = [
  { field: "currentNumberScheduled", label: "Current" },
  { field: "updatedNumberScheduled", label: "Updated" },
  { field: "numberAvailable", label: "Available" },
  { field: "numberReady", label: "Ready" },
] as const;

/** The controller has seen this generation, and every node that wants a pod has a new, available and ready one. */
export const daemonSet: Kind = {
  reportedOnRead: true,
  byCondition: true,
  pods: ownedPods,
  judge(object) {
    const observed = countAt(object, "status.observedGeneration");
    const generation = object.metadata.generation ?? 0;
    if (observed < generation)
      return readyUnless([
        `DaemonSet generation is ${generation}, but latest observed generation is ${observed}`,
      ]);

    const wanted = numberAt(object, "status.desiredNumberScheduled");
    if (wanted === undefined) return readyUnless(["Missing .status.desiredNumberScheduled"]);
    const short = COUNTS.find(({ field }) => countAt(object, `status.${field}`) < wanted);
    return readyUnless(
      short ? [`${short.label}: ${countAt(object, `status.${short.field}`)}/${wanted}`] : [],
    );
  },
};
