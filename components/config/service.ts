import { z } from "zod";
import { autoscaling } from "./autoscaling";
import { rollout } from "./rollout";

const port = z.int().min(1).max(65535);
const labels = z.record(z.string(), z.string());
const quantity = z.union([z.string(), z.number()], { error: 'expected a quantity such as "100m" or "64Mi"' });
const resourceList = z.record(z.string(), quantity);

const image = z.strictObject({
  repository: z.string().min(1),
  /** A string: write `"1.10"` with quotes, or YAML reads a number. */
  tag: z.string().min(1).optional(),
  /** `sha256:...`; wins over the tag. */
  digest: z
    .string()
    .regex(/^sha256:[0-9a-f]{64}$/, { error: "expected sha256: and 64 hex digits" })
    .optional(),
  pullPolicy: z.enum(["Always", "IfNotPresent", "Never"]).optional(),
});

const keyReference = z.strictObject({ name: z.string(), key: z.string(), optional: z.boolean().optional() });

const envVar = z
  .strictObject({
    name: z.string().min(1),
    value: z.string().optional(),
    valueFrom: z
      .strictObject({
        fieldRef: z.strictObject({ fieldPath: z.string() }).optional(),
        secretKeyRef: keyReference.optional(),
        configMapKeyRef: keyReference.optional(),
      })
      .refine((source) => Object.keys(source).length === 1, { error: "expected exactly one source" })
      .optional(),
  })
  .refine((variable) => variable.value === undefined || variable.valueFrom === undefined, {
    error: "expected value or valueFrom, not both",
  });

const probe = z
  .strictObject({
    httpGet: z
      .strictObject({ path: z.string().default("/"), port: z.union([port, z.string()]).default("http") })
      .optional(),
    tcpSocket: z.strictObject({ port: z.union([port, z.string()]).default("http") }).optional(),
    initialDelaySeconds: z.int().min(0).optional(),
    periodSeconds: z.int().min(1).optional(),
    timeoutSeconds: z.int().min(1).optional(),
    successThreshold: z.int().min(1).optional(),
    failureThreshold: z.int().min(1).optional(),
  })
  .refine(({ httpGet, tcpSocket }) => (httpGet === undefined) !== (tcpSocket === undefined), {
    error: "expected httpGet or tcpSocket",
  });

/** One service of an environment: everything that decides what runs. Unknown keys are errors. */
export const service = z.strictObject({
  image,
  /** Pods. With an autoscaler it is not used: `autoscaling.minReplicas` is the start. */
  replicaCount: z.int().min(0).default(1),
  service: z
    .strictObject({
      port: port.default(80),
      /** Port of the container, which gets the name `http`. Default: the same as `port`. */
      targetPort: port.optional(),
      type: z.enum(["ClusterIP", "NodePort", "LoadBalancer"]).default("ClusterIP"),
      annotations: labels.optional(),
    })
    .prefault({}),
  resources: z
    .strictObject({ requests: resourceList.optional(), limits: resourceList.optional() })
    .optional(),
  env: z.array(envVar).default([]),
  /** Files that the container sees: absolute path -> text. A change rolls the pods. */
  configFiles: z
    .record(z.string().regex(/^\/.*[^/]$/, { error: "expected the absolute path of a file" }), z.string())
    .default({}),
  startupProbe: probe.optional(),
  readinessProbe: probe.optional(),
  livenessProbe: probe.optional(),
  serviceAccount: z
    .strictObject({
      create: z.boolean().default(true),
      /** Default: the service's name; with `create: false` the namespace's `default`. */
      name: z.string().min(1).optional(),
      annotations: labels.optional(),
    })
    .prefault({}),
  autoscaling: autoscaling.prefault({}),
  rollout: rollout.prefault({}),
});

/** As a person writes it. */
export type ServiceInput = z.input<typeof service>;
/** With every default filled in. */
export type ServiceConfig = z.output<typeof service>;
