import type * as pulumi from "@pulumi/pulumi";
import { AnalysisTemplates } from "../components";
import type { EnvironmentConfig } from "../components/config";
import type { Surroundings } from "../components/rules";

/** The ClusterAnalysisTemplates of a stack. */
export function registerTemplates(
  { analysisTemplates: templates, analysisLibrary: library }: EnvironmentConfig,
  around: Surroundings,
  opts: pulumi.ComponentResourceOptions,
): AnalysisTemplates[] {
  if (Object.keys(templates).length === 0 && library === undefined) return [];
  const args = { templates, around, ...(library && { library }) };
  return [new AnalysisTemplates("analysis-templates", args, opts)];
}
