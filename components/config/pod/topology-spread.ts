import { z } from "zod";
import { name } from "../scalars";
import { labelSelector } from "./affinity";

const policy = z.enum(["Honor", "Ignore"]);

/** Upstream: core `TopologySpreadConstraint`. */
const constraint = z
  .strictObject({
    topologyKey: name.describe("Label of nodes that says what one place is."),
    maxSkew: z.int().min(1).default(1).describe("Most pods by which two places may differ."),
    whenUnsatisfiable: z
      .enum(["ScheduleAnyway", "DoNotSchedule"])
      .default("ScheduleAnyway")
      .describe("Whether a pod that would be too many waits."),
    labelSelector: labelSelector.optional().describe("Pods that count. Default: the service's."),
    matchLabelKeys: z
      .array(name)
      .optional()
      .describe("Labels of which pods that count have the same value. Default: the version's hash."),
    minDomains: z.int().min(1).optional().describe("Fewest places. Only with DoNotSchedule."),
    nodeAffinityPolicy: policy.optional().describe("Whether nodes that do not fit count. Default Honor."),
    nodeTaintsPolicy: policy.optional().describe("Whether tainted nodes are left out. Default Ignore."),
  })
  .refine((one) => one.minDomains === undefined || one.whenUnsatisfiable === "DoNotSchedule", {
    error: "expected whenUnsatisfiable: DoNotSchedule, without which minDomains may not be set",
  });
export type SpreadConstraint = z.output<typeof constraint>;

export const spreadConstraints = z.array(constraint).check(({ value, issues }) => {
  const of = (one: SpreadConstraint) => `${one.topologyKey} ${one.whenUnsatisfiable}`;
  for (const [index, one] of value.entries()) {
    if (value.findIndex((other) => of(other) === of(one)) === index) continue;
    const message = "expected each topologyKey once for each whenUnsatisfiable";
    issues.push({ code: "custom", path: [index, "topologyKey"], input: one.topologyKey, message });
  }
});

/** On by default, for one pod too: a scale from one pod to two would else be a new version. */
export const topologySpread = z.strictObject({
  enabled: z.boolean().default(true).describe("False: the scheduler puts pods anywhere."),
  constraints: spreadConstraints
    .optional()
    .describe("Default: evenly over nodes and over zones, as a wish, each version by itself."),
});
