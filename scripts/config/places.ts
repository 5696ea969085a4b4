import { readFileSync } from "node:fs";
import path from "node:path";
import { isCollection, isMap, isNode, isScalar, LineCounter, parseDocument } from "yaml";
import type { Path } from "../../components/config";
import type { Source } from "../../stacks/service-layers";
import type { LoadedEnvironment } from "./load";

/** Where a person finds a value. */
export interface Place {
  /** From the project's folder when it is inside of it. */
  readonly file: string;
  /** From 1. Undefined when the file cannot be read that far. */
  readonly line?: number;
}

/** Finds lines in YAML files; reads each file once. */
export class Places {
  private readonly files = new Map<string, (at: Path) => number | undefined>();

  /** `base`: folder from which files are named. */
  constructor(private readonly base: string) {}

  /** The place of a finding's path; undefined for what no file says. */
  ofPath(loaded: LoadedEnvironment, at: Path): Place | undefined {
    const [head, name, ...rest] = at;
    if (head === undefined) return undefined;
    const merged = head === "services" ? loaded.values.get(String(name)) : undefined;
    if (merged !== undefined) {
      const sources = [merged.sourceOf(rest), ...merged.layers.map(({ source }) => source).reverse()];
      // What comes from a built-in preset is shown where the service says most about it.
      return sources.flatMap((source) => (source && this.ofSource(loaded, source, rest)) ?? [])[0];
    }
    if (head === "environments") return this.inFile(loaded.catalog?.presetsFile, at.slice(1));
    if (at.length === 1 && path.isAbsolute(String(head))) return this.inFile(String(head), []);
    return this.inConfig(loaded, at);
  }

  /** The place of a value in the layer that says it; undefined for the package's own. */
  ofSource(loaded: LoadedEnvironment, source: Source, at: Path): Place | undefined {
    if (source.kind === "preset") return undefined;
    const whole = [...source.at, ...at];
    return source.kind === "file" ? this.inFile(source.file, whole) : this.inConfig(loaded, whole);
  }

  private inConfig({ keys, stackFile }: LoadedEnvironment, [key, ...rest]: Path): Place | undefined {
    const entry = keys.get(String(key));
    return entry ? this.inFile(entry.file, [...entry.at, ...rest]) : this.inFile(stackFile, ["config"]);
  }

  private inFile(file: string | undefined, at: Path): Place | undefined {
    if (file === undefined) return undefined;
    const lineOf = this.files.get(file) ?? linesOf(file);
    this.files.set(file, lineOf);
    const line = lineOf(at);
    return { file: this.nameOf(file), ...(line !== undefined && { line }) };
  }

  private nameOf(file: string): string {
    const relative = path.relative(this.base, file);
    return relative.startsWith("..") ? file : relative;
  }
}

function linesOf(file: string): (at: Path) => number | undefined {
  const counter = new LineCounter();
  const document = parseDocument(readFileSync(file, "utf8"), { lineCounter: counter });
  const [error] = document.errors;
  return (at) => {
    if (at.length === 0) return error && counter.linePos(error.pos[0]).line;
    const offset = offsetOf(document.contents, at);
    return offset === undefined ? undefined : counter.linePos(offset).line;
  };
}

/** Where a value begins: its key, or the list's item. Of what is not there, what is nearest around it. */
function offsetOf(node: unknown, [head, ...rest]: Path): number | undefined {
  if (head === undefined || !isCollection(node)) return undefined;
  if (isMap(node)) {
    const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(head));
    return pair && (offsetOf(pair.value, rest) ?? start(pair.key));
  }
  const item = node.items[Number(head)];
  return offsetOf(item, rest) ?? start(item);
}

function start(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}
