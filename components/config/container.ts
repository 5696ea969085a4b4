import { z } from "zod";
import { leaf } from "./leaf";
import { objectName, port } from "./scalars";

const quantityError = { error: 'expected a quantity such as "100m" or "64Mi"' };
export const quantity = z.union(
  [
    z.string().regex(/^\+?(\d+\.?\d*|\.\d+)([eE][+-]?\d+|[numkMGTPE]|[KMGTPE]i)?$/, quantityError),
    z.number().min(0),
  ],
  quantityError,
);
const resourceName = z.string().regex(/^(cpu|memory|ephemeral-storage|hugepages-.+|[^/]+\/[^/]+)$/, {
  error:
    "expected cpu, memory, ephemeral-storage, hugepages-<size>, or a name with a domain such as example.com/gpu",
});
const resourceList = z.record(resourceName, quantity);

/** Upstream: core `ResourceRequirements`. */
export const resources = z.strictObject({
  requests: resourceList
    .optional()
    .describe("What a pod is sure to have, such as `cpu: 100m`. Default: the limits."),
  limits: resourceList.optional().describe("What a pod may not go above."),
});

const keyReference = z.strictObject({
  name: objectName.describe("Name of the object, in the service's namespace."),
  key: z
    .string()
    .regex(/^[-._a-zA-Z0-9]+$/, { error: "expected letters, digits, hyphens, dots and underscores" })
    .describe("Key in it."),
  optional: z.boolean().optional().describe("True: a pod starts without it too. Default false."),
});

const fieldPath = z
  .string()
  .regex(
    /^(metadata\.(name|namespace|uid|(labels|annotations)\['[^']+'\])|spec\.(nodeName|serviceAccountName)|status\.(hostIPs?|podIPs?))$/,
    { error: "expected a field of the pod such as metadata.name, metadata.labels['app'] or status.podIP" },
  );

/** Upstream: core `EnvVar`. */
export const envVar = z
  .strictObject({
    name: z
      .string()
      .regex(/^[-._a-zA-Z][-._a-zA-Z0-9]*$/, {
        error: "expected letters, digits, hyphens, dots and underscores, no digit first",
      })
      .describe("Name of the variable."),
    value: leaf(z.string()).optional().describe('Text: write `"1"` and `"true"` with quotes.'),
    valueFrom: z
      .strictObject({
        fieldRef: z
          .strictObject({ fieldPath: fieldPath.describe("Such as `metadata.name` or `status.podIP`.") })
          .optional()
          .describe("A field of the pod."),
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

const portNameError = {
  error: "expected a number, or a name of at most 15 lower-case letters, digits and hyphens",
};
const probePort = z
  .union(
    [port, z.string().regex(/^(?=.{1,15}$)(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/, portNameError)],
    portNameError,
  )
  .default("http")
  .describe("Number, or name of a port of the container.");

/** Upstream: core `Probe`. */
function probe<S extends z.ZodType>(successThreshold: S) {
  return z
    .strictObject({
      httpGet: z
        .strictObject({ path: z.string().default("/").describe("Path that is asked for."), port: probePort })
        .optional()
        .describe("An HTTP request; an answer from 200 to 399 is good."),
      tcpSocket: z
        .strictObject({ port: probePort })
        .optional()
        .describe("A connection; that it opens is good."),
      initialDelaySeconds: z.int().min(0).optional().describe("Seconds before the first probe. Default 0."),
      periodSeconds: z.int().min(1).optional().describe("Seconds between two probes. Default 10."),
      timeoutSeconds: z.int().min(1).optional().describe("Seconds until no answer is a bad one. Default 1."),
      successThreshold: successThreshold.optional().describe("Good answers in a row that count. Default 1."),
      failureThreshold: z.int().min(1).optional().describe("Bad answers in a row that count. Default 3."),
    })
    .refine(({ httpGet, tcpSocket }) => (httpGet === undefined) !== (tcpSocket === undefined), {
      error: "expected httpGet or tcpSocket",
    });
}

export const readinessProbe = probe(z.int().min(1));
/** Of startup too: the API server wants these to be good after one answer. */
export const livenessProbe = probe(z.literal(1));
