import type * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { isOutput } from "../config";
import { labels, type Subject } from "../manifests";
import { canonicalQuantity } from "./canonical-quantity";
import { podConfigFiles } from "./config-files";
import { serviceAccountName } from "./service-account";

/** The same for every kind, so that a switch of kind starts the same pods. */
export function renderPodTemplate(subject: Subject) {
  const { service } = subject;
  const { image } = service;
  if (image === undefined)
    throw new Error(`${subject.name} has no image, which its schema lets pass for a workloadRef alone.`);
  const { annotations, volumes, volumeMounts } = podConfigFiles(subject);
  return {
    metadata: {
      labels: labels(subject),
      ...(Object.keys(annotations).length > 0 && { annotations }),
    },
    spec: {
      serviceAccountName: serviceAccountName(subject),
      containers: [
        {
          name: subject.name,
          image: imageReference(image),
          ...(image.pullPolicy && { imagePullPolicy: image.pullPolicy }),
          ports: [
            {
              name: "http",
              containerPort: service.service.targetPort ?? service.service.port,
              protocol: "TCP",
            },
          ],
          ...(service.env.length > 0 && { env: service.env }),
          ...(service.resources && { resources: quantitiesAsText(service.resources) }),
          ...(service.startupProbe && { startupProbe: service.startupProbe }),
          ...(service.readinessProbe && { readinessProbe: service.readinessProbe }),
          ...(service.livenessProbe && { livenessProbe: service.livenessProbe }),
          ...(volumeMounts.length > 0 && { volumeMounts }),
        },
      ],
      ...(volumes.length > 0 && { volumes }),
    },
  } satisfies k8s.types.input.core.v1.PodTemplateSpec;
}

type Image = NonNullable<Subject["service"]["image"]>;

/** A digest says exactly what runs, so it wins over the tag. */
export function imageReference({ repository, tag, digest }: Image): pulumi.Input<string> {
  const [separator, version] = digest === undefined ? [":", tag] : ["@", digest];
  if (version === undefined) return repository;
  return isOutput(repository) || isOutput(version)
    ? pulumi.concat(repository, separator, version)
    : `${repository}${separator}${version}`;
}

type Resources = NonNullable<Subject["service"]["resources"]>;

/** YAML reads `cpu: 1` as a number; the API server answers with text, which would look like drift. */
function quantitiesAsText(resources: Resources): {
  requests?: Record<string, string>;
  limits?: Record<string, string>;
} {
  const asText = (list: NonNullable<Resources["requests"]>) =>
    Object.fromEntries(
      Object.entries(list).map(([name, quantity]) => [name, canonicalQuantity(String(quantity))]),
    );
  return {
    ...(resources.requests && { requests: asText(resources.requests) }),
    ...(resources.limits && { limits: asText(resources.limits) }),
  };
}
