import { type DataObject, instanceLabels } from "../../components/config";
import { LoadError } from "../config/load-error";
import { runArguments } from "./arguments";
import type { TemplateKey } from "./choose";
import { mergeTemplates } from "./merge";
import { overrideMistakes, withOverrides } from "./overrides";
import type { Request } from "./request";
import { kindOf, type Templates } from "./templates";

/** Should this program end before it can delete the run. */
export const KEPT_SECONDS = 3600;

/**
 * The AnalysisRun of a template, as the controller would make it for a Rollout. Throws a `LoadError` with all that is wrong.
 *
 * Upstream: `NewAnalysisRunFromTemplates`.
 */
export function analysisRun(
  chosen: TemplateKey,
  templates: Templates,
  { args: given, overrides }: Pick<Request, "args" | "overrides">,
  namespace: string,
  /** Id of the controller that is to run it: no other one sees it. */
  instance?: string,
): DataObject {
  const merged = mergeTemplates(chosen, templates);
  const { args, mistakes } = runArguments(given, merged);
  const metrics = withOverrides(merged.metrics, overrides);
  // What is wrong with an argument says nothing of the limits that it fills in.
  const wrong = [...merged.mistakes, ...mistakes];
  const all = wrong.length > 0 ? wrong : overrideMistakes(metrics, args, overrides);
  if (all.length > 0) throw new LoadError(refusal(chosen, all));
  return {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "AnalysisRun",
    metadata: {
      generateName: `try-${chosen.name}-`,
      namespace,
      labels: {
        "app.kubernetes.io/managed-by": "pulumi-progressive-delivery",
        ...instanceLabels(instance),
      },
      annotations: {
        "progressive-delivery/try-analysis": `The ${kindOf[chosen.scope]} ${chosen.name}, tried by hand. No Rollout waits for it, so it may be deleted.`,
      },
    },
    spec: {
      metrics,
      ...(args.length > 0 && { args }),
      ...(merged.dryRun.length > 0 && { dryRun: merged.dryRun }),
      ...(merged.measurementRetention.length > 0 && { measurementRetention: merged.measurementRetention }),
      ttlStrategy: { secondsAfterCompletion: KEPT_SECONDS },
    },
  };
}

function refusal({ name }: TemplateKey, mistakes: readonly string[]): string {
  return [`The template "${name}" cannot be tried like this:`, ...mistakes].join("\n  ");
}
