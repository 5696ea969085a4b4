import type { AnalysisUse, CanaryStep, Experiment, Gate, Path } from "../../config";
import type { ServiceScope } from "../scope";
import type { TemplateName } from "../references/template-lookup";

type Args = NonNullable<AnalysisUse["args"]>;
export type MetricRules = NonNullable<AnalysisUse["measurementRetention"] | AnalysisUse["dryRun"]>;

export interface UsedTemplate extends TemplateName {
  readonly gate?: Gate | undefined;
}

/** A place in which a service has something measured. All its templates are merged into one AnalysisRun. */
export interface AnalysisPlace {
  readonly kind: "background" | "step" | "promotion" | "experiment";
  readonly path: Path;
  readonly templates: readonly { readonly ref: UsedTemplate; readonly path: Path }[];
  readonly args: Args;
  readonly dryRun: MetricRules;
  readonly measurementRetention: MetricRules;
  /** Where the two lists above stand. */
  readonly rulesPath: Path;
  /** Whether nothing goes on before it has ended. */
  readonly mustEnd: boolean;
}

export function analysisPlaces({
  canary,
  blueGreen,
}: Pick<ServiceScope, "canary" | "blueGreen">): AnalysisPlace[] {
  const inCanary = ["rollout", "canary"];
  const inBlueGreen = ["rollout", "blueGreen"];
  return [
    ...(canary?.steps ?? []).flatMap((step, index) => ofStep(step, [...inCanary, "steps", index])),
    ...ofUse("background", canary?.analysis, [...inCanary, "analysis"]),
    ...ofUse("promotion", blueGreen?.prePromotionAnalysis, [...inBlueGreen, "prePromotionAnalysis"]),
    ...ofUse("promotion", blueGreen?.postPromotionAnalysis, [...inBlueGreen, "postPromotionAnalysis"]),
  ];
}

function ofStep({ analysis, experiment }: CanaryStep, path: Path): AnalysisPlace[] {
  return [
    ...ofUse("step", analysis, [...path, "analysis"]),
    ...ofExperiment(experiment, [...path, "experiment"]),
  ];
}

function ofUse(kind: AnalysisPlace["kind"], use: AnalysisUse | undefined, path: Path): AnalysisPlace[] {
  if (use === undefined) return [];
  const templates = use.templates.map((ref, index) => ({
    ref,
    path: [...path, "templates", index, "templateName"],
  }));
  const { args = [], dryRun = [], measurementRetention = [] } = use;
  const mustEnd = kind !== "background";
  return [{ kind, path, templates, args, dryRun, measurementRetention, rulesPath: path, mustEnd }];
}

/** Each analysis of an experiment is a run of its own, and the experiment's `dryRun` goes to all of them. */
function ofExperiment(experiment: Experiment | undefined, path: Path): AnalysisPlace[] {
  return (experiment?.analyses ?? []).map((ref, index) => {
    const at = [...path, "analyses", index];
    return {
      kind: "experiment",
      path: at,
      templates: [{ ref, path: [...at, "templateName"] }],
      args: ref.args ?? [],
      dryRun: experiment?.dryRun ?? [],
      measurementRetention: [],
      rulesPath: path,
      mustEnd: ref.requiredForCompletion === true,
    };
  });
}
