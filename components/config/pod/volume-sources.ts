import { z } from "zod";
import { leaf } from "../leaf";
import { name, objectName } from "../scalars";
import { fileFieldRef, resourceFieldRef } from "./field-sources";
import { annotations, labelMap } from "../labels";
import { absolutePath, dataKey } from "./names";
import { exactlyOne, isExactlyOne } from "./one-of";
import { quantityText } from "./resources";

const modeError = { error: 'expected a file mode such as "0644"' };
const mode = z.union(
  [
    z.int().min(0).max(0o777, modeError),
    z
      .string()
      .regex(/^0?[0-7]{3}$/, modeError)
      .transform((octal) => Number.parseInt(octal, 8)),
  ],
  modeError,
);
const defaultMode = mode.optional().describe('Rights of the files, such as `"0440"`. Default `"0644"`.');
const fileMode = mode.optional().describe("Rights of this file. Default: `defaultMode`.");
const optional = z.boolean().optional().describe("True: a pod starts without it too. Default false.");
const readOnly = z.boolean().optional().describe("True: nothing can be written. Default false.");

/** Below the mount path, so that no file is placed elsewhere. */
const filePath = z
  .string()
  .regex(/^(?!\/)(?!(.*\/)?\.\.(\/|$)).+$/, {
    error: 'expected a path without a slash first and without ".."',
  })
  .describe("Path of the file, below the mount path.");
const items = z
  .array(z.strictObject({ key: dataKey.describe("Key of the object."), path: filePath, mode: fileMode }))
  .optional()
  .describe("Keys that become files. Default: all, each under its name.");

const fieldSources = ["fieldRef", "resourceFieldRef"];
const podFiles = z
  .array(
    z
      .strictObject({
        path: filePath,
        fieldRef: fileFieldRef.optional().describe("A field of the pod."),
        resourceFieldRef: resourceFieldRef.optional().describe("What a container may use."),
        mode: fileMode,
      })
      .refine(isExactlyOne(fieldSources), exactlyOne(fieldSources)),
  )
  .min(1)
  .describe("Files, each with one value of the pod.");

const projectedKinds = ["serviceAccountToken", "configMap", "secret", "downwardAPI"];
const namedKeys = z.strictObject({ name: objectName.describe("Name of the object."), items, optional });
const projection = z
  .strictObject({
    serviceAccountToken: z
      .strictObject({
        path: filePath,
        audience: leaf(name).optional().describe("Whom the token is for. Default: the API server."),
        expirationSeconds: z
          .int()
          .min(600)
          .optional()
          .describe("Seconds for which a token is good; it is renewed before. Default 3600."),
      })
      .optional()
      .describe("A token of the service's own ServiceAccount."),
    configMap: namedKeys.optional().describe("An existing ConfigMap."),
    secret: namedKeys.optional().describe("An existing Secret."),
    downwardAPI: z.strictObject({ items: podFiles }).optional().describe("Values of the pod."),
  })
  .refine(isExactlyOne(projectedKinds), exactlyOne(projectedKinds));

const claim = z.strictObject({
  metadata: z
    .strictObject({
      labels: labelMap.optional().describe("Labels of the claim."),
      annotations: annotations.optional().describe("Annotations of the claim."),
    })
    .optional()
    .describe("Of the claim."),
  spec: z
    .strictObject({
      accessModes: z
        .array(z.enum(["ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod"]))
        .min(1)
        .default(["ReadWriteOnce"])
        .describe("Who may use it at the same time."),
      storageClassName: objectName.optional().describe("Kind of storage. Default: the cluster's."),
      volumeMode: z.literal("Filesystem").optional().describe("The only one that can be mounted."),
      resources: z
        .strictObject({
          requests: z
            .strictObject({ storage: quantityText.describe("Such as `10Gi`.") })
            .describe("The least."),
        })
        .describe("Its size."),
    })
    .describe("What is asked for."),
});

/** Where a volume's files come from, under the keys of core `VolumeSource`. */
export const volumeSources = {
  emptyDir: z
    .strictObject({
      medium: z.enum(["", "Memory"]).optional().describe("`Memory`: counts as the container's memory."),
      sizeLimit: quantityText.optional().describe("Above it the pod is evicted. Default: none."),
    })
    .optional()
    .describe("An empty folder that lives as long as the pod."),
  configMap: namedKeys.extend({ defaultMode }).optional().describe("An existing ConfigMap."),
  secret: z
    .strictObject({ secretName: objectName.describe("Its name."), items, defaultMode, optional })
    .optional()
    .describe("An existing Secret."),
  persistentVolumeClaim: z
    .strictObject({ claimName: objectName.describe("Its name."), readOnly })
    .optional()
    .describe("An existing PersistentVolumeClaim."),
  projected: z
    .strictObject({ sources: z.array(projection).min(1).describe("What is put together."), defaultMode })
    .optional()
    .describe("Several sources in one folder, tokens too."),
  downwardAPI: z.strictObject({ items: podFiles, defaultMode }).optional().describe("Values of the pod."),
  csi: z
    .strictObject({
      driver: name.describe("Name of the driver, such as `secrets-store.csi.k8s.io`."),
      readOnly,
      fsType: name.optional().describe("File system. Default: the driver's."),
      volumeAttributes: z
        .record(z.string(), leaf(z.string()))
        .optional()
        .describe("Settings that only the driver knows."),
      nodePublishSecretRef: z
        .strictObject({ name: objectName.describe("Its name.") })
        .optional()
        .describe("Secret that the driver gets."),
    })
    .optional()
    .describe("A volume that a CSI driver makes for the pod."),
  ephemeral: z
    .strictObject({ volumeClaimTemplate: claim.describe("The claim that is made.") })
    .optional()
    .describe("A claim that is made with the pod and goes with it."),
  nfs: z
    .strictObject({
      server: leaf(name).describe("Name or IP of the server."),
      path: absolutePath.describe("Folder that it exports."),
      readOnly,
    })
    .optional()
    .describe("A folder of an NFS server."),
  hostPath: z
    .strictObject({
      path: absolutePath.describe("Path on the node."),
      type: z
        .enum([
          "DirectoryOrCreate",
          "Directory",
          "FileOrCreate",
          "File",
          "Socket",
          "CharDevice",
          "BlockDevice",
        ])
        .optional()
        .describe("What has to be there. Default: nothing is checked."),
    })
    .optional()
    .describe("A file or folder of the node. Only in namespaces without a Pod Security Standard."),
};
