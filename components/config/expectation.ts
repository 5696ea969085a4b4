import type { z } from "zod";

/** What a type is called in a sentence. */
const types: Readonly<Record<string, string>> = {
  int: "a whole number",
  number: "a number",
  string: "text",
  boolean: "true or false",
  array: "a list",
  object: "a map",
  record: "a map",
};

const units: Readonly<Record<string, string>> = { array: " item", string: " character" };

type Issue = z.core.$ZodRawIssue;

/** What is expected, in the words of those who write YAML; undefined where the schema's own words or zod's will do. */
export function expectation(issue: Issue): string | undefined {
  if (issue.code === "invalid_type") return `expected ${types[issue.expected] ?? issue.expected}`;
  if (issue.code === "too_small") return `expected at least ${amount(issue.minimum, issue.origin)}`;
  if (issue.code === "too_big") return `expected at most ${amount(issue.maximum, issue.origin)}`;
  if (issue.code === "invalid_key") return issue.issues[0]?.message;
  if (issue.code === "invalid_value") {
    return `expected ${issue.values.length > 1 ? "one of " : ""}${issue.values.map((value) => JSON.stringify(value)).join(", ")}`;
  }
  return undefined;
}

function amount(bound: number | bigint, origin: string): string {
  const unit = units[origin];
  if (unit === undefined) return String(bound);
  return `${bound}${unit}${Number(bound) === 1 ? "" : "s"}`;
}
