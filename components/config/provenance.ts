import type { Path } from "./finding";
import { type DataObject, isBranch, isDataObject, type Layer, layerOf, overlay, valuesOf } from "./layers";

/** A layer of values, and who says them. */
export interface NamedLayer<Source> {
  readonly source: Source;
  readonly data: DataObject;
}

/** Values of several layers, each of which is known by its layer. */
export interface Merged<Source> {
  readonly data: DataObject;
  /**
   * The layer that a value comes from. Of a map that several layers have, the highest. Of what is not there, the layer that
   * took it away, else that of the nearest map around it.
   */
  sourceOf(path: Path): Source | undefined;
  /** All layers that have a word on the value, the lowest first. */
  readonly layers: readonly NamedLayer<Source>[];
}

/** Puts layers on top of each other, as `mergeLayers` does; the later layer wins. */
export function mergeNamed<Source>(layers: readonly NamedLayer<Source>[]): Merged<Source> {
  const [lowest, ...others] = layers.map(({ data, source }) => layerOf(data, source));
  if (lowest === undefined) return { data: {}, sourceOf: () => undefined, layers };
  const merged = others.reduce(overlay, lowest);
  const data = valuesOf(merged);
  return { data: isDataObject(data) ? data : {}, sourceOf: (path) => sourceAt(merged, path), layers };
}

function sourceAt<Source>(layer: Layer<Source>, path: Path): Source {
  const [key, ...rest] = path;
  const child = key !== undefined && isBranch(layer) ? layer.children.get(String(key)) : undefined;
  return child === undefined ? layer.source : sourceAt(child, rest);
}
