import { type Metric, type Measured, measuredOf } from "../../config";
import type { Rule } from "../rule";
import type { TemplateScope } from "../scope";

export const thresholds: Rule<TemplateScope> = {
  id: "metric-thresholds",
  severity: "error",
  what: "A metric's min, max, value and onNoData do not go together, or not with its provider.",
  why: "Its conditions are made of them, and there would be none, others, or some that say nothing for an empty answer.",
  upstream: "this package: docs/analysis.md; argo-rollouts metricproviders/*",
  *check({ template: { metrics = [] } }) {
    for (const [index, metric] of metrics.entries()) {
      const use = {
        metric,
        measured: measuredOf(metric.provider),
        provider: Object.keys(metric.provider).join(),
      };
      const found = hasLimit(metric) ? withLimit : withoutLimit;
      for (const { at, isWrong, reason, hint } of found) {
        if (isWrong(use)) yield { path: ["metrics", index, at(use)], reason: reason(use), hint: hint(use) };
      }
    }
  },
};

interface Use {
  readonly metric: Metric;
  /** Undefined: the provider gives no number. */
  readonly measured: Measured | undefined;
  readonly provider: string;
}
interface Mistake {
  at(use: Use): keyof Metric;
  isWrong(use: Use): boolean;
  reason(use: Use): string;
  hint(use: Use): string;
}

const hasLimit = ({ min, max }: Metric): boolean => min !== undefined || max !== undefined;
const limitOf = ({ metric: { min } }: Use): keyof Metric => (min === undefined ? "max" : "min");
const conditionOf = ({ metric }: Use): keyof Metric | undefined =>
  (["successCondition", "failureCondition"] as const).find((key) => metric[key] !== undefined);

const withLimit: readonly Mistake[] = [
  {
    at: (use) => conditionOf(use) ?? limitOf(use),
    isWrong: (use) => conditionOf(use) !== undefined,
    reason: (use) => `There is ${limitOf(use)} too, of which a condition is made.`,
    hint: () => "Say it once: with min and max, or as a condition.",
  },
  {
    at: limitOf,
    isWrong: ({ measured, provider }) => measured === undefined && provider !== "",
    reason: ({ provider }) => `${provider} gives no number: it decides by itself.`,
    hint: () => "Leave min and max out.",
  },
  {
    at: limitOf,
    isWrong: ({ metric, measured }) =>
      measured !== undefined && measured.number === undefined && metric.value === undefined,
    reason: ({ provider }) => `${provider} gives several values, and nothing says which is meant.`,
    hint: () => "Set value: an expression such as result.<name>.",
  },
  {
    at: () => "min",
    isWrong: ({ metric: { min, max } }) => typeof min === "number" && typeof max === "number" && min > max,
    reason: ({ metric: { min, max } }) =>
      `${String(min)} is above max, ${String(max)}: no value is between them.`,
    hint: () => "Exchange them, or leave one out.",
  },
  {
    at: limitOf,
    isWrong: ({ metric, measured }) => measured?.isAbsent !== undefined && metric.onNoData === undefined,
    reason: ({ provider }) => `${provider} may have no data, and nothing says what that means.`,
    hint: () => "Set onNoData: fail, pass or inconclusive.",
  },
  {
    at: () => "onNoData",
    isWrong: ({ metric, measured }) =>
      measured !== undefined && measured.isAbsent === undefined && metric.onNoData !== undefined,
    reason: ({ provider }) =>
      `Without data ${provider} makes an error of the measurement, and no condition is asked.`,
    hint: () => "Leave it out: consecutiveErrorLimit says how many errors are forgiven.",
  },
];

const withoutLimit: readonly Mistake[] = (["value", "onNoData"] as const).map((key) => ({
  at: () => key,
  isWrong: ({ metric }) => metric[key] !== undefined,
  reason: () => "It belongs to min and max, and there is neither.",
  hint: () => "Set one of them, or write it into the condition.",
}));
