import { z } from "zod";
import type { Finding, Path } from "./finding";
import { expectation } from "./expectation";
import { nearestExisting, overlaps, salvage } from "./salvage";
import { suggestion } from "./suggestion";

export type Parsed<T> =
  | { readonly value: T; readonly findings: readonly [] }
  | { readonly value?: never; readonly findings: readonly Finding[] };

/** Checks data against a schema and gives either the typed value or everything that is wrong with it. */
export function parse<S extends z.ZodType>(schema: S, data: unknown, at: Path = []): Parsed<z.output<S>> {
  const result = schema.safeParse(data, { reportInput: true, error: expectation });
  if (result.success) return { value: result.data, findings: [] };
  return { findings: result.error.issues.flatMap((issue) => findingsOf(issue, schema, at)) };
}

/** The value of the data without its mistakes. */
export interface Rest<T> {
  readonly value: T;
  /** A place in the value as a place in the data. */
  original(path: Path): Path;
  /** Places in the data of what was taken out. */
  readonly removed: readonly Path[];
  /** Whether what is found at a place in the data may come from what was taken out there. */
  isTouched(path: Path): boolean;
}

/** Reason of a finding about a key that the schema does not have. */
export const UNKNOWN_KEY = "This key is not known.";

const ROUNDS = 8;

/**
 * What is left of data when its mistakes are taken out, so that one run shows also what is wrong with the rest.
 * Undefined when nothing is left that has the right shape.
 */
export function parseRest<S extends z.ZodType>(schema: S, data: unknown): Rest<z.output<S>> | undefined {
  const removed: Path[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const salvaged = salvage(data, removed);
    const { value, findings } = parse(schema, salvaged.data);
    if (value !== undefined) {
      const isTouched = (path: Path) => removed.some((one) => overlaps(one, path));
      return { value, original: salvaged.original, removed, isTouched };
    }
    const places = findings.map(({ path }) => salvaged.original(nearestExisting(salvaged.data, path)));
    if (places.some((place) => place.length === 0)) return undefined;
    removed.push(...places);
  }
  return undefined;
}

function findingsOf(issue: z.core.$ZodIssue, schema: z.ZodType, at: Path): Finding[] {
  const path = [...at, ...issue.path.filter((part) => typeof part !== "symbol")];
  if (issue.code === "unrecognized_keys") {
    const known = knownKeys(schema, issue.path);
    return issue.keys.map((key) => ({
      rule: "schema",
      severity: "error",
      path: [...path, key],
      reason: UNKNOWN_KEY,
      hint: suggestion(key, known),
    }));
  }
  return [{ rule: "schema", severity: "error", path, reason: reasonOf(issue) }];
}

function reasonOf(issue: z.core.$ZodIssue): string {
  const sentence = issue.message.replace(/\.?$/, ".");
  if (issue.input === undefined) return `A value is needed: ${sentence}`;
  return `${show(issue.input)} is not valid: ${sentence}`;
}

/** A value as one would write it, cut where it gets long. */
function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

function knownKeys(schema: z.core.$ZodType, path: readonly PropertyKey[]): readonly string[] {
  const inner = unwrap(schema);
  const [head, ...rest] = path;
  if (head === undefined) return inner instanceof z.ZodObject ? Object.keys(inner.shape) : [];
  const child = childSchema(inner, head);
  return child === undefined ? [] : knownKeys(child, rest);
}

function childSchema(schema: z.core.$ZodType, key: PropertyKey): z.core.$ZodType | undefined {
  if (schema instanceof z.ZodObject) return schema.shape[String(key)];
  if (schema instanceof z.ZodArray) return schema.element;
  if (schema instanceof z.ZodRecord) return schema.valueType;
  return undefined;
}

function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) {
    return unwrap(schema.unwrap());
  }
  return schema;
}
