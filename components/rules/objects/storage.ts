import { scalingOf } from "../../config";
import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";

const single = new Set(["ReadWriteOnce", "ReadWriteOncePod"]);

export const claimOfOneNode: Rule<ServiceScope> = {
  id: "claim-of-one-node",
  severity: "warning",
  what: "A volume that one node can use is asked for by a service that runs several pods, at least in an update.",
  why: "A pod on another node waits for the volume until the first one goes, so the update stands still.",
  upstream: "kubernetes.io: Persistent Volumes, access modes",
  *check({ service }) {
    const { persistentVolumeClaims, rollout, replicaCount } = service;
    const most = scalingOf(service)?.max ?? replicaCount;
    if (!rollout.enabled && most <= 1) return;
    const because = rollout.enabled ? "a Rollout runs two versions at once" : `there are up to ${most} pods`;
    for (const [name, { accessModes }] of Object.entries(persistentVolumeClaims)) {
      if (!accessModes.every((mode) => single.has(mode))) continue;
      yield {
        path: ["persistentVolumeClaims", name, "accessModes"],
        reason: `${accessModes.join(", ")} is for one node or pod, and ${because}.`,
        hint: "Use ReadWriteMany, or one pod of a Deployment.",
      };
    }
  },
};
