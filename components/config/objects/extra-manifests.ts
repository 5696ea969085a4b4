import { z } from "zod";
import { name } from "../scalars";

const text = z.record(z.string(), z.string());

/** Any Kubernetes object. What is inside is its API's own affair. */
const manifest = z
  .object({
    apiVersion: name.describe("Such as `batch/v1`."),
    kind: name.describe("Such as CronJob."),
    metadata: z
      .object({
        name: name.describe("Its name in the cluster."),
        namespace: name.optional().describe("Default: the service's. Kinds of the whole cluster have none."),
        labels: text.optional().describe("Put on top of the service's labels."),
        annotations: text.optional().describe("Annotations."),
      })
      .catchall(z.json())
      .describe("Upstream: `ObjectMeta`."),
  })
  .catchall(z.json());

export const extraManifests = z.array(manifest);
export type ExtraManifest = z.output<typeof manifest>;
