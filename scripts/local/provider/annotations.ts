import { fieldsAt, type Fields } from "./values";

const PREFIX = "pulumi.com/";

/** The value of the annotation `pulumi.com/<name>`. */
export function annotation(object: Fields, name: string): string | undefined {
  const value = fieldsAt(fieldsAt(object, "metadata"), "annotations")[PREFIX + name];
  return typeof value === "string" ? value : undefined;
}

export function isAnnotated(object: Fields, name: string): boolean {
  return annotation(object, name) === "true";
}

/** The object with the annotation `pulumi.com/<name>: "true"`. */
export function annotate(object: Fields, name: string): Fields {
  const metadata = fieldsAt(object, "metadata");
  const annotations = { ...fieldsAt(metadata, "annotations"), [PREFIX + name]: "true" };
  return { ...object, metadata: { ...metadata, annotations } };
}

/** How long the operation may take: the resource's custom timeout, else its annotation. */
export function timeoutSeconds(requested: number, object: Fields): number | undefined {
  if (requested > 0) return requested;
  const annotated = Number(annotation(object, "timeoutSeconds"));
  return annotated > 0 ? annotated : undefined;
}
