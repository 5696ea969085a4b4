import * as pulumi from "@pulumi/pulumi";
import { awaitWorkload, type ClusterChoice } from "../cluster";
import type { ControllerConfig } from "../config";
import type { KubernetesObject, Manifest } from "../manifests";

/** Added to the Deployment controller's own deadline, which says more about what is wrong. */
const GRACE_SECONDS = 60;

/** A Deployment for which the component waits itself: the provider says that a pod has crashed, but not what its last words were. */
export function waitedForHere(deployment: Manifest): Manifest {
  const { metadata } = deployment;
  const annotations = { ...metadata.annotations, "pulumi.com/waitFor": "jsonpath={.metadata.uid}" };
  return { ...deployment, metadata: { ...metadata, annotations } };
}

/** Waits until the new pods are ready. Fails with the last lines of the log of one that is not; the old pods work on then. */
export async function whenReady(
  deployments: readonly (readonly [KubernetesObject, Manifest])[],
  { namespace, progressDeadlineSeconds }: Pick<ControllerConfig, "namespace" | "progressDeadlineSeconds">,
  cluster: ClusterChoice,
  owner: pulumi.Resource,
  wait = awaitWorkload,
): Promise<void> {
  if (pulumi.runtime.isDryRun()) return;
  const deadlineSeconds = progressDeadlineSeconds + GRACE_SECONDS;
  const reasons = await Promise.all(
    deployments.map(async ([object, { metadata }]) => {
      await registered(object);
      const { name } = metadata;
      return wait({ ...cluster, kind: "Deployment", name, namespace, goal: "healthy", deadlineSeconds });
    }),
  );
  const failures = reasons.filter((reason) => reason !== undefined);
  if (failures.length === 0) return;
  const error = new pulumi.ResourceError(failures.join("\n"), owner, true);
  // Pulumi shows it, whatever it is told.
  delete error.stack;
  throw error;
}

function registered({ urn }: KubernetesObject): Promise<unknown> {
  return new Promise((resolve) => {
    urn.apply(resolve);
  });
}
