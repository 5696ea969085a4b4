import { randomUUID } from "node:crypto";
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { isDataObject } from "../../components/config";
import { LoadError } from "../config/load-error";
import type { Files } from "./environment";

/** Says whose a folder is. Its name has no ending by which a tool would take it for a manifest. */
export const MARKER = ".rendered";
const RENDERER = "pulumi-progressive-delivery";

/** Files that came, that have another text, and that went. */
export interface Written {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
}

/**
 * Makes a folder hold the files, those and no others. They are written beside it and put into its place when all are there, so
 * that a failure leaves what was; where nothing changes, nothing is touched. Throws a `LoadError` for a folder with anything in
 * it that is not the command's.
 */
export function writeFolder(folder: string, stack: string, files: Files): Written {
  const wanted = new Map([[MARKER, markerOf(stack)], ...files]);
  const before = beside(folder, "before");
  // A run that was killed between two renames.
  if (!existsSync(folder) && existsSync(before)) renameSync(before, folder);
  refuseForeign(folder, stack, topsOf(wanted));
  const found = readAll(folder);
  const written = compare(found, wanted);
  if (written.added + written.changed + written.removed > 0) replace(folder, before, wanted);
  return written;
}

function markerOf(stack: string): string {
  return `${JSON.stringify({ renderedBy: RENDERER, stack }, undefined, 2)}\n`;
}

/** Folders that the command makes, whether it does this time or not. */
const tops = ["argocd", "platform", "services"];

function topsOf(files: Files): Set<string> {
  return new Set([...tops, ...[...files.keys()].map((file) => file.split("/", 1).join(""))]);
}

function refuseForeign(folder: string, stack: string, own: ReadonlySet<string>): void {
  const entries = entriesOf(folder);
  if (entries.length === 0) return;
  const elsewhere = "Give --out a folder of its own.";
  if (!entries.includes(MARKER))
    throw new LoadError(`${folder} is not empty, and nothing in it says that it was rendered. ${elsewhere}`);
  const owner = ownerOf(path.join(folder, MARKER));
  if (owner !== stack)
    throw new LoadError(
      `${folder} has what was rendered from ${owner ?? "something else"}, not from the stack ${stack}. ${elsewhere}`,
    );
  const foreign = entries.filter((entry) => !own.has(entry));
  if (foreign.length > 0)
    throw new LoadError(
      `${folder} has what was not rendered, and would be lost: ${foreign.join(", ")}. ${elsewhere}`,
    );
}

function ownerOf(marker: string): string | undefined {
  try {
    const said: unknown = JSON.parse(readFileSync(marker, "utf8"));
    if (!isDataObject(said) || said["renderedBy"] !== RENDERER) return undefined;
    return typeof said["stack"] === "string" ? `${said["stack"]}` : undefined;
  } catch {
    return undefined;
  }
}

function entriesOf(folder: string): string[] {
  if (!existsSync(folder)) return [];
  if (!lstatSync(folder).isDirectory()) throw new LoadError(`${folder} is not a folder.`);
  return readdirSync(folder);
}

function readAll(folder: string): Files {
  if (!existsSync(folder)) return new Map();
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return new Map(
    entries
      .filter((entry) => !entry.isDirectory())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .map((file) => [path.relative(folder, file).split(path.sep).join("/"), readFileSync(file, "utf8")]),
  );
}

function compare(found: Files, wanted: Files): Written {
  const kept = [...wanted].filter(([file]) => found.has(file));
  return {
    added: wanted.size - kept.length,
    changed: kept.filter(([file, text]) => found.get(file) !== text).length,
    removed: found.size - kept.length,
  };
}

function replace(folder: string, before: string, files: Files): void {
  const fresh = beside(folder, randomUUID());
  try {
    for (const [file, text] of files) {
      const target = path.join(fresh, file);
      mkdirSync(path.dirname(target), { recursive: true });
      writeFileSync(target, text);
    }
    rmSync(before, { recursive: true, force: true });
    if (existsSync(folder)) renameSync(folder, before);
    putInPlace(fresh, folder, before);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  rmSync(before, { recursive: true, force: true });
}

function putInPlace(fresh: string, folder: string, before: string): void {
  try {
    renameSync(fresh, folder);
  } catch (error) {
    if (existsSync(before)) renameSync(before, folder);
    throw error;
  }
}

/** In the same file system, where a rename is one act. */
function beside(folder: string, what: string): string {
  return path.join(path.dirname(folder), `.${path.basename(folder)}.${what}`);
}
