import { canonicalQuantity, type Sidecar } from "../../config";

type Resources = NonNullable<Sidecar["resources"]>;

/** YAML reads `cpu: 1` as a number; the API server answers with text, which would look like drift. */
export function quantitiesAsText(resources: Resources): {
  requests?: Record<string, string>;
  limits?: Record<string, string>;
} {
  const asText = (list: NonNullable<Resources["requests"]>) =>
    Object.fromEntries(
      Object.entries(list).map(([name, quantity]) => [name, canonicalQuantity(String(quantity))]),
    );
  return {
    ...(resources.requests && { requests: asText(resources.requests) }),
    ...(resources.limits && { limits: asText(resources.limits) }),
  };
}
