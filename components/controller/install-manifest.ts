import type { ControllerConfig } from "../config";
import { loadManifest, ManifestError } from "../manifests";

export { ManifestError };

/** The release manifest as text. With upstream's notifications after it, where they are wanted. */
export async function loadInstallManifest({
  version,
  manifest,
  notifications: { defaults },
}: ControllerConfig): Promise<string> {
  const install = await load("controller.manifest", "install.yaml", manifest, version);
  if (!defaults.enabled) return install;
  const file = "notifications-install.yaml";
  return `${install}\n---\n${await load("controller.notifications.defaults", file, defaults, version)}`;
}

type Source = ControllerConfig["manifest"];

function load(at: string, file: string, { path, sha256, url }: Source, version: string): Promise<string> {
  const keptAs = `argo-rollouts-${version}`;
  return loadManifest({ at, url: url ?? releaseUrl(version, file), path, sha256, keptAs });
}

export function releaseUrl(version: string, file = "install.yaml"): string {
  return `https://github.com/argoproj/argo-rollouts/releases/download/v${version}/${file}`;
}
