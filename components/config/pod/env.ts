import { z } from "zod";
import { leaf } from "../leaf";
import { objectName } from "../scalars";
import { fieldRef, resourceFieldRef } from "./field-sources";
import { dataKey } from "./names";
import { exactlyOne, isExactlyOne } from "./one-of";

const keyReference = z.strictObject({
  name: objectName.describe("Name of the object, in the service's namespace."),
  key: dataKey.describe("Key in it."),
  optional: z.boolean().optional().describe("True: a pod starts without it too. Default false."),
});

const variableError = { error: "expected letters, digits, hyphens, dots and underscores, no digit first" };
const variableName = z.string().regex(/^[-._a-zA-Z][-._a-zA-Z0-9]*$/, variableError);

/** Upstream: core `EnvVar`. */
const envVar = z
  .strictObject({
    name: variableName.describe("Name of the variable."),
    value: leaf(z.string()).optional().describe('Text: write `"1"` and `"true"` with quotes.'),
    valueFrom: z
      .strictObject({
        fieldRef: fieldRef.optional().describe("A field of the pod."),
        resourceFieldRef: resourceFieldRef.optional().describe("What a container may use."),
        secretKeyRef: keyReference.optional().describe("A key of a Secret."),
        configMapKeyRef: keyReference.optional().describe("A key of a ConfigMap."),
      })
      .refine((source) => Object.keys(source).length === 1, { error: "expected exactly one source" })
      .optional()
      .describe("Where the value comes from, instead of `value`. Exactly one source."),
  })
  .refine((variable) => variable.value === undefined || variable.valueFrom === undefined, {
    error: "expected value or valueFrom, not both",
  });

const sources = ["configMapRef", "secretRef"];
const reference = z.strictObject({
  name: objectName.describe("Its name, in the service's namespace."),
  optional: z.boolean().optional().describe("True: a pod starts without it too. Default false."),
});

/** Upstream: core `EnvFromSource`. */
const envFromSource = z
  .strictObject({
    prefix: variableName.optional().describe("Put before each name."),
    configMapRef: reference.optional().describe("An existing ConfigMap."),
    secretRef: reference.optional().describe("An existing Secret."),
  })
  .refine(isExactlyOne(sources), exactlyOne(sources));

export const env = z.array(envVar).default([]).describe("Environment variables of the container.");
export const envFrom = z
  .array(envFromSource)
  .default([])
  .describe("ConfigMaps and Secrets of which each key is a variable. `env` wins over them.");
