import { z } from "zod";
import { annotations, ownLabels } from "./labels";
import { sideContainerKeys } from "./pod/containers";
import { env, envFrom } from "./pod/env";
import { args, command, workingDir } from "./pod/handlers";
import { lifecycle } from "./pod/lifecycle";
import { portOrName } from "./pod/names";
import { networkKeys } from "./pod/network";
import { probes } from "./pod/probe";
import { resources } from "./pod/resources";
import { schedulingKeys } from "./pod/scheduling";
import { security } from "./pod/security";
import { volumes } from "./pod/volume";
import { labels, objectName } from "./scalars";

const mainPort = portOrName.default("http").describe("Number, or name of a port of the container.");

/** Keys of a service that describe its pods. */
export const podKeys = {
  resources: resources.optional().describe("CPU, memory and other resources of the container."),
  command,
  args,
  workingDir,
  env,
  envFrom,
  ...probes(mainPort),
  lifecycle: lifecycle(mainPort).describe("What runs when the container starts and ends."),
  drainSeconds: z
    .int()
    .min(0)
    .optional()
    .describe(
      "Seconds for which a pod that ends still answers, until everybody knows that it is gone. Default 10, 0 is none. Not with an own `lifecycle.preStop`.",
    ),
  terminationGracePeriodSeconds: z
    .int()
    .min(1)
    .optional()
    .describe("Seconds until a pod that ends is killed, drainSeconds included. Default 30."),
  volumes,
  ...sideContainerKeys,
  security: security
    .prefault({})
    .describe("Rights of the pods. Default: the restricted Pod Security Standard and a read-only image."),
  ...schedulingKeys,
  ...networkKeys,
  shareProcessNamespace: z
    .boolean()
    .optional()
    .describe("True: the containers see each other's processes. Default false."),
  imagePullSecrets: z
    .array(objectName)
    .default([])
    .describe("Names of Secrets with which the images are fetched."),
  serviceAccount: z
    .strictObject({
      create: z.boolean().default(true).describe("False: an existing one is used."),
      name: objectName
        .optional()
        .describe("Default: the service's name; with `create: false` the namespace's `default`."),
      annotations: labels.optional().describe("Such as the cloud role that the pods take on."),
      automountToken: z
        .boolean()
        .default(false)
        .describe("True: the pods get a token for the API server. Tokens for clouds do not need it."),
    })
    .prefault({})
    .describe("The identity of the pods."),
  podLabels: ownLabels.default({}).describe("Labels of the pods alone."),
  podAnnotations: annotations.default({}).describe("Annotations of the pods. A change rolls them."),
};
