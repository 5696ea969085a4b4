import type { Metric } from "../../config";
import type { Mistake, Rule } from "../rule";
import type { TemplateScope } from "../scope";
import { plainNumber } from "./placeholder";

export const metricInterval: Rule<TemplateScope> = {
  id: "metric-interval",
  severity: "error",
  what: "A metric is measured several times, and has no interval.",
  why: "The AnalysisRun ends with an error as soon as it starts, and with it the update.",
  upstream: "argo-rollouts utils/analysis/factory.go: ValidateMetric",
  *check({ template: { metrics = [] } }) {
    for (const [index, { count, interval }] of metrics.entries()) {
      if (interval !== undefined || (plainNumber(count, 1) ?? 1) <= 1) continue;
      yield {
        path: ["metrics", index, "count"],
        reason: `${count} measurements need an interval.`,
        hint: "Set interval: the time between two of them.",
      };
    }
  },
};

export const metricLimits: Rule<TemplateScope> = {
  id: "metric-limits",
  severity: "error",
  what: "The limits of a metric cannot be reached with its count, or both of its ends are turned off.",
  why: "The AnalysisRun ends with an error as soon as it starts, and with it the update.",
  upstream: "argo-rollouts utils/analysis/factory.go: ValidateMetric",
  *check({ template: { metrics = [] } }) {
    for (const [index, metric] of metrics.entries()) yield* limitsOf(metric, ["metrics", index]);
  },
};

function* limitsOf(metric: Metric, at: Mistake["path"]): Generator<Mistake> {
  const count = plainNumber(metric.count, 0);
  const failures = plainNumber(metric.failureLimit, 0);
  const successes = plainNumber(metric.consecutiveSuccessLimit, 0);
  const inconclusive = plainNumber(metric.inconclusiveLimit, 0);
  if (failures === -1 && successes === 0) {
    yield {
      path: [...at, "failureLimit"],
      reason: "-1 forgives every failure, and no consecutiveSuccessLimit says what is a success.",
      hint: "Set failureLimit to 0 or more, or consecutiveSuccessLimit to 1 or more.",
    };
  }
  // No count is no limit.
  if (count === undefined || count === 0) return;
  if (failures === -1 && successes !== undefined && count < successes) {
    yield {
      path: [...at, "count"],
      reason: `${count} is below consecutiveSuccessLimit (${successes}).`,
      hint: "Raise count, or lower consecutiveSuccessLimit.",
    };
  } else if (failures !== undefined && successes !== undefined && count < failures + successes) {
    yield {
      path: [...at, "count"],
      reason: `${count} is below failureLimit (${failures}) and consecutiveSuccessLimit (${successes}) together.`,
      hint: "Raise count, or lower the limits.",
    };
  }
  if (inconclusive !== undefined && count < inconclusive) {
    yield {
      path: [...at, "count"],
      reason: `${count} is below inconclusiveLimit (${inconclusive}).`,
      hint: "Raise count, or lower inconclusiveLimit.",
    };
  }
}
