import { type DataObject, formatPath, isDataObject, type Path } from "../../config";
import type { DroppedField } from "../../rules";
import { fieldDiff } from "./field-diff";
import type { KindSchema } from "./kind-schemas";
import { unknownFields } from "./unknown-fields";

/** Plural names of the kinds that lose fields of their spec. */
export function kindsThatLose(before: readonly KindSchema[], after: readonly KindSchema[]): string[] {
  const lost = fieldDiff(before, after).removed.filter(({ path }) => path.startsWith("spec."));
  return [...new Set(lost.flatMap(({ kinds }) => kinds))].sort();
}

/** Fields that objects of the cluster use and the CRDs to come do not have, whoever made the objects. */
export function droppedFields(
  objects: ReadonlyMap<string, readonly DataObject[]>,
  after: readonly KindSchema[],
): DroppedField[] {
  const users = new Map<string, string[]>();
  for (const schema of after) {
    for (const object of (objects.get(schema.plural) ?? []).filter((one) => !isOver(one))) {
      const fields = unknownFields(object, schema).map(withoutPositions);
      for (const field of new Set(fields))
        users.set(field, [...(users.get(field) ?? []), `${schema.kind} ${fullName(object)}`]);
    }
  }
  return [...users].map(([field, names]) => ({ field, users: names.sort() })).sort(byField);
}

/** `["spec", "steps", 2, "pause"]` -> `spec.steps[].pause`: the same field of many objects. */
function withoutPositions(path: Path): string {
  return formatPath(path).replace(/\[\d+\]/g, "[]");
}

/** Nobody reads the spec of a run or an experiment that has ended. */
function isOver({ status }: DataObject): boolean {
  const phase = isDataObject(status) ? status["phase"] : undefined;
  return ["Successful", "Failed", "Error", "Inconclusive"].includes(String(phase));
}

function fullName({ metadata }: DataObject): string {
  const { name, namespace } = isDataObject(metadata) ? metadata : {};
  return [namespace, name].filter((part) => part !== undefined).join("/");
}

function byField(a: DroppedField, b: DroppedField): number {
  return a.field < b.field ? -1 : 1;
}
