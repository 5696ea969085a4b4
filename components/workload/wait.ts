import * as pulumi from "@pulumi/pulumi";
import { awaitWorkload, type ClusterChoice } from "../cluster";
import { type LiveWorkload, predecessorOf } from "../config";
import type { KubernetesObject, Subject } from "../manifests";

/** Added to the controllers' own deadline, which says more about what is wrong. */
const GRACE_SECONDS = 60;
const DEFAULT_PROGRESS_DEADLINE_SECONDS = 600;

type Goal = "none" | "accepted" | "healthy";

/** How far an `up` waits for a service's workload. What another workload gives way to has to be healthy. */
export function goalOf({ name, service, live }: Subject): Goal {
  if (predecessorOf(name, service.rollout.enabled, live) !== undefined) return "healthy";
  return service.wait ?? (service.rollout.enabled ? "accepted" : "healthy");
}

/**
 * The workload, once it is as far as the values ask for. What depends on this is registered then, and the program ends only
 * then, so that Pulumi deletes nothing before: a program that fails keeps everything, also with `--continue-on-error`.
 *
 * Not a resource hook: one that throws after a create is not asked again by the next `up`, and one that guards a delete
 * makes `pulumi destroy` need the program. Not the provider's wait: it takes a Rollout's stale phase for the new one.
 */
export function whenRunning(
  workload: KubernetesObject,
  subject: Subject,
  cluster: ClusterChoice | undefined,
  owner: pulumi.Resource,
  wait = awaitWorkload,
): pulumi.Input<pulumi.Resource[]> {
  const goal = goalOf(subject);
  if (cluster === undefined || goal === "none" || pulumi.runtime.isDryRun()) return [workload];
  const { name, service } = subject;
  const { enabled, progressDeadlineSeconds = DEFAULT_PROGRESS_DEADLINE_SECONDS } = service.rollout;
  const deadlineSeconds = progressDeadlineSeconds + GRACE_SECONDS;
  const kind = enabled ? "Rollout" : "Deployment";
  // The URN is known whether the registration went well or, with --continue-on-error, not.
  return pulumi.all([workload.urn, subject.namespace]).apply(async ([, namespace]) => {
    const reason = await wait({ ...cluster, kind, name, namespace, goal, deadlineSeconds });
    if (reason !== undefined) throw new pulumi.ResourceError(explained(reason, subject), owner, true);
    return [workload];
  });
}

/** Why an `up` failed, and at a switch of kind what that means for the service. */
export function explained(reason: string, { name, service, live }: Subject): string {
  const predecessor = predecessorOf(name, service.rollout.enabled, live);
  return predecessor === undefined ? reason : `${reason} ${keeping(predecessor)}`;
}

function keeping({ kind, replicas }: LiveWorkload): string {
  return `The ${kind} with its ${String(replicas)} pods still serves, its autoscaler is untouched and nothing was deleted. Mend the cause, or set rollout.enabled back, and run up again.`;
}
