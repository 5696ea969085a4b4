import { z } from "zod";
import { canonicalQuantity } from "../canonical-quantity";

const quantityError = { error: 'expected a quantity such as "100m" or "64Mi"' };
export const quantity = z.union(
  [
    z.string().regex(/^\+?(\d+\.?\d*|\.\d+)([eE][+-]?\d+|[numkMGTPE]|[KMGTPE]i)?$/, quantityError),
    z.number().min(0),
  ],
  quantityError,
);
/** As text: the API server answers a number with text, which would look like drift. */
export const quantityText = quantity.transform((value) => canonicalQuantity(String(value)));

const resourceName = z.string().regex(/^(cpu|memory|ephemeral-storage|hugepages-.+|[^/]+\/[^/]+)$/, {
  error:
    "expected cpu, memory, ephemeral-storage, hugepages-<size>, or a name with a domain such as example.com/gpu",
});
const resourceList = z.record(resourceName, quantity);

/** Upstream: core `ResourceRequirements`. */
export const resources = z.strictObject({
  requests: resourceList
    .optional()
    .describe("What a pod is sure to have, such as `cpu: 100m`. Default: the limits."),
  limits: resourceList.optional().describe("What a pod may not go above."),
});
