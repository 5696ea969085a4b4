import { z } from "zod";
import { name } from "../scalars";

const expression = z
  .strictObject({
    key: name.describe("Name of a label."),
    operator: z.enum(["In", "NotIn", "Exists", "DoesNotExist"]).describe("How it is compared."),
    values: z.array(z.string()).min(1).optional().describe("With In and NotIn: values."),
  })
  .refine(({ operator, values }) => operator.endsWith("In") === (values !== undefined), {
    error: "expected values with In and NotIn, and none with Exists and DoesNotExist",
    when: ({ issues }) => issues.length === 0,
  });

/** Upstream: meta `LabelSelector`. */
export const labelSelector = z.strictObject({
  matchLabels: z.record(z.string(), z.string()).optional().describe("Labels that must be there."),
  matchExpressions: z.array(expression).optional().describe("Conditions on labels."),
});
