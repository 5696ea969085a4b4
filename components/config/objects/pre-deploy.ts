import { z } from "zod";
import { leaf } from "../leaf";
import { env } from "../pod/env";
import { args, command, workingDir } from "../pod/handlers";
import { resources } from "../pod/resources";
import { count, labels, name, objectName, seconds } from "../scalars";

/** A Job (`batch/v1`) that has to succeed before a new version starts. */
export const preDeploy = z.strictObject({
  enabled: z
    .boolean()
    .default(false)
    .describe(
      "True: a Job, such as a migration, runs before each new version, and the up fails when it does. Its name has a checksum of what it runs, so an up that changes none of it runs no Job. Values that are known only while a program runs do not count in the name. The object stays until the next one: a time to live (`ttlSecondsAfterFinished`) would take it out of the cluster but not out of the state.",
    ),
  image: leaf(name)
    .optional()
    .describe("Registry, name and tag of the image, as one text. Default: the service's own."),
  command,
  args,
  workingDir,
  env: env.describe("Environment variables. They win over the service's."),
  inheritEnv: z
    .boolean()
    .default(true)
    .describe("Whether it has the service's environment variables too: `env`, `envFrom` and `configEnv`."),
  resources: resources.optional().describe("CPU, memory and other resources."),
  backoffLimit: count
    .default(0)
    .describe(
      "Times that it is tried again in one up. The default 0 leaves what broke halfway to a person; the next up starts it anew. Pods that a drain evicts do not count.",
    ),
  activeDeadlineSeconds: seconds
    .refine((value) => value > 0, { error: "expected at least 1 second" })
    .default(600)
    .describe("Seconds after which it has failed."),
  serviceAccountName: objectName.optional().describe("Its ServiceAccount. Default: the service's."),
  annotations: labels.optional().describe("Annotations of the Job."),
});
export type PreDeployConfig = z.output<typeof preDeploy>;
