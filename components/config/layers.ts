import type { Path } from "./finding";
import { isOutput } from "./leaf";

/** Plain data as it comes out of YAML. */
export type Data =
  string | number | boolean | null | undefined | readonly Data[] | { readonly [key: string]: Data };
export type DataObject = { readonly [key: string]: Data };

/** A map of values; an `Output` is one value, whatever it will hold. */
export function isDataObject(value: unknown): value is DataObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isOutput(value);
}

/** The value at a place; undefined when there is nothing. */
export function valueAt(data: Data, path: Path): Data {
  return path.reduce<Data>((value, part) => {
    if (Array.isArray(value)) return typeof part === "number" ? value[part] : undefined;
    return isDataObject(value) && Object.hasOwn(value, part) ? value[String(part)] : undefined;
  }, data);
}

/**
 * What one layer, or several together, do to the values below: the sources tell who says it. A layer on top of another is
 * again a layer, and grouping does not matter: for that, it is remembered where `null` or a plain value cut off what is
 * below, until all layers are there.
 */
export type Layer<Source> = Value<Source> | Branch<Source>;

interface Value<Source> {
  /** Anything that is replaced as a whole; `null` takes away. */
  readonly value: Data;
  readonly source: Source;
}

interface Branch<Source> {
  readonly children: ReadonlyMap<string, Layer<Source>>;
  /** Whether nothing from below shows through. */
  readonly replaces: boolean;
  /** The highest layer that has this map. */
  readonly source: Source;
}

export function isBranch<Source>(layer: Layer<Source>): layer is Branch<Source> {
  return "children" in layer;
}

export function layerOf<Source>(data: Data, source: Source): Layer<Source> {
  if (!isDataObject(data)) return { value: data, source };
  const said = Object.entries(data).filter(([, value]) => value !== undefined);
  const children = new Map(said.map(([key, value]) => [key, layerOf(value, source)]));
  return { children, replaces: false, source };
}

/**
 * The later layer wins. Maps are merged key by key, everything else (lists too) is replaced as a whole, and `null` takes
 * away what is below: the way in which Helm reads several values files.
 */
export function overlay<Source>(under: Layer<Source>, over: Layer<Source>): Layer<Source> {
  if (!isBranch(over) || over.replaces) return over;
  if (!isBranch(under)) return { ...over, replaces: true };
  const children = new Map(under.children);
  for (const [key, child] of over.children) {
    const below = children.get(key);
    children.set(key, below === undefined ? child : overlay(below, child));
  }
  return { children, replaces: under.replaces, source: over.source };
}

/** The values when there is nothing more to come: without what was taken away. */
export function valuesOf<Source>(layer: Layer<Source>): Data {
  if (!isBranch(layer)) return layer.value;
  const values = [...layer.children].map(([key, child]): [string, Data] => [key, valuesOf(child)]);
  return Object.fromEntries(values.filter(([, value]) => value !== null));
}

/** Puts layers on top of each other; the later layer wins. */
export function mergeLayers(layers: readonly DataObject[]): DataObject {
  const merged = valuesOf(
    layers.map((data) => layerOf(data, undefined)).reduce(overlay, layerOf({}, undefined)),
  );
  return isDataObject(merged) ? merged : {};
}
