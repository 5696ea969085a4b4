import { readdirSync } from "node:fs";
import path from "node:path";
import {
  environmentsFile,
  type EnvironmentsFile,
  extendsFindings,
  type Finding,
  type NamedLayer,
  ownValues,
  parse,
  parseLayer,
  parseRest,
} from "../components/config";
import { type FileSource, fileError, readYamlMap } from "./yaml-file";

/** The values files of one service, lowest layer first. */
export interface CatalogEntry {
  readonly layers: readonly NamedLayer<FileSource>[];
  readonly findings: readonly Finding[];
}

/** What a catalog's folder says about one environment. */
export interface Catalog {
  readonly services: ReadonlyMap<string, CatalogEntry>;
  /** `environments.yaml`: presets beside, or on top of, the built-in ones. */
  readonly presets: EnvironmentsFile;
  /** Where the presets stand. Undefined without such a file. */
  readonly presetsFile: string | undefined;
  /** About `environments.yaml`. */
  readonly findings: readonly Finding[];
  /** Why the folder could not be read. */
  readonly unreadable?: string;
}

/**
 * Reads `<folder>/environments.yaml`, and of each service `<folder>/<service>/values.yaml` and `values-<environment>.yaml`. A
 * service belongs to an environment when it has at least one of the two, so a folder with nothing but `values-prod.yaml` runs
 * in prod alone.
 */
export function readCatalog(folder: string, environment: string): Catalog {
  const { names, unreadable } = serviceFolders(folder);
  const entries = names.map((name): [string, CatalogEntry] => [
    name,
    readEntry(path.join(folder, name), environment),
  ]);
  const services = new Map(entries.filter(([, { layers, findings }]) => layers.length + findings.length > 0));
  return { services, ...readPresets(folder), ...(unreadable !== undefined && { unreadable }) };
}

function serviceFolders(folder: string): { names: string[]; unreadable?: string } {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return {
      names: entries
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => name)
        .sort(),
    };
  } catch (error) {
    return { names: [], unreadable: fileError(error) };
  }
}

function readEntry(folder: string, environment: string): CatalogEntry {
  const files = ["values.yaml", `values-${environment}.yaml`].map((file) =>
    readYamlMap(path.join(folder, file)),
  );
  return {
    layers: files.flatMap(({ layer }) => layer ?? []),
    findings: files.flatMap(({ finding }) => finding ?? []),
  };
}

function readPresets(folder: string): Pick<Catalog, "presets" | "presetsFile" | "findings"> {
  const { layer, finding } = readYamlMap(path.join(folder, "environments.yaml"));
  if (layer === undefined) return { presets: {}, presetsFile: undefined, findings: finding ? [finding] : [] };
  const { value, findings } = parse(environmentsFile, layer.data, ["environments"]);
  const presets = value ?? parseRest(environmentsFile, layer.data)?.value ?? {};
  return {
    presets,
    presetsFile: layer.source.file,
    findings: [...findings, ...extendsFindings(presets), ...presetFindings(presets)],
  };
}

/** Here, once, and not for every service that the preset is merged into. */
function presetFindings(presets: EnvironmentsFile): Finding[] {
  return Object.keys(presets).flatMap((name) =>
    parseLayer(ownValues(presets, name) ?? {}, ["environments", name]),
  );
}
