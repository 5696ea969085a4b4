import * as pulumi from "@pulumi/pulumi";
import { awaitWorkload, type ClusterChoice, releaseService, type WorkloadWait } from "../cluster";
import { type LiveWorkload, predecessorOf } from "../config";
import { holdOf } from "./freeze";
import { type KubernetesObject, settle, type Subject } from "../manifests";

/** Added to the controllers' own deadline, which says more about what is wrong. */
const GRACE_SECONDS = 60;
const DEFAULT_PROGRESS_DEADLINE_SECONDS = 600;

type Goal = "none" | WorkloadWait["goal"];

const inCluster = { awaitWorkload, releaseService };

/** How far an `up` waits for a service's workload. What another workload gives way to has to be healthy. */
export function goalOf(subject: Subject): Goal {
  const { name, service, live } = subject;
  if (predecessorOf(name, service.rollout, live) !== undefined) return "healthy";
  if (holdOf(subject)?.release !== undefined) return service.wait === "none" ? "none" : "accepted";
  return service.wait ?? (service.rollout.enabled ? "accepted" : "healthy");
}

/**
 * The workload, once it is as far as the values ask for. What depends on this is registered then, and the program ends only
 * then, so that Pulumi deletes nothing before: a program that fails keeps everything, also with `--continue-on-error`.
 *
 * Not a resource hook: one that throws after a create is not asked again by the next `up`, and one that guards a delete
 * makes `pulumi destroy` need the program. Not the provider's wait: it takes a Rollout's stale phase for the new one.
 *
 * A blue-green Rollout that gives way has let go of its active Service then, so its deletion takes no traffic along.
 */
export function whenRunning(
  workload: KubernetesObject,
  subject: Subject,
  cluster: ClusterChoice | undefined,
  owner: pulumi.Resource,
  steps = inCluster,
): pulumi.Input<pulumi.Resource[]> {
  const goal = goalOf(subject);
  if (cluster === undefined || goal === "none" || pulumi.runtime.isDryRun()) return [workload];
  // The URN is known whether the registration went well or, with --continue-on-error, not.
  return pulumi.all([workload.urn, subject.namespace]).apply(async ([, namespace]) => {
    const place = { ...cluster, namespace };
    const reason = takeOver(subject, goal, place, steps);
    await settle(
      reason.then((said) => said && explained(said, subject)),
      owner,
    );
    return [workload];
  });
}

/** Gives the reason when the workload does not get that far, or the one that it replaces does not let go of the Service. */
async function takeOver(
  { name, service, live }: Subject,
  goal: WorkloadWait["goal"],
  place: ClusterChoice & { readonly namespace: string },
  steps: typeof inCluster,
): Promise<string | undefined> {
  const { enabled, progressDeadlineSeconds = DEFAULT_PROGRESS_DEADLINE_SECONDS } = service.rollout;
  const kind = enabled ? "Rollout" : "Deployment";
  const deadlineSeconds = progressDeadlineSeconds + GRACE_SECONDS;
  const reason = await steps.awaitWorkload({ ...place, kind, name, goal, deadlineSeconds });
  const activeService = predecessorOf(name, service.rollout, live)?.activeService;
  if (reason !== undefined || activeService === undefined) return reason;
  return steps.releaseService({ ...place, rollout: name, service: activeService });
}

/** Why an `up` failed, and at a switch of kind what that means for the service. */
export function explained(reason: string, { name, service, live }: Subject): string {
  const predecessor = predecessorOf(name, service.rollout, live);
  if (predecessor === undefined) return reason;
  // After the lines of a log a sentence begins a line of its own.
  return [reason, keeping(predecessor)].join(reason.includes("\n") ? "\n" : " ");
}

function keeping({ kind, replicas }: LiveWorkload): string {
  return `The ${kind} with its ${String(replicas)} pods still serves, its autoscaler is untouched and nothing was deleted. Mend the cause, or set rollout.enabled back, and run up again.`;
}
