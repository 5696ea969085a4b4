import { z } from "zod";
import { labels, name } from "../scalars";
import { nameSuffix } from "./name-suffix";
import { quantityText } from "../pod/resources";

const claim = z.strictObject({
  size: quantityText.describe(
    'Space, such as "10Gi". May grow later where the class allows it, never shrink.',
  ),
  storageClassName: name.optional().describe("Its class. Default: the cluster's."),
  accessModes: z
    .array(z.enum(["ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod"]))
    .min(1)
    .default(["ReadWriteOnce"])
    .describe("Who may use it at the same time: one node, many, or one pod."),
  volumeMode: z.enum(["Filesystem", "Block"]).optional().describe("Default Filesystem."),
  retain: z
    .boolean()
    .default(true)
    .describe(
      "True: it stays in the cluster when the service or the key goes, and `pulumi import` takes it up again. False: it goes with its data.",
    ),
  annotations: labels.optional().describe("Annotations of the claim."),
});

/** Name -> PersistentVolumeClaim. */
export const persistentVolumeClaims = z.record(nameSuffix, claim);
