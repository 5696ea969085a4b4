import { createHash, randomUUID } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import path from "node:path";
import type { ControllerConfig } from "../config";

/** The manifest cannot be had, or is not the one that was asked for. */
export class ManifestError extends Error {
  override readonly name = "ManifestError";
}

/** Where a manifest is in the config, and what it is called among a release's files. */
interface Asset {
  readonly key: string;
  readonly file: string;
}
const install: Asset = { key: "controller.manifest", file: "install.yaml" };
const notificationDefaults: Asset = {
  key: "controller.notifications.defaults",
  file: "notifications-install.yaml",
};

/**
 * The release manifest as text: from a file, or from a URL through the user's cache, so that it is downloaded once. With
 * upstream's notifications where they are wanted.
 */
export async function loadInstallManifest({
  version,
  manifest,
  notifications: { defaults },
}: ControllerConfig): Promise<string> {
  const text = await loadAsset(install, manifest, version);
  if (!defaults.enabled) return text;
  return `${text}\n---\n${await loadAsset(notificationDefaults, defaults, version)}`;
}

export function releaseUrl(version: string, file = install.file): string {
  return `https://github.com/argoproj/argo-rollouts/releases/download/v${version}/${file}`;
}

async function loadAsset(
  asset: Asset,
  manifest: ControllerConfig["manifest"],
  version: string,
): Promise<string> {
  const url = manifest.url ?? releaseUrl(version, asset.file);
  const text =
    manifest.path === undefined
      ? await cached(asset, url, version, manifest.sha256)
      : await read(asset, manifest.path);
  requireDigest(asset, text, manifest.sha256, manifest.path ?? url);
  return text;
}

async function read({ key }: Asset, file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    throw new ManifestError(`${key}.path: ${file} cannot be read (${messageOf(error)}).`);
  }
}

async function cached(
  asset: Asset,
  url: string,
  version: string,
  sha256: string | undefined,
): Promise<string> {
  const file = cacheFile(url, version);
  const kept = await readFile(file, "utf8").catch(() => undefined);
  // A file with another digest than asked for is downloaded again rather than trusted or refused.
  if (kept !== undefined && (sha256 === undefined || digestOf(kept) === sha256)) return kept;
  const text = await download(asset, url);
  requireDigest(asset, text, sha256, url);
  await mkdir(path.dirname(file), { recursive: true });
  // Renamed into place: a run that is killed here, or another one beside it, never sees half a file.
  const partial = `${file}.${randomUUID()}`;
  await writeFile(partial, text);
  await rename(partial, file);
  return text;
}

function cacheFile(url: string, version: string): string {
  const root = process.env["XDG_CACHE_HOME"] ?? path.join(homedir(), ".cache");
  const name = `argo-rollouts-${version}-${digestOf(url).slice(0, 12)}.yaml`;
  return path.join(root, "pulumi-progressive-delivery", "manifests", name);
}

async function download({ key }: Asset, url: string): Promise<string> {
  const wayOut = `Check the network and the version, or set ${key}.path to a file.`;
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(60_000) });
    if (response.ok) return await response.text();
    throw new ManifestError(`${key}: ${url} answered ${response.status}. ${wayOut}`);
  } catch (error) {
    if (error instanceof ManifestError) throw error;
    throw new ManifestError(`${key}: ${url} cannot be downloaded (${messageOf(error)}). ${wayOut}`);
  }
}

function requireDigest({ key }: Asset, text: string, sha256: string | undefined, source: string): void {
  const actual = digestOf(text);
  if (sha256 === undefined || actual === sha256) return;
  throw new ManifestError(
    `${key}.sha256: ${source} has the digest ${actual}, not ${sha256}. ` +
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
