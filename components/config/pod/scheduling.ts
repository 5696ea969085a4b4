import { z } from "zod";
import { leaf } from "../leaf";
import { name, objectName } from "../scalars";
import { affinity } from "./affinity";
import { topologySpread } from "./topology-spread";

/** Upstream: core `Toleration`. */
const toleration = z
  .strictObject({
    key: name.optional().describe("The taint. Default: all, with operator Exists."),
    operator: z.enum(["Equal", "Exists"]).optional().describe("Default Equal."),
    value: z.string().optional().describe("Value of the taint."),
    effect: z
      .enum(["NoSchedule", "PreferNoSchedule", "NoExecute"])
      .optional()
      .describe("What the taint does. Default: any."),
    tolerationSeconds: z.int().optional().describe("Seconds until the pod goes. Only with NoExecute."),
  })
  .refine(({ key, operator }) => key !== undefined || operator === "Exists", {
    error: "expected a key, or operator: Exists",
  })
  .refine(({ value, operator }) => value === undefined || operator !== "Exists", {
    error: "expected no value: operator is Exists",
  })
  .refine(({ tolerationSeconds, effect }) => tolerationSeconds === undefined || effect === "NoExecute", {
    error: "expected effect: NoExecute, without which tolerationSeconds may not be set",
  });

/** Keys of a service that say where its pods run. */
export const schedulingKeys = {
  nodeSelector: z.record(name, leaf(z.string())).default({}).describe("Labels that a node must have."),
  tolerations: z.array(toleration).default([]).describe("Taints of nodes that the pods put up with."),
  affinity: affinity.optional().describe("Which nodes, and near or away from which pods."),
  topologySpread: topologySpread.prefault({}).describe("How evenly the pods are spread."),
  antiAffinity: z
    .enum(["none", "soft", "hard"])
    .default("none")
    .describe("Whether two pods may share a node: soft is a wish, with hard a pod waits for a node."),
  priorityClassName: objectName.optional().describe("Who goes first when room is short."),
  runtimeClassName: objectName.optional().describe("What runs the containers, such as a sandbox."),
  schedulerName: name.optional().describe("Default: the cluster's own scheduler."),
};
