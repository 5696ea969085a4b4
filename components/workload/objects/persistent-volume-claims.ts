import type * as k8s from "@pulumi/kubernetes";
import { type Manifest, metadata, type Subject } from "../../manifests";

/** Of most storage classes a claim is bound when its first pod comes, so nobody may wait for it before there are pods. */
const notAwaited = { "pulumi.com/skipAwait": "true" };

export function renderClaims(subject: Subject): Manifest[] {
  return claims(subject).map(({ name, size, annotations, retain, ...spec }) => ({
    apiVersion: "v1",
    kind: "PersistentVolumeClaim",
    metadata: metadata(subject, { suffix: `-${name}`, annotations: { ...notAwaited, ...annotations } }),
    spec: {
      ...spec,
      resources: { requests: { storage: size } },
    } satisfies k8s.types.input.core.v1.PersistentVolumeClaimSpec,
  }));
}

/** Whether an object stays in the cluster when it leaves the program: data is not deleted by a misspelt key. */
export function isKept(subject: Subject, { kind, metadata: { name } }: Manifest): boolean {
  if (kind !== "PersistentVolumeClaim") return false;
  return claims(subject).some((claim) => claim.retain && name === `${subject.name}-${claim.name}`);
}

function claims({ service }: Subject) {
  return Object.entries(service.persistentVolumeClaims).map(([name, claim]) => ({ name, ...claim }));
}
