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

const units: Readonly<Record<string, string>> = { array: " items", string: " characters" };

type Issue = z.core.$ZodRawIssue;

/** What is expected, in the words of those who write YAML; undefined where the schema's own words or zod's will do. */
export function expectation(issue: Issue): string | undefined {
  if (issue.code === "invalid_type") return `expected ${types[issue.expected] ?? issue.expected}`;
  if (issue.code === "too_small") return `expected at least ${issue.minimum}${units[issue.origin] ?? ""}`;
  if (issue.code === "too_big") return `expected at most ${issue.maximum}${units[issue.origin] ?? ""}`;
  if (issue.code === "invalid_value") {
    return `expected ${issue.values.length > 1 ? "one of " : ""}${issue.values.map((value) => JSON.stringify(value)).join(", ")}`;
  }
  return undefined;
}
