import { type Metric, measuredOf } from "../config";

/** What upstream knows of a metric: its thresholds as conditions. */
export type PlainMetric = Omit<Metric, "min" | "max" | "value" | "onNoData">;

/**
 * A metric with the conditions that its `min`, `max` and `onNoData` ask for, in the form that the provider's answer can bear.
 * NaN is neither within nor without limits, so it fails where nothing else is said.
 */
export function withConditions(metric: Metric): PlainMetric {
  const { min, max, value, onNoData, ...plain } = metric;
  const measured = measuredOf(metric.provider);
  const number = value === undefined ? measured?.number : inBrackets(value);
  if ((min === undefined && max === undefined) || measured === undefined || number === undefined)
    return plain;
  const limits = {
    inside: allOf([min !== undefined && `${number} >= ${min}`, max !== undefined && `${number} <= ${max}`]),
    outside: anyOf([min !== undefined && `${number} < ${min}`, max !== undefined && `${number} > ${max}`]),
    guard: measured.guard,
    absent: measured.isAbsent?.(number),
  };
  return { ...plain, ...conditionsFor(onNoData ?? "fail", limits) };
}

interface Limits {
  readonly inside: string;
  readonly outside: string;
  readonly guard: string | undefined;
  readonly absent: string | undefined;
}
type Conditions = Pick<Metric, "successCondition" | "failureCondition">;

function conditionsFor(onNoData: string, limits: Limits): Conditions {
  const { inside, outside, guard, absent } = limits;
  if (absent === undefined) return { successCondition: inside };
  const known: Readonly<Record<string, Conditions>> = {
    fail: { successCondition: allOf([guard, inside]) },
    pass: { successCondition: anyOf([absent, inside]) },
    // A measurement is inconclusive when neither is true.
    inconclusive: {
      successCondition: allOf([guard, inside]),
      failureCondition: allOf([guard, outside]),
    },
  };
  return (
    known[onNoData] ?? {
      successCondition: `(${absent}) ? "${onNoData}" == "pass" : (${inside})`,
      failureCondition: `(${absent}) ? "${onNoData}" == "fail" : (${outside})`,
    }
  );
}

type Terms = readonly (string | false | undefined)[];

function allOf(terms: Terms): string {
  const all = terms.filter((term) => typeof term === "string");
  return all.map((term) => (all.length > 1 && term.includes("||") ? `(${term})` : term)).join(" && ");
}

/** `&&` binds closer than `||`. */
function anyOf(terms: Terms): string {
  return terms.filter((term) => typeof term === "string").join(" || ");
}

/** A place in the result needs no brackets; what is computed does. */
function inBrackets(value: string): string {
  return /^[\w$.[\]]+$/.test(value) ? value : `(${value})`;
}
