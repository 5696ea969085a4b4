import type { Metric } from "../../config";
import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";
import { type MeasuredPlace, measuredPlaces, type MergedTemplate } from "./measured";
import { argumentIn, plainNumber } from "./placeholder";

export const endlessMetric: Rule<ServiceScope> = {
  id: "endless-metric",
  severity: "error",
  what: "Something waits for the end of a metric that is measured without an end: an interval and no count.",
  why: "The controller refuses the Rollout (InvalidSpec), and an experiment that waits for it never ends.",
  upstream: "argo-rollouts pkg/apis/rollouts/validation/validation_references.go: EffectiveCount",
  *check(scope) {
    for (const place of measuredPlaces(scope)) {
      if (!place.mustEnd) continue;
      for (const merged of place.merged) {
        for (const metric of merged.template.metrics ?? []) {
          const why = whyEndless(metric, merged, place);
          if (why === undefined) continue;
          yield {
            path: place.path,
            reason: `The metric "${metric.name}" of the template "${merged.name}" never ends: it has an interval and ${why.text}.`,
            hint: why.hint,
          };
        }
      }
    }
  },
};

interface Why {
  readonly text: string;
  readonly hint: string;
}

const noCount: Why = {
  text: "no count",
  hint: "Set its count, or use the template in rollout.canary.analysis, which ends with the update.",
};

function whyEndless(metric: Metric, { template }: MergedTemplate, { kind }: MeasuredPlace): Why | undefined {
  const { interval, count } = metric;
  if (interval === undefined) return undefined;
  const plain = plainNumber(count, 0);
  if (kind === "experiment") {
    const ends = plain !== 0 || plainNumber(metric.consecutiveSuccessLimit, 0) !== 0;
    return ends ? undefined : noCount;
  }
  if (plain !== undefined) return plain === 0 ? noCount : undefined;
  // The controller checks with the template's own defaults, not with the values of the Rollout.
  const argument = template.args?.find(({ name }) => name === argumentIn(String(count)));
  if (argument === undefined || plainNumber(argument.value, 0) !== 0) return undefined;
  return {
    text: `its count is the argument "${argument.name}", which the controller checks without the Rollout's value`,
    hint: "Give the argument a default in the template: a number above 0.",
  };
}
