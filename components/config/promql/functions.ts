/** What an expression gives. */
export type ValueType = "scalar" | "vector" | "matrix" | "string";

/** What a function takes: `scalar?` may be left out, `string*` may come any number of times. */
type Parameters = readonly `${ValueType}${"" | "?" | "*"}`[];

const groups: readonly { readonly takes: Parameters; readonly names: string }[] = [
  {
    takes: ["vector"],
    names: `abs absent acos acosh asin asinh atan atanh ceil cos cosh deg exp floor histogram_avg histogram_count
      histogram_stddev histogram_stdvar histogram_sum ln log10 log2 rad scalar sgn sin sinh sort sort_desc sqrt tan tanh
      timestamp`,
  },
  {
    takes: ["matrix"],
    names: `absent_over_time avg_over_time changes count_over_time delta deriv first_over_time idelta increase irate
      last_over_time mad_over_time max_over_time min_over_time present_over_time rate resets stddev_over_time
      stdvar_over_time sum_over_time ts_of_first_over_time ts_of_last_over_time ts_of_max_over_time ts_of_min_over_time`,
  },
  { takes: ["vector?"], names: "day_of_month day_of_week day_of_year days_in_month hour minute month year" },
  { takes: [], names: "pi time" },
  { takes: ["scalar"], names: "vector" },
  { takes: ["vector", "scalar?"], names: "round" },
  { takes: ["vector", "scalar"], names: "clamp_max clamp_min" },
  { takes: ["vector", "scalar", "scalar"], names: "clamp" },
  { takes: ["scalar", "vector"], names: "histogram_quantile" },
  { takes: ["scalar", "scalar", "vector"], names: "histogram_fraction" },
  { takes: ["matrix", "scalar"], names: "predict_linear" },
  { takes: ["matrix", "scalar", "scalar"], names: "double_exponential_smoothing holt_winters" },
  { takes: ["scalar", "matrix"], names: "quantile_over_time" },
  { takes: ["vector", "string", "string", "string", "string"], names: "label_replace" },
  { takes: ["vector", "string", "string", "string*"], names: "label_join" },
  { takes: ["vector", "string*"], names: "sort_by_label sort_by_label_desc" },
];

const functions: ReadonlyMap<string, Parameters> = new Map(
  groups.flatMap(({ takes, names }) => names.split(/\s+/).map((name) => [name, takes] as const)),
);

/** Aggregations with a value in front of what they aggregate. */
const parametersOfAggregations: ReadonlyMap<string, ValueType> = new Map([
  ["bottomk", "scalar"],
  ["topk", "scalar"],
  ["limitk", "scalar"],
  ["limit_ratio", "scalar"],
  ["quantile", "scalar"],
  ["count_values", "string"],
]);

const aggregations = "avg bottomk count count_values group max min quantile stddev stdvar sum topk".split(
  " ",
);

/** What can be called. */
export const functionNames: readonly string[] = [...functions.keys(), ...aggregations];

/** Undefined for those of newer servers, which the grammar knows and this table does not. */
export function parametersOf(name: string): Parameters | undefined {
  return functions.get(name);
}

export function parametersOfAggregation(name: string): Parameters {
  const first = parametersOfAggregations.get(name.toLowerCase());
  return first === undefined ? ["vector"] : [first, "vector"];
}

export function resultOf(name: string): ValueType {
  return ["pi", "scalar", "time"].includes(name) ? "scalar" : "vector";
}
