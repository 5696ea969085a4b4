import { type Data, type DataObject, isDataObject } from "../../config";
import { childrenOf, isOpen, ITEM, type KindSchema } from "./kind-schemas";

/** A field of one kind or, where several have the same one, of all of them. */
export interface Field {
  /** `spec.metrics[].provider.web.url` */
  readonly path: string;
  /** Plural names, sorted. */
  readonly kinds: readonly string[];
}

export interface ChangedField extends Field {
  /** What is said otherwise of it: `type`, `enum`, ... */
  readonly what: readonly string[];
}

/** What becomes of the fields when one set of CRDs takes the place of another. */
export interface FieldDiff {
  /** The topmost ones: not what is below them. */
  readonly added: readonly Field[];
  readonly removed: readonly Field[];
  readonly changed: readonly ChangedField[];
}

/** Of the kinds that both sets have: a kind that comes or goes as a whole is no change of its fields. */
export function fieldDiff(before: readonly KindSchema[], after: readonly KindSchema[]): FieldDiff {
  const pairs = before.flatMap((old) => {
    const now = after.find(({ kind }) => kind === old.kind);
    return now === undefined ? [] : [{ plural: now.plural, old: old.schema, now: now.schema }];
  });
  const missing = (from: "old" | "now", to: "old" | "now") =>
    grouped(
      pairs.flatMap((pair) =>
        missingFields(pair[from], pair[to], []).map((path) => ({ path, kinds: [pair.plural] })),
      ),
    );
  const changed = pairs.flatMap(({ plural, old, now }) =>
    changedFields(old, now, []).map((field) => ({ ...field, kinds: [plural] })),
  );
  return { added: missing("now", "old"), removed: missing("old", "now"), changed: grouped(changed) };
}

/** Topmost fields of the one schema that the other one drops. */
function missingFields(from: DataObject, to: DataObject, at: readonly string[]): string[] {
  if (isOpen(to)) return [];
  const kept = new Map(childrenOf(to));
  return childrenOf(from).flatMap(([part, child]) => {
    const counterpart = kept.get(part);
    const path = [...at, part];
    if (counterpart !== undefined) return missingFields(child, counterpart, path);
    // What is no list any more is a change of the field itself.
    return part === ITEM ? [] : [formatField(path)];
  });
}

function changedFields(
  from: DataObject,
  to: DataObject,
  at: readonly string[],
): Pick<ChangedField, "path" | "what">[] {
  const what = differences(from, to);
  const here = what.length === 0 ? [] : [{ path: formatField(at), what }];
  const counterparts = new Map(childrenOf(to));
  const below = childrenOf(from).flatMap(([part, child]) => {
    const counterpart = counterparts.get(part);
    return counterpart === undefined ? [] : changedFields(child, counterpart, [...at, part]);
  });
  return [...here, ...below];
}

function differences(from: DataObject, to: DataObject): string[] {
  const [before, after] = [ownKeywords(from), ownKeywords(to)];
  const keys = new Set([...before.keys(), ...after.keys()]);
  return [...keys].filter((key) => canonical(before.get(key)) !== canonical(after.get(key))).sort();
}

/** What is about other fields, or for people, or about how the writers of a list share it. */
const notItsOwn = /^(properties|items|description|x-kubernetes-(list|map)-.+)$/;

function ownKeywords(schema: DataObject): Map<string, Data> {
  const isOwn = ([key, value]: [string, Data]) =>
    !notItsOwn.test(key) && !(key === "additionalProperties" && isDataObject(value));
  return new Map(Object.entries(schema).filter(isOwn));
}

/** The same text for the same content: the API server writes keys in an order of its own. */
function canonical(value: Data): string | undefined {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/** `["spec", "steps", "[]", "pause"]` -> `spec.steps[].pause`. */
function formatField(path: readonly string[]): string {
  return path.map((part, index) => (index === 0 || part === ITEM ? part : `.${part}`)).join("");
}

/** Templates, runs and the like share most of their fields. */
function grouped<F extends Field>(fields: readonly F[]): F[] {
  const groups = new Map<string, F>();
  for (const field of fields) {
    const key = JSON.stringify({ ...field, kinds: [] });
    const kinds = new Set([...(groups.get(key)?.kinds ?? []), ...field.kinds]);
    groups.set(key, { ...field, kinds: [...kinds].sort() });
  }
  return [...groups.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}
