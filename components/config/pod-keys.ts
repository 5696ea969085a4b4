import { z } from "zod";
import { envVar, livenessProbe, readinessProbe, resources } from "./container";
import { labels, objectName } from "./scalars";

/** Keys of a service that describe its pods. */
export const podKeys = {
  resources: resources.optional().describe("CPU, memory and other resources of the container."),
  env: z.array(envVar).default([]).describe("Environment variables of the container."),
  startupProbe: livenessProbe.optional().describe("Until it is good, the other probes wait."),
  readinessProbe: readinessProbe.optional().describe("While it is bad, the pod gets no requests."),
  livenessProbe: livenessProbe.optional().describe("When it is bad, the container is started again."),
  serviceAccount: z
    .strictObject({
      create: z.boolean().default(true).describe("False: an existing one is used."),
      name: objectName
        .optional()
        .describe("Default: the service's name; with `create: false` the namespace's `default`."),
      annotations: labels.optional().describe("Such as the cloud role that the pods take on."),
    })
    .prefault({})
    .describe("The identity of the pods."),
};
