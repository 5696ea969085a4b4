import type { RolloutConfig } from "../config";
import { type Manifest, metadata, selectorLabels, type Subject } from "../manifests";
import { workloadAnnotations } from "./annotations";
import { versionLabel } from "./pod/image";
import { renderPodTemplate } from "./pod-template";
import { initialReplicas } from "./replicas";
import { renderStrategy } from "./strategies";

/**
 * In the foreground the pods go before the Rollout, and a blue-green Service keeps the hash of the dead pods until then; in
 * the background the controller clears the Service first.
 */
const annotations = { "pulumi.com/deletionPropagationPolicy": "background" };

/** What runs a service with progressive delivery. */
export function renderRollout(subject: Subject): Manifest {
  const { enabled, strategy, canary, blueGreen, workloadRef, ...others } = subject.service.rollout;
  return {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "Rollout",
    metadata: metadata(subject, {
      annotations: { ...workloadAnnotations(subject), ...annotations },
      labels: versionLabel(subject),
    }),
    spec: {
      ...others,
      replicas: initialReplicas(subject),
      ...pods(subject),
      strategy: renderStrategy(subject),
    },
  };
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
