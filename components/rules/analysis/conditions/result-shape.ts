import { type MetricProvider, promqlType } from "../../../config";
import type { ResultUse } from "./result-use";

/** What a provider hands to a condition as `result`. */
export interface ResultShape {
  /** As the end of "gives". */
  readonly is: string;
  /** What cannot be done with it: the condition is an error in every measurement. */
  readonly cannotBe: readonly ResultUse["as"][];
  /** What to write where it is taken for something else. */
  readonly value: string;
  /** In front of the whole expression, for an answer without data. */
  readonly guard?: string;
  /** In place of a number, for an answer without data. */
  readonly missing?: string;
}

const numbers = {
  is: "a list of numbers, also when it is one",
  cannotBe: ["number", "default", "field", "part"],
  value: "result[0]",
  guard: "len(result) > 0",
} as const satisfies ResultShape;

const shapes: Readonly<Record<string, (provider: MetricProvider) => ResultShape | undefined>> = {
  prometheus: ({ prometheus }) => (isVector(prometheus) ? numbers : undefined),
  graphite: () => numbers,
  // Without data the provider itself says so.
  influxdb: () => ({
    is: "a list of values, also when it is one",
    cannotBe: numbers.cannotBe,
    value: "result[0]",
  }),
  datadog: () => ({
    is: "one number",
    cannotBe: ["element", "part", "field", "length"],
    value: "result",
    missing: "default(result, 0.0)",
  }),
  newRelic: () => ({ is: "a row with columns", cannotBe: ["number", "default"], value: "result.<column>" }),
  skywalking: () => ({ is: "the answer's fields", cannotBe: ["number", "default"], value: "result.<field>" }),
  cloudWatch: () => ({
    is: "a list of results with Values each",
    cannotBe: ["number", "default", "field", "element"],
    value: "result[0].Values[0]",
    guard: "len(result[0].Values) > 0",
  }),
};

/** Undefined where the provider's answer decides, as with `web` and plugins. */
export function shapeOf(provider: MetricProvider): ResultShape | undefined {
  const [name, ...others] = Object.keys(provider);
  return others.length === 0 ? shapes[name ?? ""]?.(provider) : undefined;
}

/** Of an instant query too, since the controller takes a range's values one by one. */
function isVector(prometheus: MetricProvider["prometheus"]): boolean {
  const { query = "", rangeQuery } = prometheus ?? {};
  return rangeQuery !== undefined || ["vector", "matrix"].includes(promqlType(query));
}
