import { z } from "zod";
import { analysisLibrary } from "./analysis-library";
import { analysisTemplates } from "./analysis-template";

/** The cluster of a stack, whatever its role. */
export const clusterKeys = {
  kubeconfig: z
    .string()
    .min(1)
    .optional()
    .describe("Path or content of a kubeconfig. Default: what `kubectl` would use."),
  context: z.string().min(1).optional().describe("Context in the kubeconfig. Default: its current context."),
  clusterUid: z
    .string()
    .min(1)
    .optional()
    .describe(
      "UID of the namespace kube-system of the cluster that the stack may write to. Default: that of the stack's last `up`. To move a stack to another cluster on purpose, write the new one here.",
    ),
};

/** A stack of this program, as Pulumi's stack references name it. */
export const stackName = z
  .string()
  .regex(/^[^/\s]+\/[^/\s]+\/[^/\s]+$/, { error: "expected organization/project/stack" });

/** Of the controller in a stack, beside the controller itself. */
export const controllerKeys = {
  install: z
    .boolean()
    .default(true)
    .describe("False where another stack has the controller, or the cluster needs none."),
  stacks: z
    .array(stackName)
    .refine((all) => new Set(all).size === all.length, { error: "expected each stack once" })
    .default([])
    .describe(
      "Other stacks of this program whose services run on this controller, as `organization/project/stack`. Their last `up` told what the controller keeps of them; that is added to what it is sized for.",
    ),
};

/** The ClusterAnalysisTemplates that a stack makes, whatever its role. */
export const templateKeys = {
  analysisTemplates: analysisTemplates
    .default({})
    .describe("ClusterAnalysisTemplates that the stack makes: name -> template."),
  analysisLibrary: analysisLibrary
    .optional()
    .describe(
      "Built-in ClusterAnalysisTemplates that the stack makes: docs/analysis-templates.md. Default: none.",
    ),
};
