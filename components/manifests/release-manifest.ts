import { createHash, randomUUID } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import path from "node:path";

/** A manifest cannot be had, or is not the one that was asked for. */
export class ManifestError extends Error {
  override readonly name = "ManifestError";
}

export interface ManifestSource {
  /** Key of the config that says where it comes from. */
  readonly at: string;
  /** Read where there is no `path`. */
  readonly url: string;
  readonly path?: string | undefined;
  /** Digest that it must have. */
  readonly sha256?: string | undefined;
  /** Name in the user's cache: what it is, with its version. */
  readonly keptAs: string;
}

/** A manifest as text: from a file, or from a URL through the user's cache, so that it is downloaded once. */
export async function loadManifest(source: ManifestSource): Promise<string> {
  const text = source.path === undefined ? await cached(source) : await read(source.path, source);
  requireDigest(text, source.path ?? source.url, source);
  return text;
}

async function read(file: string, { at }: ManifestSource): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    throw new ManifestError(`${at}.path: ${file} cannot be read (${messageOf(error)}).`);
  }
}

async function cached(source: ManifestSource): Promise<string> {
  const { url, sha256 } = source;
  const file = cacheFile(source);
  const kept = await readFile(file, "utf8").catch(() => undefined);
  // A file with another digest than asked for is downloaded again rather than trusted or refused.
  if (kept !== undefined && (sha256 === undefined || digestOf(kept) === sha256)) return kept;
  const text = await download(source);
  requireDigest(text, url, source);
  await mkdir(path.dirname(file), { recursive: true });
  // Renamed into place: a run that is killed here, or another one beside it, never sees half a file.
  const partial = `${file}.${randomUUID()}`;
  await writeFile(partial, text);
  await rename(partial, file);
  return text;
}

function cacheFile({ url, keptAs }: ManifestSource): string {
  const root = process.env["XDG_CACHE_HOME"] ?? path.join(homedir(), ".cache");
  const name = `${keptAs}-${digestOf(url).slice(0, 12)}.yaml`;
  return path.join(root, "pulumi-progressive-delivery", "manifests", name);
}

async function download({ at, url }: ManifestSource): Promise<string> {
  const wayOut = `Check the network and the version, or set ${at}.path to a file.`;
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(60_000) });
    if (response.ok) return await response.text();
    throw new ManifestError(`${at}: ${url} answered ${response.status}. ${wayOut}`);
  } catch (error) {
    if (error instanceof ManifestError) throw error;
    throw new ManifestError(`${at}: ${url} cannot be downloaded (${messageOf(error)}). ${wayOut}`);
  }
}

function requireDigest(text: string, from: string, { at, sha256 }: ManifestSource): void {
  const actual = digestOf(text);
  if (sha256 === undefined || actual === sha256) return;
  throw new ManifestError(
    `${at}.sha256: ${from} has the digest ${actual}, not ${sha256}. ` +
      "Check where the file comes from before you change the digest.",
  );
}

function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
