/** Values of arguments by name; the later wins. What is found by the controller, or known only later, has none here. */
export function plainValues(
  ...lists: readonly (readonly { readonly name: string; readonly value?: unknown }[])[]
): ReadonlyMap<string, string> {
  return new Map(
    lists
      .flat()
      .flatMap(({ name, value }): [string, string][] => (typeof value === "string" ? [[name, value]] : [])),
  );
}

/** A text with its `{{args.<name>}}` filled in, as far as there are values. Upstream: utils/template. */
export function fillArguments(text: string, values: ReadonlyMap<string, string>): string {
  return text.replace(/\{\{\s*args\.([^\s}]+)\s*\}\}/g, (whole, name: string) => values.get(name) ?? whole);
}
