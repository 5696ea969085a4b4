import { z } from "zod";
import { analysisTemplates } from "./analysis-template";
import { configKeys } from "./config-keys";
import { leaf } from "./leaf";
import { objectKeys } from "./object-keys";
import { podKeys } from "./pod-keys";
import { release } from "./release";
import { rollout } from "./rollout";
import { cwIstio, httpRoute } from "./route";
import { ruleSettings } from "./rule-settings";
import { labels, name, port } from "./scalars";

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

const shape = z.strictObject({
  image: image.optional().describe("What runs. Only a Rollout with `workloadRef` has none."),
  replicaCount: z
    .int()
    .min(0)
    .default(1)
    .describe("Pods. With an autoscaler it is not used: its minimum is the start."),
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
  ...podKeys,
  ...configKeys,
  ...objectKeys,
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
