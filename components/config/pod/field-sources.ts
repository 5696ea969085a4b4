import { z } from "zod";
import { dnsLabel } from "./names";
import { quantityText } from "./resources";

const fieldPath = z
  .string()
  .regex(
    /^(metadata\.(name|namespace|uid|(labels|annotations)\['[^']+'\])|spec\.(nodeName|serviceAccountName)|status\.(hostIPs?|podIPs?))$/,
    { error: "expected a field of the pod such as metadata.name, metadata.labels['app'] or status.podIP" },
  );

/** Upstream: core `ObjectFieldSelector`. */
export const fieldRef = z.strictObject({
  fieldPath: fieldPath.describe("Such as `metadata.name` or `status.podIP`."),
});

/** Files may show all labels or annotations at once, but nothing that is known only when the pod runs. */
export const fileFieldRef = z.strictObject({
  fieldPath: z
    .string()
    .regex(/^metadata\.(name|namespace|uid|(labels|annotations)(\['[^']+'\])?)$/, {
      error:
        "expected metadata.name, namespace, uid, labels, annotations, or one label such as metadata.labels['app']",
    })
    .describe("Such as `metadata.labels`."),
});

const resource = z.string().regex(/^(limits|requests)\.(cpu|memory|ephemeral-storage|hugepages-.+)$/, {
  error: "expected limits or requests of cpu, memory or ephemeral-storage, such as limits.cpu",
});

/** Upstream: core `ResourceFieldSelector`. */
export const resourceFieldRef = z.strictObject({
  containerName: dnsLabel.optional().describe("Default: the container itself; of a volume the main one."),
  resource: resource.describe("Such as `limits.memory`."),
  divisor: quantityText.optional().describe("Unit of the number, such as `1m` or `1Mi`. Default 1."),
});
