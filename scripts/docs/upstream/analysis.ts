import { BY_CONSTRUCTION, SCHEMA, type UpstreamRule } from "./upstream-rule";

const references: readonly UpstreamRule[] = [
  {
    asks: "Every Service exists, selects the Rollout's pods and belongs to no other Rollout.",
    checkedBy: [BY_CONSTRUCTION, "service-name-collision"],
    open: "Whether somebody else has a Service of the name.",
  },
  {
    asks: "Every template exists, and none leads back to itself.",
    checkedBy: ["unknown-template", "unchecked-template", "template-cycle", "template-name-collision"],
  },
  {
    asks: "Templates that are measured together: unique metrics, one default per argument, a value for each.",
    checkedBy: [
      SCHEMA,
      "duplicate-metric",
      "argument-defaults",
      "missing-argument",
      "undeclared-argument",
      "duplicate-metric-rule",
      "unmatched-metric-rule",
    ],
  },
  { asks: "Metrics with an end wherever something waits for it.", checkedBy: ["endless-metric"] },
  { asks: "Arguments of the analysis in the background.", checkedBy: ["missing-argument"] },
];

const metrics: readonly UpstreamRule[] = [
  {
    asks: "At least one metric, unique names, exactly one provider each.",
    checkedBy: ["empty-template", "metric-names-unique", "one-provider"],
  },
  {
    asks: "Several measurements have an interval, and times can be read.",
    checkedBy: [SCHEMA, "metric-interval"],
  },
  { asks: "Limits that are not negative, and that let a metric end.", checkedBy: [SCHEMA, "metric-limits"] },
  { asks: "Enough measurements for the limits.", checkedBy: ["metric-limits"] },
];

/** What is named and measured. */
export const analysis: readonly UpstreamRule[] = [...references, ...metrics];
