import type { Metric } from "../../../config";
import type { Rule } from "../../rule";
import type { TemplateScope } from "../../scope";
import { ignoresConditions } from "./rules";

export const conditionIgnored: Rule<TemplateScope> = {
  id: "condition-ignored",
  severity: "warning",
  what: "A metric has a condition that its provider does not look at.",
  why: "The measurement succeeds or fails without it: a Job by its end, kayenta by its score.",
  upstream: "argo-rollouts metricproviders/job/job.go, metricproviders/kayenta/kayenta.go",
  *check({ template: { metrics = [] } }) {
    for (const [index, metric] of metrics.entries()) {
      if (!ignoresConditions(metric)) continue;
      for (const key of conditions.filter((one) => metric[one])) {
        yield {
          path: ["metrics", index, key],
          reason: `${metric.provider.job ? "A Job" : "kayenta"} has no result for a condition.`,
          hint: metric.provider.job
            ? "Leave it out: the Job's exit code decides."
            : "Leave it out: threshold decides.",
        };
      }
    }
  },
};

export const conditionMissing: Rule<TemplateScope> = {
  id: "condition-missing",
  severity: "warning",
  what: "A metric has no condition, and its provider decides nothing by itself.",
  why: "Whatever is measured is a success: the analysis lets every version pass.",
  upstream: "argo-rollouts utils/evaluate/evaluate.go: EvaluateResult",
  *check({ template: { metrics = [] } }) {
    for (const [index, metric] of metrics.entries()) {
      if (decidesByItself(metric) || isJudged(metric)) continue;
      yield {
        path: ["metrics", index],
        reason: `The metric "${metric.name}" has no condition: whatever is measured is a success.`,
        hint: "Set min or max, or successCondition or failureCondition.",
      };
    }
  },
};

const conditions = ["successCondition", "failureCondition"] as const;

function isJudged(metric: Metric): boolean {
  return metric.min !== undefined || metric.max !== undefined || conditions.some((key) => metric[key]);
}

/** Any answer but 2xx is an error for `web`; a plugin has its own way. */
function decidesByItself(metric: Metric): boolean {
  const { web, plugin } = metric.provider;
  return ignoresConditions(metric) || web !== undefined || plugin !== undefined;
}
