import { type Manifest, withWaitFor, withWaitHere } from "../manifests";

/**
 * How Pulumi's provider waits for a workload. Where the program itself waits, it must not. Else it waits for a Deployment as it always does, and for the creation of a Rollout. A canary that waits
 * for a person counts as ready then, or an up in its middle would hang until the timeout.
 */
export function withAwait(workload: Manifest, isWaitedForHere: boolean): Manifest {
  if (isWaitedForHere) return withWaitHere(workload);
  const condition = providersOwn[workload.kind];
  return condition === undefined ? workload : withWaitFor(workload, condition);
}

const providersOwn: Readonly<Record<string, string>> = {
  Rollout: "jsonpath={.status[?@ == 'Healthy' || @ == 'Paused']}",
};
