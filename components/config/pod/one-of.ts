/** For a schema of which exactly one key may be set, such as the kinds of a probe. */
export function isExactlyOne(keys: readonly string[]) {
  return (value: object): boolean =>
    Object.entries(value).filter(([key, one]) => keys.includes(key) && one !== undefined).length === 1;
}

/** `expected exactly one of a, b and c`. */
export function exactlyOne(keys: readonly string[]): { error: string } {
  return { error: `expected exactly one of ${keys.slice(0, -1).join(", ")} and ${keys.at(-1) ?? ""}` };
}
