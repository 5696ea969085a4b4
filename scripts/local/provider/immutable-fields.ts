import type { KubeObject } from "./await";
import type { Step } from "./property-path";
import { parsePath } from "./property-path";

/** Kinds whose data is replaced, not changed: see the provider options of the same names. */
export interface Mutability {
  enableConfigMapMutable: boolean;
  enableSecretMutable: boolean;
}

const IDENTITY = ["metadata.name", "metadata.namespace"];

const POD_SPEC = [
  "affinity automountServiceAccountToken dnsConfig dnsPolicy enableServiceLinks hostAliases hostIPC hostNetwork hostPID",
  "hostname imagePullSecrets nodeName nodeSelector overhead preemptionPolicy priority priorityClassName readinessGates",
  "restartPolicy runtimeClassName schedulerName securityContext serviceAccount serviceAccountName shareProcessNamespace",
  "subdomain terminationGracePeriodSeconds volumes",
].flatMap((line) => line.split(" "));

const CONTAINER = [
  "args command env image imagePullPolicy lifecycle livenessProbe ports readinessProbe resources securityContext stdin",
  "stdinOnce terminationMessagePath terminationMessagePolicy tty volumeDevices volumeMounts workingDir",
].flatMap((line) => line.split(" "));

const VOLUME_SOURCES = [
  "awsElasticBlockStore azureDisk azureFile cephfs cinder csi fc flexVolume flocker gcePersistentDisk glusterfs hostPath",
  "iscsi local nfs photonPersistentDisk portworxVolume quobyte rbd scaleIO storageos vsphereVolume",
].flatMap((line) => line.split(" "));

/** Fields by kind that the official provider replaces the object for. Custom resources have none. */
const BY_KIND: Readonly<Record<string, readonly string[]>> = {
  "apps/v1/Deployment": ["spec.selector"],
  "apps/v1/DaemonSet": ["spec.selector"],
  "apps/v1/StatefulSet": [
    "spec.podManagementPolicy",
    "spec.revisionHistoryLimit",
    "spec.selector",
    "spec.serviceName",
    "spec.volumeClaimTemplates",
  ],
  "batch/v1/Job": ["spec.completions", "spec.parallelism", "spec.selector", "spec.template"],
  "rbac.authorization.k8s.io/v1/ClusterRoleBinding": ["roleRef"],
  "rbac.authorization.k8s.io/v1/RoleBinding": ["roleRef"],
  "storage.k8s.io/v1/StorageClass": ["parameters", "provisioner"],
  "v1/PersistentVolume": VOLUME_SOURCES.map((field) => `spec.${field}`),
  "v1/PersistentVolumeClaim": [
    "spec.accessModes",
    "spec.selector",
    "spec.storageClassName",
    "spec.volumeName",
  ],
  "v1/Pod": [
    ...POD_SPEC.map((field) => `spec.${field}`),
    ...["containers", "initContainers"].flatMap((list) =>
      CONTAINER.map((field) => `spec.${list}[*].${field}`),
    ),
  ],
  "v1/ResourceQuota": ["spec.scopes"],
  "v1/Secret": ["type"],
  "v1/Service": ["spec.clusterIP"],
};

/** The paths whose change replaces the object. */
export function immutableFields(object: KubeObject, mutability: Mutability): Step[][] {
  const key = `${object.apiVersion}/${object.kind}`;
  const frozen = object["immutable"] === true;
  const data = [
    ...(key === "v1/ConfigMap" && (frozen || !mutability.enableConfigMapMutable)
      ? ["binaryData", "data"]
      : []),
    ...(key === "v1/Secret" && (frozen || !mutability.enableSecretMutable) ? ["stringData", "data"] : []),
  ];
  return [...IDENTITY, ...(BY_KIND[key] ?? []), ...data].map(parsePath);
}
