import { z } from "zod";
import { leaf } from "../leaf";
import { freeForm, labels, name, objectName } from "../scalars";
import { nameSuffix } from "./name-suffix";

const remote = {
  key: leaf(name).describe("Its name in the store."),
  property: leaf(name).optional().describe("A part of it. Default: all of it."),
  version: leaf(name).optional().describe("Its version. Default: the newest."),
  decodingStrategy: z
    .enum(["Auto", "Base64", "Base64URL", "None"])
    .optional()
    .describe("How it is decoded. Default None."),
  conversionStrategy: z
    .enum(["Default", "Unicode"])
    .optional()
    .describe("How keys are converted. Default Default."),
};

const source = z
  .strictObject({
    extract: z.strictObject(remote).optional().describe("All keys of one entry of the store."),
    find: z
      .strictObject({
        path: name.optional().describe("Where it is looked for."),
        name: z
          .strictObject({ regexp: name.describe("Regular expression.") })
          .optional()
          .describe("By name."),
        tags: z.record(z.string(), z.string()).optional().describe("By tags."),
        decodingStrategy: remote.decodingStrategy,
        conversionStrategy: remote.conversionStrategy,
      })
      .optional()
      .describe("All entries of the store that are found."),
    rewrite: z.array(freeForm).optional().describe("Changes of keys, as in external-secrets."),
  })
  .refine(({ extract, find }) => (extract === undefined) !== (find === undefined), {
    error: "expected extract or find",
    when: ({ issues }) => issues.length === 0,
  });

/** Of the Secret that is made. */
const targetKeys = {
  creationPolicy: z
    .enum(["Owner", "Orphan", "Merge", "None"])
    .optional()
    .describe("Owner (default): the Secret goes with this object. Merge: it is somebody else's."),
  deletionPolicy: z
    .enum(["Retain", "Delete", "Merge"])
    .optional()
    .describe("What happens when the store has it no more. Default Retain."),
  immutable: z.boolean().optional().describe("True: the Secret never changes. Default false."),
  template: freeForm.optional().describe("What the Secret looks like, as in external-secrets."),
};

function externalSecretWith<Target extends z.ZodType>(target: Target) {
  return z
    .strictObject({
      secretStoreRef: z
        .strictObject({
          name: leaf(name).describe("Its name."),
          kind: z.enum(["SecretStore", "ClusterSecretStore"]).default("SecretStore").describe("Its kind."),
        })
        .describe("Where the secrets are."),
      refreshInterval: z
        .string()
        .regex(/^(0|(\d+(\.\d+)?(ms|s|m|h))+)$/, {
          error: 'expected a duration such as "1h" or "15m", or "0"',
        })
        .default("1h")
        .describe('Time between two looks at the store. "0": once.'),
      data: z
        .array(
          z.strictObject({
            secretKey: z
              .string()
              .regex(/^[-._a-zA-Z0-9]+$/, {
                error: "expected letters, digits, hyphens, dots and underscores",
              })
              .describe("Key of the Secret."),
            remoteRef: z.strictObject(remote).describe("Where its value comes from."),
          }),
        )
        .min(1)
        .optional()
        .describe("Single keys."),
      dataFrom: z.array(source).min(1).optional().describe("Many keys at once."),
      target: target.describe("The Secret that is made."),
      annotations: labels.optional().describe("Annotations of the ExternalSecret."),
    })
    .refine(({ data, dataFrom }) => data !== undefined || dataFrom !== undefined, {
      error: "expected data or dataFrom",
      when: ({ issues }) => issues.length === 0,
    });
}

/** Name -> ExternalSecret (`external-secrets.io/v1`). */
export const externalSecrets = z.record(
  nameSuffix,
  externalSecretWith(
    z
      .strictObject({
        name: objectName.optional().describe("Name of the Secret. Default: `<service>-<name>`."),
        ...targetKeys,
      })
      .prefault({}),
  ),
);

/** One whose Secret has its name from elsewhere. */
export const externalSecret = externalSecretWith(z.strictObject(targetKeys).prefault({}));
