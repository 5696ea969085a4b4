import type * as k8s from "@pulumi/kubernetes";
import { labels, said, type Subject } from "../manifests";
import { podConfig } from "./config";
import { renderContainer } from "./pod/container";
import { renderImage, versionLabel } from "./pod/image";
import { mainLifecycle } from "./pod/lifecycle";
import { network } from "./pod/network";
import { mainPorts, onHost } from "./pod/ports";
import { scheduling } from "./pod/scheduling";
import { containerSecurityContext, podSecurityContext } from "./pod/security-context";
import { sideContainers } from "./pod/side-containers";
import { tmpOf } from "./pod/tmp";
import { ownVolumes } from "./pod/volumes";
import { serviceAccountName } from "./service-account";

/** The same for every kind, so that a switch of kind starts the same pods. */
export function renderPodTemplate(subject: Subject) {
  const { service } = subject;
  const config = podConfig(subject);
  const annotations = { ...service.podAnnotations, ...config.annotations };
  const beside = sideContainers(subject);
  const main = mainContainer(subject, config);
  const volumes = [...config.volumes, ...ownVolumes(subject).volumes, ...main.volumes, ...beside.volumes];
  return {
    metadata: {
      labels: { ...versionLabel(subject), ...labels(subject), ...service.podLabels },
      ...(Object.keys(annotations).length > 0 && { annotations }),
    },
    spec: {
      serviceAccountName: serviceAccountName(subject),
      automountServiceAccountToken: service.serviceAccount.automountToken,
      ...imagePullSecrets(subject),
      ...(beside.initContainers.length > 0 && { initContainers: beside.initContainers }),
      containers: [main.container, ...beside.containers],
      ...(volumes.length > 0 && { volumes }),
      securityContext: podSecurityContext(service.security),
      ...said(service, "terminationGracePeriodSeconds"),
      ...network(subject),
      ...scheduling(subject),
    },
  } satisfies k8s.types.input.core.v1.PodTemplateSpec;
}

function mainContainer(subject: Subject, config: ReturnType<typeof podConfig>) {
  const { name, service } = subject;
  if (service.image === undefined)
    throw new Error(`${name} has no image, which its schema lets pass for a workloadRef alone.`);
  const mounts = [...config.volumeMounts, ...ownVolumes(subject).volumeMounts];
  const tmp = tmpOf("tmp", service.security, mounts);
  const volumeMounts = [...mounts, ...tmp.volumeMounts];
  const container = {
    name,
    ...renderImage(service.image),
    ports: mainPorts(subject).map((port) => onHost(port, service.security)),
    // Of two sources that set the same variable the later one counts.
    ...renderContainer({ ...service, envFrom: [...config.envFrom, ...service.envFrom] }),
    ...mainLifecycle(subject),
    securityContext: containerSecurityContext(service.security),
    ...(volumeMounts.length > 0 && { volumeMounts }),
  };
  return { container, volumes: tmp.volumes };
}

function imagePullSecrets({ service }: Subject) {
  const references = service.imagePullSecrets.map((name) => ({ name }));
  return references.length > 0 ? { imagePullSecrets: references } : {};
}
