import type * as k8s from "@pulumi/kubernetes";
import type { Manifest } from "../manifests";
import { initialReplicas } from "./autoscaler";
import { renderPodTemplate } from "./pod-template";
import { metadata, selectorLabels, type Subject } from "./subject";

/** What runs a service without progressive delivery. */
export function renderDeployment(subject: Subject): Manifest {
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: metadata(subject),
    spec: {
      replicas: initialReplicas(subject),
      selector: { matchLabels: selectorLabels(subject) },
      template: renderPodTemplate(subject),
      ...(subject.service.rollout.revisionHistoryLimit !== undefined && {
        revisionHistoryLimit: subject.service.rollout.revisionHistoryLimit,
      }),
    } satisfies k8s.types.input.apps.v1.DeploymentSpec,
  };
}
