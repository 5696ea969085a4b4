import type { ControllerConfig } from "../config";
import type { Manifest } from "../manifests";

/** What the renderers of an install see. */
export interface Install {
  readonly controller: ControllerConfig;
  /** The objects of the release manifest, in the controller's namespace; without its CRDs and its Deployment. */
  readonly release: readonly Manifest[];
  /** False where the manifest gives rights in the controller's own namespace alone. */
  readonly isClusterWide: boolean;
  /** Name of the controller's ServiceAccount. */
  readonly account: string;
}

export function installOf(controller: ControllerConfig, release: readonly Manifest[]): Install {
  return {
    ...{ controller, release },
    isClusterWide: release.some(({ kind }) => kind === "ClusterRoleBinding"),
    account: release.find(({ kind }) => kind === "ServiceAccount")?.metadata.name ?? "argo-rollouts",
  };
}
