import { currentOf, instanceLabels, type RolloutConfig } from "../config";
import { type Manifest, instanceOfSubject, metadata, selectorLabels, type Subject } from "../manifests";
import { workloadAnnotations } from "./annotations";
import { versionLabel } from "./pod/image";
import { renderPodTemplate } from "./pod-template";
import { initialReplicas } from "./replicas";
import { renderStrategy } from "./strategies";

/**
 * In the foreground the pods go before the Rollout, and its active Service keeps the hash of the dead pods until then. In the
 * background the controller hears of it when the garbage collector does. At a switch of kind neither has to be quick: where
 * the program waits for what takes over, it has the Service released first.
 */
const inTheBackground = { "pulumi.com/deletionPropagationPolicy": "background" };

/**
 * The state knows nothing of an active Service that was handed over: only another difference makes Pulumi apply the Rollout,
 * and so the Service's name, again.
 */
const takenBack = { "progressive-delivery/taken-back": "true" };

/** What runs a service with progressive delivery. */
export function renderRollout(subject: Subject): Manifest {
  const { name, service, live } = subject;
  const { enabled, strategy, canary, blueGreen, workloadRef, gates, shard, notifications, ...others } =
    service.rollout;
  const isHandedOver = currentOf(name, service.rollout, live)?.isHandedOver === true;
  return {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "Rollout",
    metadata: metadata(subject, {
      annotations: {
        ...workloadAnnotations(subject),
        ...subscriptions(notifications),
        ...inTheBackground,
        ...(isHandedOver && takenBack),
      },
      labels: { ...versionLabel(subject), ...instanceLabels(instanceOfSubject(subject)) },
    }),
    spec: {
      ...others,
      replicas: initialReplicas(subject),
      ...pods(subject),
      strategy: renderStrategy(subject),
    },
  };
}

/** The controller sends what a Rollout's own annotations ask for. */
function subscriptions({ subscribe }: RolloutConfig["notifications"]): Record<string, string> {
  const all = Object.entries(subscribe).flatMap(([trigger, notifiers]) =>
    Object.entries(notifiers).map(([notifier, recipients]): [string, string] => [
      `notifications.argoproj.io/subscribe.${trigger}.${notifier}`,
      recipients.join(";"),
    ]),
  );
  return Object.fromEntries(all);
}

/** The workload, made elsewhere, whose pods the service's Rollout runs instead of its own. */
export function workloadRefOf({ service }: Subject): RolloutConfig["workloadRef"] {
  return service.rollout.enabled ? service.rollout.workloadRef : undefined;
}

/** The controller takes the selector of a `workloadRef` from there too. */
function pods(subject: Subject): object {
  const workloadRef = workloadRefOf(subject);
  if (workloadRef !== undefined) return { workloadRef };
  return { selector: { matchLabels: selectorLabels(subject) }, template: renderPodTemplate(subject) };
}
