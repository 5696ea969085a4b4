import { z } from "zod";
import { analysisTemplates } from "./analysis-template";
import { autoscaling } from "./autoscaling";
import { podDisruptionBudget } from "./disruption-budget";
import { leaf } from "./leaf";
import { release } from "./release";
import { rollout } from "./rollout";
import { cwIstio, httpRoute } from "./route";
import { ruleSettings } from "./rule-settings";
import { labels, name, port } from "./scalars";

const quantity = z.union([z.string(), z.number()], { error: 'expected a quantity such as "100m" or "64Mi"' });
const resourceList = z.record(z.string(), quantity);

const image = z.strictObject({
  repository: leaf(name).describe("Registry and name of the image."),
  tag: leaf(name).optional().describe('A string: write `"1.10"` with quotes, or YAML reads a number.'),
  digest: leaf(z.string().regex(/^sha256:[0-9a-f]{64}$/, { error: "expected sha256: and 64 hex digits" }))
    .optional()
    .describe("`sha256:...`; wins over the tag."),
  pullPolicy: z
    .enum(["Always", "IfNotPresent", "Never"])
    .optional()
    .describe("When a node fetches the image. Default: Always for the tag `latest`, else IfNotPresent."),
});

const keyReference = z.strictObject({
  name: z.string().describe("Name of the object, in the service's namespace."),
  key: z.string().describe("Key in it."),
  optional: z.boolean().optional().describe("True: a pod starts without it too. Default false."),
});

const envVar = z
  .strictObject({
    name: name.describe("Name of the variable."),
    value: leaf(z.string()).optional().describe('Text: write `"1"` and `"true"` with quotes.'),
    valueFrom: z
      .strictObject({
        fieldRef: z
          .strictObject({ fieldPath: z.string().describe("Such as `metadata.name` or `status.podIP`.") })
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

const probePort = z
  .union([port, z.string()])
  .default("http")
  .describe("Number, or name of a port of the container.");

const probe = z
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
    successThreshold: z.int().min(1).optional().describe("Good answers in a row that count. Default 1."),
    failureThreshold: z.int().min(1).optional().describe("Bad answers in a row that count. Default 3."),
  })
  .refine(({ httpGet, tcpSocket }) => (httpGet === undefined) !== (tcpSocket === undefined), {
    error: "expected httpGet or tcpSocket",
  });

const shape = z.strictObject({
  image: image.optional().describe("What runs. Only a Rollout with `workloadRef` has none."),
  replicaCount: z
    .int()
    .min(0)
    .default(1)
    .describe("Pods. With an autoscaler it is not used: `autoscaling.minReplicas` is the start."),
  service: z
    .strictObject({
      port: port.default(80).describe("Port that clients call."),
      targetPort: port
        .optional()
        .describe("Port of the container, which gets the name `http`. Default: the same as `port`."),
      type: z
        .enum(["ClusterIP", "NodePort", "LoadBalancer"])
        .default("ClusterIP")
        .describe("Who reaches it: the cluster, whoever reaches a node, or a load balancer's clients."),
      annotations: labels.optional().describe("Annotations of the Service."),
      selector: z
        .record(z.string(), z.string())
        .optional()
        .describe(
          "Labels of the pods that a `workloadRef` names. Only with it: else the labels are the package's.",
        ),
    })
    .prefault({})
    .describe("The Service that clients in the cluster call."),
  resources: z
    .strictObject({
      requests: resourceList
        .optional()
        .describe("What a pod is sure to have, such as `cpu: 100m`. Default: the limits."),
      limits: resourceList.optional().describe("What a pod may not go above."),
    })
    .optional()
    .describe("CPU, memory and other resources of the container."),
  env: z.array(envVar).default([]).describe("Environment variables of the container."),
  configFiles: z
    .record(
      z.string().regex(/^\/.*[^/]$/, { error: "expected the absolute path of a file" }),
      leaf(z.string()),
    )
    .default({})
    .describe("Files that the container sees: absolute path -> text. A change rolls the pods."),
  startupProbe: probe.optional().describe("Until it is good, the other probes wait."),
  readinessProbe: probe.optional().describe("While it is bad, the pod gets no requests."),
  livenessProbe: probe.optional().describe("When it is bad, the container is started again."),
  serviceAccount: z
    .strictObject({
      create: z.boolean().default(true).describe("False: an existing one is used."),
      name: name
        .optional()
        .describe("Default: the service's name; with `create: false` the namespace's `default`."),
      annotations: labels.optional().describe("Such as the cloud role that the pods take on."),
    })
    .prefault({})
    .describe("The identity of the pods."),
  autoscaling: autoscaling
    .prefault({})
    .describe("A HorizontalPodAutoscaler that follows the kind of the workload."),
  podDisruptionBudget: podDisruptionBudget
    .prefault({})
    .describe("How many pods a drain of nodes may take away at the same time."),
  rollout: rollout.prefault({}).describe("How the service gets a new version."),
  httpRoute: httpRoute.prefault({}).describe("Traffic from a Gateway of the Gateway API."),
  "cw-istio": cwIstio.prefault({}).describe("Traffic through Istio."),
  analysisTemplates: analysisTemplates
    .default({})
    .describe("AnalysisTemplates of this service alone: name -> template."),
  release: release.prefault({}).describe("What is expected of an update."),
  rules: ruleSettings.default({}).describe("Weight of single rules for this service."),
});

/** One service of an environment: everything that decides what runs. Unknown keys are errors. */
export const service = shape.check(({ value: { image, rollout }, issues }) => {
  if (image !== undefined || takesPodsFromElsewhere(rollout)) return;
  const message = "expected the image that the service runs";
  issues.push({ code: "custom", path: ["image"], input: undefined, message });
});

function takesPodsFromElsewhere({ enabled, workloadRef }: z.output<typeof rollout>): boolean {
  return enabled && workloadRef !== undefined;
}

/** As a person writes it. */
export type ServiceInput = z.input<typeof service>;
/** With every default filled in. */
export type ServiceConfig = z.output<typeof service>;
