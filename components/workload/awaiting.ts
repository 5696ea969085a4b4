import type { Manifest } from "../manifests";

/**
 * How Pulumi's provider waits for a workload. Where the program itself waits, it must not: `.metadata.uid` is there as soon
 * as the object is. Else it waits for a Deployment as it always does, and for the creation of a Rollout. A canary that waits
 * for a person counts as ready then, or an up in its middle would hang until the timeout.
 */
export function withAwait(workload: Manifest, isWaitedForHere: boolean): Manifest {
  const waitFor = isWaitedForHere ? "jsonpath={.metadata.uid}" : providersOwn[workload.kind];
  if (waitFor === undefined) return workload;
  const { metadata } = workload;
  const annotations = { ...metadata.annotations, "pulumi.com/waitFor": waitFor };
  return { ...workload, metadata: { ...metadata, annotations } };
}

const providersOwn: Readonly<Record<string, string>> = {
  Rollout: "jsonpath={.status[?@ == 'Healthy' || @ == 'Paused']}",
};
