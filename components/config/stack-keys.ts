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
