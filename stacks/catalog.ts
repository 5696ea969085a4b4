import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { loadAll, YAMLException } from "js-yaml";
import { type DataObject, type Finding, isDataObject } from "../components/config";

/** The values files of one service, lowest layer first. */
export interface CatalogEntry {
  readonly layers: readonly DataObject[];
  readonly findings: readonly Finding[];
}

export type Catalog = ReadonlyMap<string, CatalogEntry>;

/**
 * Reads `<folder>/<service>/values.yaml` and `values-<environment>.yaml`. A service belongs to an environment when it has
 * at least one of the two, so a folder with nothing but `values-prod.yaml` runs in prod alone.
 */
export function readCatalog(folder: string, environment: string): Catalog {
  const entries = serviceFolders(folder).map((name): [string, CatalogEntry] => [
    name,
    readEntry(path.join(folder, name), environment),
  ]);
  return new Map(entries.filter(([, { layers, findings }]) => layers.length + findings.length > 0));
}

function serviceFolders(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      .sort();
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

function readEntry(folder: string, environment: string): CatalogEntry {
  const files = ["values.yaml", `values-${environment}.yaml`].map((file) =>
    readValues(path.join(folder, file)),
  );
  return {
    layers: files.flatMap(({ values }) => (values === undefined ? [] : [values])),
    findings: files.flatMap(({ finding }) => (finding === undefined ? [] : [finding])),
  };
}

function readValues(file: string): { values?: DataObject; finding?: Finding } {
  const text = readIfThere(file);
  if (text === undefined) return {};
  try {
    const [values = {}] = loadAll(text);
    if (isDataObject(values)) return { values };
    return { finding: fileFinding(file, "The file is not a map of values.") };
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const line = error.mark === undefined ? "" : ` in line ${error.mark.line + 1}`;
    return { finding: fileFinding(file, `Not valid YAML${line}: ${error.reason}.`) };
  }
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function fileFinding(file: string, reason: string): Finding {
  return { rule: "values-file", severity: "error", path: [file], reason };
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
