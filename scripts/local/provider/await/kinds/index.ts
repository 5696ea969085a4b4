import type { KubeObject } from "../reader";
import { daemonSet } from "./daemon-set";
import { deployment } from "./deployment";
import { job } from "./job";
import type { Kind } from "./kind";
import { pod } from "./pod";
import { replicaSet, replicationController } from "./replica-sets";
import { service } from "./service";
import {
  customResourceDefinition,
  ingress,
  namespace,
  persistentVolume,
  persistentVolumeClaim,
  resourceQuota,
  secret,
} from "./single";
import { statefulSet } from "./stateful-set";

const KINDS: Readonly<Record<string, Kind>> = {
  "apps/v1/DaemonSet": daemonSet,
  "apps/v1/Deployment": deployment,
  "apps/v1/ReplicaSet": replicaSet,
  "apps/v1/StatefulSet": statefulSet,
  "batch/v1/Job": job,
  "v1/Namespace": namespace,
  "v1/PersistentVolume": persistentVolume,
  "v1/PersistentVolumeClaim": persistentVolumeClaim,
  "v1/Pod": pod,
  "v1/ReplicationController": replicationController,
  "v1/ResourceQuota": resourceQuota,
  "v1/Secret": secret,
  "v1/Service": service,
  "networking.k8s.io/v1/Ingress": ingress,
  "apiextensions.k8s.io/v1/CustomResourceDefinition": customResourceDefinition,
};

/** How the object's kind becomes ready; undefined for a kind that is ready as soon as it exists. */
export function kindOf({ apiVersion, kind }: KubeObject): Kind | undefined {
  return KINDS[`${apiVersion}/${kind}`];
}

export type { Kind } from "./kind";
export { podTroubles } from "./pod";
