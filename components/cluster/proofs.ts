import { type DataObject, listAt, type LiveWorkload, mapAt, nameOf, type Proof, textAt } from "../config";
import { reasonOf } from "./cluster-error";
import { connect } from "./connection";
import { clusterUid } from "./identity";
import { closed } from "./diagnosis";
import { inTime } from "./in-time";
import { type ClusterChoice, loadKubeConfig } from "./kubeconfig";
import { list } from "./list";
import { standingOf } from "./standing";

export type ProofReading =
  | {
      /** Undefined where it may not be read. */
      readonly uid: string | undefined;
      /** By the name of the workload: two in the middle of a switch of kind. */
      readonly proofs: ReadonlyMap<string, readonly Proof[]>;
      readonly reason?: never;
    }
  /** Why it could not be read, as a sentence. */
  | { readonly uid?: never; readonly proofs?: never; readonly reason: string };

/** Reads what the workloads of a namespace say for their images. Never throws and never writes. */
export async function readProofs({
  namespace,
  ...choice
}: ClusterChoice & { readonly namespace: string }): Promise<ProofReading> {
  try {
    return await inTime(async (signal) => {
      const { get } = await connect(await loadKubeConfig(choice), signal);
      const [uid, deployments, rollouts] = await Promise.all([
        clusterUid(get),
        list(get, { apiVersion: "apps/v1", plural: "deployments", namespace }),
        list(get, { apiVersion: "argoproj.io/v1alpha1", plural: "rollouts", namespace }),
      ]);
      return { uid, proofs: byName([...deployments.map(of("Deployment")), ...rollouts.map(of("Rollout"))]) };
    });
  } catch (error) {
    return { reason: reasonOf(error) };
  }
}

function of(kind: LiveWorkload["kind"]): (object: DataObject) => [string, Proof] {
  return (object) => [nameOf(object), proofOf(kind, object)];
}

function byName(proofs: readonly [string, Proof][]): ReadonlyMap<string, readonly Proof[]> {
  const names = new Set(proofs.map(([name]) => name));
  return new Map(
    [...names].map((name) => [name, proofs.filter(([one]) => one === name).map(([, proof]) => proof)]),
  );
}

/** What a workload says for the image of the container that is called like it. */
export function proofOf(kind: LiveWorkload["kind"], object: DataObject): Proof {
  const containers = listAt(mapAt(object, "spec", "template", "spec"), "containers");
  const main = containers.find((one) => one["name"] === nameOf(object)) ?? containers[0];
  const image = main === undefined ? "" : textAt(main, "image");
  const reason = reasons[kind](object);
  if (reason !== undefined) return { image, reason: closed(reason) };
  const moments = since[kind].map(([type, key]) => Date.parse(textAt(conditionOf(object, type), key)));
  const latest = Math.max(...moments);
  // Where a condition is missing, as without a deadline for progress, nobody knows since when.
  if (Number.isNaN(latest)) return { image, reason: "Its controller does not say since when." };
  return { image, healthySince: new Date(latest) };
}

/**
 * Moments since which a workload that is healthy now is so: the latest counts.
 *
 * A Rollout is `Completed` when its newest version is the stable one, and `Healthy` when all its pods are there: so also after
 * pods were lost or the number of pods has changed. Blue-green is `Healthy` before the analysis after its promotion has ended, so
 * neither is enough. A Deployment's `Progressing` keeps the moment at which the newest version was complete in `lastUpdateTime`
 * (its `lastTransitionTime` is that of the first version), and another number of pods does not change it.
 */
const since: Readonly<Record<LiveWorkload["kind"], readonly (readonly [type: string, key: string])[]>> = {
  Rollout: [
    ["Completed", "lastTransitionTime"],
    ["Healthy", "lastTransitionTime"],
  ],
  Deployment: [
    ["Progressing", "lastUpdateTime"],
    ["Available", "lastTransitionTime"],
  ],
};

/** Why a workload is not healthy now. */
const reasons: Readonly<Record<LiveWorkload["kind"], (object: DataObject) => string | undefined>> = {
  Rollout: (rollout) => {
    const standing = standingOf.Rollout(rollout, "healthy");
    if (standing.state !== "reached") return standing.reason;
    const status = mapAt(rollout, "status");
    const phase = textAt(status, "phase");
    if (phase !== "Healthy")
      return [phase, textAt(status, "message")].filter((text) => text !== "").join(": ");
    const isTrue = since.Rollout.every(([type]) => conditionOf(rollout, type)["status"] === "True");
    return isTrue ? undefined : "Its newest version does not serve everything yet.";
  },
  Deployment: (deployment) => {
    const standing = standingOf.Deployment(deployment, "healthy");
    if (standing.state !== "reached") return standing.reason;
    const isComplete = textAt(conditionOf(deployment, "Progressing"), "reason") === "NewReplicaSetAvailable";
    return isComplete ? undefined : "Its newest version is not complete yet.";
  },
};

function conditionOf(object: DataObject, type: string): DataObject {
  return listAt(mapAt(object, "status"), "conditions").find((one) => one["type"] === type) ?? {};
}
