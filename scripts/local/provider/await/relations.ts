import { fieldsAt, itemsAt, listAt, textAt } from "./fields";
import type { KubeObject, ListQuery } from "./reader";

/** Whether `owner` is among the child's owner references. */
export function ownedBy(child: KubeObject, owner: KubeObject): boolean {
  const { uid } = owner.metadata;
  return (
    uid !== undefined && itemsAt(child, "metadata.ownerReferences").some((ref) => textAt(ref, "uid") === uid)
  );
}

/** All objects of a kind that the object's `.spec.selector` selects in its namespace. */
export function selected(object: KubeObject, apiVersion: string, kind: string): ListQuery {
  const labelSelector = labelSelectorOf(fieldsAt(object, "spec.selector"));
  return { apiVersion, kind, namespace: object.metadata.namespace, labelSelector };
}

/** A `LabelSelector` as the text that list requests take; undefined selects everything. */
export function labelSelectorOf(selector: unknown): string | undefined {
  const labels = Object.entries(fieldsAt(selector, "matchLabels")).map(
    ([key, value]) => `${key}=${String(value)}`,
  );
  const expressions = itemsAt(selector, "matchExpressions").map((item) => {
    const key = textAt(item, "key");
    const write = OPERATORS[textAt(item, "operator")];
    return write ? write(key, listAt(item, "values").join(",")) : key;
  });
  return [...labels, ...expressions].join(",") || undefined;
}

const OPERATORS: Record<string, (key: string, values: string) => string> = {
  In: (key, values) => `${key} in (${values})`,
  NotIn: (key, values) => `${key} notin (${values})`,
  Exists: (key) => key,
  DoesNotExist: (key) => `!${key}`,
};

/** `namespace/name`; the name alone for an object that has no namespace. */
export function qualifiedName({ metadata }: KubeObject): string {
  const { name = "", namespace } = metadata;
  return namespace ? `${namespace}/${name}` : name;
}
