import type { ControllerConfig } from "../config";
import { loadManifest, ManifestError } from "../manifests";

export { ManifestError };

/** The release manifest as text. */
export function loadInstallManifest({ version, manifest }: ControllerConfig): Promise<string> {
  const { path, sha256, url = releaseUrl(version) } = manifest;
  return loadManifest({ at: "controller.manifest", url, path, sha256, keptAs: `argo-rollouts-${version}` });
}

export function releaseUrl(version: string): string {
  return `https://github.com/argoproj/argo-rollouts/releases/download/v${version}/install.yaml`;
}
