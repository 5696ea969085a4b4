import {
  type Data,
  isDataObject,
  type Merged,
  type NamedLayer,
  type Path,
  valueAt,
} from "../../components/config";
import type { Source } from "../../stacks/service-layers";
import type { LoadedEnvironment } from "../config/load";
import { type Place, Places } from "../config/places";
import { projectRoot } from "../local/plane/folder";

/** Who says a value. */
export interface Explained {
  /** Undefined for the schema's default. */
  readonly from: From | undefined;
  /** What lower layers would have it be, the highest first. Of a list: as a whole, since lists are not merged. */
  readonly insteadOf: readonly (From & { readonly value: Data })[];
}

export interface From {
  readonly layer: string;
  readonly place: Place | undefined;
}

/** Values of a service, and a way to ask who says each of them. */
export interface Explanation {
  /** With every default. When they have the wrong shape: as they were merged. */
  readonly values: unknown;
  of(path: Path): Explained;
}

export function explainService(
  name: string,
  loaded: LoadedEnvironment,
  base = projectRoot,
): Explanation | undefined {
  const merged = loaded.values.get(name);
  if (merged === undefined) return undefined;
  const places = new Places(base);
  const from = (source: Source, path: Path): From => ({
    layer: layerName(source, loaded),
    place: places.ofSource(loaded, source, path),
  });
  const of = (path: Path): Explained => {
    const source = valueAt(merged.data, path) === undefined ? undefined : merged.sourceOf(path);
    const lower = lowerLayers(merged, path);
    return {
      from: source && from(source, path),
      insteadOf: lower.map(({ source, data }) => ({ ...from(source, path), value: valueAt(data, path) })),
    };
  };
  return { values: loaded.services.get(name) ?? merged.data, of };
}

/** Layers below the one that wins which have a value at the place. Lists are replaced as a whole, so not within them. */
function lowerLayers(merged: Merged<Source>, path: Path): NamedLayer<Source>[] {
  if (path.some((part) => typeof part === "number")) return [];
  const saying = merged.layers.filter(({ data }) => valueAt(data, path) !== undefined);
  return saying.slice(0, -1).reverse();
}

function layerName(source: Source, { keys }: LoadedEnvironment): string {
  if (source.kind === "preset") return `preset ${source.preset}`;
  if (source.kind === "file") return source.preset === undefined ? "values" : `preset ${source.preset}`;
  const [key, ...rest] = source.at;
  if (keys.get(String(key))?.file === undefined) return "assumed, without a stack";
  return `stack ${[key, ...rest].join(".")}`;
}

/** Every value that is no map and no list, and empty ones. */
export function leavesOf(value: unknown, path: Path = []): { path: Path; value: unknown }[] {
  const children = childrenOf(value);
  if (children.length === 0) return [{ path, value }];
  return children.flatMap(([key, child]) => leavesOf(child, [...path, key]));
}

export function childrenOf(value: unknown): [string | number, unknown][] {
  if (Array.isArray(value)) return [...value.entries()];
  if (!isDataObject(value)) return [];
  return Object.entries(value).filter(([, child]) => child !== undefined);
}
