import type { Manifest } from "../../components/manifests";

/** How an object is treated by who syncs it, beside being applied. */
export interface Treatment {
  /** Stays in the cluster when it leaves the folder. */
  readonly isKept: boolean;
  /** Argo CD's sync wave. Default: 0. */
  readonly wave?: number;
}

/**
 * The object without what is said to Pulumi's provider alone (`pulumi.com/...`), and with what is said to Argo CD in its place.
 * What the values say to Argo CD themselves wins.
 */
export function gitopsObject(manifest: Manifest, { isKept, wave }: Treatment): Manifest {
  const { annotations, ...metadata } = manifest.metadata;
  const said = {
    ...(isKept && stays(manifest)),
    ...(wave !== undefined && { "argocd.argoproj.io/sync-wave": String(wave) }),
    ...withoutPulumis(annotations),
  };
  return {
    ...manifest,
    metadata: { ...metadata, ...(Object.keys(said).length > 0 && { annotations: said }) },
  };
}

/** A ConfigMap of an earlier version stays for as long as the service does; what holds data, or others' objects, for good. */
function stays({ kind }: Manifest): Record<string, string> {
  return {
    "argocd.argoproj.io/sync-options": kind === "ConfigMap" ? "Prune=false" : "Prune=false,Delete=false",
    "argocd.argoproj.io/compare-options": "IgnoreExtraneous",
  };
}

function withoutPulumis(annotations: Manifest["metadata"]["annotations"] = {}): typeof annotations {
  return Object.fromEntries(Object.entries(annotations).filter(([key]) => !key.startsWith("pulumi.com/")));
}
