import type { KubernetesObject } from "@kubernetes/client-node";
import type { Cluster } from "./cluster";

/** Where a Rollout's release stands, and which pods its traffic reaches. */
export interface Release {
  readonly phase: string;
  /** Steps that are done; a blue-green has none. */
  readonly step: number | undefined;
  readonly isAborted: boolean;
  readonly newest: string;
  readonly stable: string;
  /** Pods that are wanted, by pod hash. */
  readonly pods: Readonly<Record<string, number>>;
  /** Pod hashes to which the controller has bound the Services. */
  readonly services: Readonly<Record<string, string>>;
}

const HASH = "rollouts-pod-template-hash";

export async function releaseOf(cluster: Cluster, name: string, namespace: string): Promise<Release> {
  const status = Object(await cluster.field("Rollout", name, namespace, "status"));
  const replicaSets = (await cluster.list("ReplicaSet", namespace)).filter(
    ({ metadata }) => metadata?.ownerReferences?.[0]?.name === name,
  );
  const services = (await cluster.list("Service", namespace)).filter((one) => isOf(one, name));
  return {
    phase: status.phase,
    step: status.currentStepIndex,
    isAborted: status.abort === true,
    newest: status.currentPodHash,
    stable: status.stableRS,
    pods: Object.fromEntries(
      replicaSets
        .map((one): [string, number] => [one.metadata?.labels?.[HASH] ?? "", specOf(one).replicas])
        .filter(([, replicas]) => replicas > 0),
    ),
    services: Object.fromEntries(
      services
        .map((one): [string, string] => [one.metadata?.name ?? "", specOf(one).selector[HASH]])
        .filter(([, hash]) => hash !== undefined),
    ),
  };
}

function isOf({ metadata }: KubernetesObject, name: string): boolean {
  return metadata?.name === name || metadata?.name?.startsWith(`${name}-`) === true;
}

function specOf(object: object) {
  return Object("spec" in object ? object.spec : {});
}
