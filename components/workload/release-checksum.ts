import type * as pulumi from "@pulumi/pulumi";
import { RELEASE_CHECKSUM } from "../config";
import { checksumOf, type Manifest } from "../manifests";

/** A Rollout with a checksum of what starts its steps again when it changes: its pods and the steps themselves. */
export function withReleaseChecksum(workload: Manifest): Manifest {
  if (workload.kind !== "Rollout") return workload;
  const { metadata } = workload;
  const annotations = { ...metadata.annotations, [RELEASE_CHECKSUM]: releaseChecksum(workload) };
  return { ...workload, metadata: { ...metadata, annotations } };
}

function releaseChecksum({ spec }: Manifest): pulumi.Input<string> {
  const { template, workloadRef, strategy } = Object(spec);
  return checksumOf({ template, workloadRef, steps: Object(Object(strategy).canary).steps });
}
