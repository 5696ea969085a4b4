/** Plain data as it comes out of YAML. */
export type Data =
  string | number | boolean | null | undefined | readonly Data[] | { readonly [key: string]: Data };
export type DataObject = { readonly [key: string]: Data };

/**
 * Puts layers on top of each other; the later layer wins. Maps are merged key by key, everything else (lists too) is
 * replaced as a whole, and `null` takes away what an earlier layer said: the way in which Helm reads several values files.
 */
export function mergeLayers(layers: readonly DataObject[]): DataObject {
  return withoutNulls(layers.reduce(overlay, {}));
}

/** Keeps nulls, so that the grouping of layers does not matter: a later layer may still be put on top. */
export function overlay(under: DataObject, over: DataObject): DataObject {
  const merged = new Map(Object.entries(under));
  for (const [key, value] of Object.entries(over)) {
    if (value === undefined) continue;
    const below = merged.get(key);
    merged.set(key, isDataObject(below) && isDataObject(value) ? overlay(below, value) : value);
  }
  return Object.fromEntries(merged);
}

export function isDataObject(value: unknown): value is DataObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function withoutNulls(data: DataObject): DataObject {
  const kept = Object.entries(data).filter(([, value]) => value !== null);
  return Object.fromEntries(
    kept.map(([key, value]) => [key, isDataObject(value) ? withoutNulls(value) : value]),
  );
}
