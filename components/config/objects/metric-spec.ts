import { z } from "zod";
import { name } from "../scalars";
import { labelSelector } from "./label-selector";
import { quantityText } from "../pod/resources";

const fieldOf = { Utilization: "averageUtilization", AverageValue: "averageValue", Value: "value" } as const;
type TargetType = keyof typeof fieldOf;

/** Upstream: `MetricTarget`, of those types that make sense for the source. */
function target<Types extends readonly [TargetType, ...TargetType[]]>(...types: Types) {
  return z
    .strictObject({
      type: z.enum(types).describe("What the value means."),
      averageUtilization: z
        .int()
        .min(1)
        .optional()
        .describe("Utilization: percent of the request, averaged over pods."),
      averageValue: quantityText.optional().describe("AverageValue: a quantity per pod."),
      value: quantityText.optional().describe("Value: a quantity over all pods."),
    })
    .check(({ value: { type, ...values }, issues }) => {
      const field = fieldOf[type];
      if (Object.keys(values).every((key) => key === field) && values[field] !== undefined) return;
      issues.push({ code: "custom", input: values, message: `expected ${field} alone with type ${type}` });
    })
    .describe("What it is held at.");
}

const metric = z
  .strictObject({
    name: name.describe("Name of the metric."),
    selector: labelSelector.optional().describe("Narrows it to some series."),
  })
  .describe("The metric.");

const resource = {
  name: name.describe("cpu, memory or another resource."),
  target: target("Utilization", "AverageValue"),
};

const blocks = {
  resource: z.strictObject(resource).describe("A resource of the whole pod."),
  containerResource: z
    .strictObject({ ...resource, container: name.describe("Name of the container.") })
    .describe("A resource of one container of the pod."),
  pods: z.strictObject({ metric, target: target("AverageValue") }).describe("A metric that each pod has."),
  object: z
    .strictObject({
      describedObject: z
        .strictObject({
          apiVersion: name.optional().describe("Its API version."),
          kind: name.describe("Its kind."),
          name: name.describe("Its name."),
        })
        .describe("The object that the metric is about."),
      metric,
      target: target("Value", "AverageValue"),
    })
    .describe("A metric of another object in the namespace."),
  external: z
    .strictObject({ metric, target: target("Value", "AverageValue") })
    .describe("A metric from outside of the cluster."),
} as const;

const blockOf = {
  Resource: "resource",
  ContainerResource: "containerResource",
  Pods: "pods",
  Object: "object",
  External: "external",
} as const;

/** Upstream: autoscaling/v2 `MetricSpec`. */
export const metricSpec = z
  .strictObject({
    type: z
      .enum(["Resource", "ContainerResource", "Pods", "Object", "External"])
      .describe("Which block counts."),
    resource: blocks.resource.optional(),
    containerResource: blocks.containerResource.optional(),
    pods: blocks.pods.optional(),
    object: blocks.object.optional(),
    external: blocks.external.optional(),
  })
  .check(({ value: { type, ...sources }, issues }) => {
    const block = blockOf[type];
    if (Object.keys(sources).every((key) => key === block) && sources[block] !== undefined) return;
    issues.push({
      code: "custom",
      input: sources,
      message: `expected the block ${block} alone with type ${type}`,
    });
  });
export type MetricSpec = z.output<typeof metricSpec>;
