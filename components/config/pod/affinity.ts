import { z } from "zod";
import { labelMap } from "../labels";
import { name } from "../scalars";

const weight = z.int().min(1).max(100).describe("How much it counts, from 1 to 100.");
const term = <S extends z.ZodType>(schema: S) => ({ weight, preference: schema });

/** Upstream: meta `LabelSelector`. */
export const labelSelector = z.strictObject({
  matchLabels: labelMap.optional().describe("Labels with their values."),
  matchExpressions: z
    .array(
      z.strictObject({
        key: name.describe("The label."),
        operator: z.enum(["In", "NotIn", "Exists", "DoesNotExist"]).describe("How it is looked at."),
        values: z.array(z.string()).optional().describe("For In and NotIn."),
      }),
    )
    .optional()
    .describe("Other things that have to be so."),
});

const nodeRequirements = z
  .array(
    z.strictObject({
      key: name.describe("The label or field."),
      operator: z
        .enum(["In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt"])
        .describe("How it is looked at."),
      values: z.array(z.string()).optional().describe("Not for Exists and DoesNotExist; one for Gt and Lt."),
    }),
  )
  .optional();
const nodeSelectorTerm = z.strictObject({
  matchExpressions: nodeRequirements.describe("About the node's labels; all have to be so."),
  matchFields: nodeRequirements.describe("About `metadata.name`."),
});

const podAffinityTerm = z.strictObject({
  topologyKey: name.describe("Label of nodes that says what one place is, such as `kubernetes.io/hostname`."),
  labelSelector: labelSelector.optional().describe("Labels of the pods."),
  namespaces: z.array(name).optional().describe("Where the pods are. Default: the service's namespace."),
  namespaceSelector: labelSelector.optional().describe("Labels of namespaces where the pods are."),
  matchLabelKeys: z.array(name).optional().describe("Labels of which the pods have the same value."),
  mismatchLabelKeys: z.array(name).optional().describe("Labels of which the pods have another value."),
});

const podTerms = z
  .strictObject({
    requiredDuringSchedulingIgnoredDuringExecution: z
      .array(podAffinityTerm)
      .optional()
      .describe("Has to be so."),
    preferredDuringSchedulingIgnoredDuringExecution: z
      .array(z.strictObject({ weight, podAffinityTerm: podAffinityTerm.describe("What is wished for.") }))
      .optional()
      .describe("A wish."),
  })
  .optional();
export type PodAffinityTerm = z.output<typeof podAffinityTerm>;

/** Upstream: core `Affinity`. */
export const affinity = z.strictObject({
  nodeAffinity: z
    .strictObject({
      requiredDuringSchedulingIgnoredDuringExecution: z
        .strictObject({
          nodeSelectorTerms: z.array(nodeSelectorTerm).min(1).describe("One of them has to be so."),
        })
        .optional()
        .describe("Has to be so."),
      preferredDuringSchedulingIgnoredDuringExecution: z
        .array(z.strictObject(term(nodeSelectorTerm.describe("What is wished for."))))
        .optional()
        .describe("A wish."),
    })
    .optional()
    .describe("Which nodes."),
  podAffinity: podTerms.describe("Near which pods."),
  podAntiAffinity: podTerms.describe("Away from which pods."),
});
