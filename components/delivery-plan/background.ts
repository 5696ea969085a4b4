import type { CanaryConfig } from "../config";
import type { Act, Context } from "./act";
import { measure } from "./analysis";

/** The analysis beside the steps: from its first step to the end, which it never delays. Upstream: `BeforeStartingStep`. */
export function background(
  { analysis, steps }: CanaryConfig,
  index: number,
  { templates }: Context,
): Pick<Act, "analyses" | "abortedBy"> {
  const first = analysis?.startingStep ?? 0;
  // Without steps there is nothing to be before.
  if (analysis === undefined || (steps.length > 0 && index < first)) return { analyses: [], abortedBy: [] };
  const { names, decides } = measure(analysis, templates);
  return {
    analyses: [{ kind: "background", templates: names, starts: index === first || steps.length === 0 }],
    abortedBy: decides ? [`analysis ${names.join(", ")}`] : [],
  };
}
