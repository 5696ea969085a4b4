type Said<T, K extends keyof T> = { [P in K]?: Exclude<T[P], undefined> };

/** Those of the keys that have a value: a manifest has no key that says nothing. */
export function said<T extends object, K extends keyof T>(source: T, ...keys: readonly K[]): Said<T, K>;
export function said(source: object, ...keys: readonly PropertyKey[]): object {
  return Object.fromEntries(
    Object.entries(source).filter(([key, value]) => keys.includes(key) && hasContent(value)),
  );
}

/** An empty list or map is a default, and says nothing either. */
function hasContent(value: unknown): boolean {
  if (value === undefined) return false;
  return typeof value !== "object" || value === null || Object.keys(value).length > 0;
}
