import {
  type EnvironmentConfig,
  type Merged,
  mergeNamed,
  type NamedLayer,
  type Path,
  presetLayers,
} from "../components/config";
import type { Catalog } from "./catalog";

/** Who says a value. */
export type Source =
  | { readonly kind: "preset"; readonly preset: string }
  /** Of a file, at a place in it. */
  | { readonly kind: "file"; readonly file: string; readonly at: Path; readonly preset?: string }
  /** Of the stack's config, at a place in it. */
  | { readonly kind: "stack"; readonly at: Path };

/**
 * All that is said about a service's values. The later wins: the environment's preset, the stack's `defaults`, `values.yaml`,
 * `values-<environment>.yaml`, the stack's `services.<name>`.
 */
export function mergeService(name: string, environment: EnvironmentConfig, catalog: Catalog): Merged<Source> {
  const own = environment.services[name];
  const files = catalog.services.get(name)?.layers ?? [];
  return mergeNamed([
    ...sharedLayers(environment, catalog),
    ...files.map(({ source, data }) => layer({ kind: "file", at: [], ...source }, data)),
    ...(own ? [layer({ kind: "stack", at: ["services", name] }, own)] : []),
  ]);
}

function sharedLayers(environment: EnvironmentConfig, catalog: Catalog): NamedLayer<Source>[] {
  const presets = presetLayers(environment.environment, catalog.presets).map(({ source, data }) => {
    const { preset, isBuiltIn } = source;
    const { presetsFile: file } = catalog;
    if (isBuiltIn || file === undefined) return layer({ kind: "preset", preset }, data);
    return layer({ kind: "file", file, at: [preset], preset }, data);
  });
  return [...presets, layer({ kind: "stack", at: ["defaults"] }, environment.defaults)];
}

function layer(source: Source, data: NamedLayer<Source>["data"]): NamedLayer<Source> {
  return { source, data };
}

/** The place in the whole config at which a source's values are, when they are shared by all services. */
export function sharedPlace(source: Source): Path | undefined {
  if (source.kind === "stack") return source.at[0] === "defaults" ? source.at : undefined;
  return source.preset === undefined ? undefined : ["environments", source.preset];
}
