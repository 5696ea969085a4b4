import { z } from "zod";
import { analysisTemplates } from "./analysis-template";
import { clusterService } from "./cluster-service";
import { configKeys } from "./config-keys";
import { handoverKeys } from "./handover";
import { metadataKeys } from "./labels";
import { objectKeys } from "./object-keys";
import { image } from "./pod/image";
import { podKeys } from "./pod-keys";
import { release } from "./release";
import { rollout } from "./rollout";
import { routingKeys } from "./routing/keys";
import { ruleSettings } from "./rule-settings";
import { orderKeys } from "./service-order";

const shape = z.strictObject({
  image: image.optional().describe("What runs. Only a Rollout with `workloadRef` has none."),
  replicaCount: z
    .int()
    .min(0)
    .default(1)
    .describe("Pods. With an autoscaler it is not used: its minimum is the start."),
  service: clusterService.prefault({}).describe("The Service that clients in the cluster call."),
  ...metadataKeys,
  ...podKeys,
  ...configKeys,
  ...objectKeys,
  rollout: rollout.prefault({}).describe("How the service gets a new version."),
  ...routingKeys,
  analysisTemplates: analysisTemplates
    .default({})
    .describe("AnalysisTemplates of this service alone: name -> template."),
  ...handoverKeys,
  ...orderKeys,
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
