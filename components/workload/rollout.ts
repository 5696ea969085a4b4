import type { Manifest } from "../manifests";
import { initialReplicas } from "./autoscaler";
import { renderPodTemplate } from "./pod-template";
import { renderStrategy } from "./strategies";
import { metadata, selectorLabels, type Subject } from "./subject";

/**
 * `waitFor`: a create waits until the Rollout is Healthy. A canary that waits for a person counts as ready too, else an
 * up in its middle would hang until the timeout.
 * `deletionPropagationPolicy`: in the foreground the pods go before the Rollout, and a blue-green Service keeps the hash
 * of the dead pods until then; in the background the controller clears the Service first.
 */
const annotations = {
  "pulumi.com/waitFor": "jsonpath={.status[?@ == 'Healthy' || @ == 'Paused']}",
  "pulumi.com/deletionPropagationPolicy": "background",
};

/** What runs a service with progressive delivery. */
export function renderRollout(subject: Subject): Manifest {
  const { revisionHistoryLimit, progressDeadlineSeconds } = subject.service.rollout;
  return {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "Rollout",
    metadata: metadata(subject, { annotations }),
    spec: {
      replicas: initialReplicas(subject),
      selector: { matchLabels: selectorLabels(subject) },
      template: renderPodTemplate(subject),
      strategy: renderStrategy(subject),
      ...(revisionHistoryLimit !== undefined && { revisionHistoryLimit }),
      ...(progressDeadlineSeconds !== undefined && { progressDeadlineSeconds }),
    },
  };
}
