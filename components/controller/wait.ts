import * as pulumi from "@pulumi/pulumi";
import { awaitWorkload, type ClusterChoice } from "../cluster";
import { type KubernetesObject, type Manifest, settle } from "../manifests";

/** Added to the Deployment's own deadline, whose message says more. */
const GRACE_SECONDS = 60;
/** What Kubernetes takes where the Deployment says nothing. */
const PROGRESS_DEADLINE_SECONDS = 600;

/**
 * Waits until the controller is ready, which it is when its plugins are loaded. Where it does not get that far, Kubernetes
 * leaves the pods of the version before running, and this throws with the last words of the new one. The next `up` waits again,
 * whether it has something to change or not: this is no hook of a resource.
 */
export async function whenReady(
  deployment: KubernetesObject,
  { metadata, spec }: Manifest,
  cluster: ClusterChoice,
  owner: pulumi.Resource,
  steps = { awaitWorkload },
): Promise<void> {
  if (pulumi.runtime.isDryRun()) return;
  const wait = {
    ...({ kind: "Deployment", goal: "healthy", failsOnCrashLoop: true } as const),
    ...{ name: metadata.name, namespace: String(metadata.namespace) },
    deadlineSeconds: progressDeadline(spec) + GRACE_SECONDS,
  };
  // Known when the object is registered, whether that went well or, with --continue-on-error, not.
  await new Promise((resolve) => deployment.urn.apply(resolve));
  await settle(steps.awaitWorkload({ ...cluster, ...wait }), owner);
}

function progressDeadline(spec: unknown): number {
  const seconds: unknown = Object(spec).progressDeadlineSeconds;
  return typeof seconds === "number" ? seconds : PROGRESS_DEADLINE_SECONDS;
}
