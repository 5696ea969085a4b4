import type * as k8s from "@pulumi/kubernetes";
import { type Manifest, metadata, selectorLabels, type Subject } from "../manifests";
import { workloadAnnotations } from "./annotations";
import { versionLabel } from "./pod/image";
import { renderPodTemplate } from "./pod-template";
import { initialReplicas } from "./replicas";

/** What runs a service without progressive delivery. */
export function renderDeployment(subject: Subject): Manifest {
  const { revisionHistoryLimit, progressDeadlineSeconds, minReadySeconds } = subject.service.rollout;
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: metadata(subject, {
      annotations: workloadAnnotations(subject),
      labels: versionLabel(subject),
    }),
    spec: {
      replicas: initialReplicas(subject),
      selector: { matchLabels: selectorLabels(subject) },
      template: renderPodTemplate(subject),
      ...(revisionHistoryLimit !== undefined && { revisionHistoryLimit }),
      ...(progressDeadlineSeconds !== undefined && { progressDeadlineSeconds }),
      ...(minReadySeconds !== undefined && { minReadySeconds }),
    } satisfies k8s.types.input.apps.v1.DeploymentSpec,
  };
}
