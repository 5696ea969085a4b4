import { readFileSync } from "node:fs";
import { CORE_SCHEMA, loadAll, mergeTag, YAMLException } from "js-yaml";
import { type Finding, isDataObject, type NamedLayer } from "../components/config";

export interface FileSource {
  readonly file: string;
}

/** A file of values: neither of the two when there is no such file. */
export interface YamlFile {
  readonly layer?: NamedLayer<FileSource>;
  readonly finding?: Finding;
}

/** With `<<`, which Helm and Pulumi read too. */
const schema = CORE_SCHEMA.withTags(mergeTag);

/** Reads a file that holds one YAML map. An empty file is an empty map. */
export function readYamlMap(file: string): YamlFile {
  try {
    const documents = loadAll(readFileSync(file, "utf8"), { schema });
    if (documents.length > 1) return { finding: fileFinding(file, manyDocuments(documents.length)) };
    const data = documents[0] ?? {};
    if (isDataObject(data)) return { layer: { source: { file }, data } };
    return { finding: fileFinding(file, "The file is not a map of values.") };
  } catch (error) {
    if (error instanceof YAMLException) return { finding: fileFinding(file, syntaxError(error)) };
    const reason = fileError(error);
    return reason === MISSING ? {} : { finding: fileFinding(file, `The file ${reason}.`) };
  }
}

const MISSING = "does not exist";
const reasons: Readonly<Record<string, string>> = {
  ENOENT: MISSING,
  ENOTDIR: "is not a folder",
  EISDIR: "is a folder",
};

/** What a file system's error says of a file or a folder, as the end of a sentence. Other errors are thrown on. */
export function fileError(error: unknown): string {
  if (!(error instanceof Error && "code" in error && typeof error.code === "string")) throw error;
  return reasons[error.code] ?? `cannot be read (${error.code})`;
}

function manyDocuments(count: number): string {
  return `The file has ${count} YAML documents, and one is read.`;
}

function syntaxError({ mark, reason }: YAMLException): string {
  return `Not valid YAML${mark === undefined ? "" : ` in line ${mark.line + 1}`}: ${reason}.`;
}

function fileFinding(file: string, reason: string): Finding {
  return { rule: "values-file", severity: "error", path: [file], reason };
}
