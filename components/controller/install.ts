import { type ControllerConfig, type DataObject, instanceIdsOf } from "../config";
import type { Manifest } from "../manifests";
import { mapAt } from "./deployment";
import { type ControllerCounts, type ControllerSizing, sizeController } from "./size-controller";

/** What the renderers of what all controllers of an install share see. */
export interface Install {
  readonly controller: ControllerConfig;
  /** The objects of the release manifest, in the controller's namespace; without its CRDs and its Deployment. */
  readonly release: readonly Manifest[];
  /** False where the controller has rights in its own namespace alone. */
  readonly isClusterWide: boolean;
  /** Name of the controller's ServiceAccount. */
  readonly account: string;
  /** Labels that the pods of all its controllers have. */
  readonly podLabels: DataObject;
  readonly sizing: ControllerSizing;
}

/** What the renderers of what each controller has of its own see. */
export interface ShardInstall extends Install {
  readonly shard: Shard;
}

/** One of the controllers that an install runs. */
export interface Shard {
  /** Its `--instance-id`. */
  readonly id: string | undefined;
  /** For the names of its own objects. Empty where there is one controller. */
  readonly suffix: string;
  /** For its pods and their selectors, on top of the manifest's. Empty where there is one controller. */
  readonly labels: Readonly<Record<string, string>>;
}

export function installOf(
  controller: ControllerConfig,
  release: readonly Manifest[],
  deployment: Manifest,
  counts: ControllerCounts,
): Install {
  return {
    ...{ controller, release },
    isClusterWide: !controller.namespaced && release.some(({ kind }) => kind === "ClusterRoleBinding"),
    account:
      controller.serviceAccount.name ??
      release.find(({ kind }) => kind === "ServiceAccount")?.metadata.name ??
      "argo-rollouts",
    podLabels: mapAt(deployment, "spec", "selector", "matchLabels"),
    sizing: sizeController(controller, counts),
  };
}

/** The install as each of its controllers sees it. */
export function shardsOf(install: Install): readonly ShardInstall[] {
  const ids = instanceIdsOf(install.controller);
  if (ids.length <= 1) return [{ ...install, shard: { id: ids[0], suffix: "", labels: {} } }];
  return ids.map((id) => ({
    ...install,
    shard: { id, suffix: `-${id}`, labels: { "app.kubernetes.io/instance": id } },
  }));
}
