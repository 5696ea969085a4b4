/** A value that the controller fills in from the template's arguments when it measures: `{{args.name}}`. */
export function isTemplated(value: string): boolean {
  return value.includes("{{");
}

/** The number of `5` or `"5"`; undefined for a placeholder, whose value is not known here. */
export function plainNumber(value: number | string | undefined, missing: number): number | undefined {
  if (value === undefined) return missing;
  const text = String(value);
  return /^-?\d+$/.test(text) ? Number(text) : undefined;
}

/** `x` when the whole value is `{{args.x}}`. */
export function argumentIn(value: string): string | undefined {
  return /^\{\{\s*args\.([^\s}]+)\s*\}\}$/.exec(value)?.[1];
}

/** What stands between the double braces in any text of a value. One that is not closed goes to the end. */
export function placeholdersIn(value: unknown): string[] {
  if (typeof value === "string")
    return [...value.matchAll(/\{\{(.*?)(?:\}\}|$)/gs)].map(([, inner = ""]) => inner.trim());
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(placeholdersIn);
}
