import type { GatewayApiConfig } from "../config";
import { isCrd, leanCrd, loadManifest, type Manifest, ManifestError, readManifest } from "../manifests";

const AT = "gatewayApi.manifest";
const ANNOTATION = "gateway.networking.k8s.io/";

/** The release manifest of the channel, as text. */
export function loadGatewayApi({ version, channel, manifest }: GatewayApiConfig): Promise<string> {
  const { path, sha256 } = manifest;
  const url = manifest.url ?? gatewayApiUrl(version, channel);
  return loadManifest({ at: AT, url, path, sha256, keptAs: `gateway-api-${channel}-${version}` });
}

export function gatewayApiUrl(version: string, channel: string): string {
  return `https://github.com/kubernetes-sigs/gateway-api/releases/download/v${version}/${channel}-install.yaml`;
}

/** Whether a manifest says that it is what is asked for. */
export function isOfRelease(text: string, { version, channel }: GatewayApiConfig): boolean {
  const marks = [`channel: ${channel}`, `bundle-version: v${version}`];
  return marks.every((mark) => text.includes(`${ANNOTATION}${mark}\n`));
}

export interface GatewayApiPlan {
  readonly crds: readonly Manifest[];
  /** What keeps others from downgrading them, in releases that have it. */
  readonly guards: readonly Manifest[];
}

/** The objects to register. Throws a `ManifestError` for a manifest of another release or channel. */
export function planGatewayApi(text: string, { version, channel }: GatewayApiConfig): GatewayApiPlan {
  const objects = readManifest(text, AT);
  const crds = objects.filter(isCrd);
  if (crds.length === 0) throw new ManifestError(`${AT}: there is no CustomResourceDefinition in it.`);
  for (const { metadata } of crds) {
    requireSame(metadata.annotations?.[`${ANNOTATION}channel`], channel, "channel");
    requireSame(metadata.annotations?.[`${ANNOTATION}bundle-version`], `v${version}`, "version");
  }
  return { crds: crds.map(leanCrd), guards: objects.filter((object) => !isCrd(object)) };
}

/** A file that is named by hand may be any: what it is would be known only when a field is missing. */
function requireSame(found: unknown, wanted: string, what: string): void {
  if (found === undefined || found === wanted) return;
  throw new ManifestError(
    `${AT}: its ${what} is ${String(found)}, and gatewayApi.${what} asks for ${wanted}.`,
  );
}

/** Kinds that the CRDs serve, as `<apiVersion>/<kind>`. */
export function servedKinds({ crds }: GatewayApiPlan): string[] {
  return crds.flatMap((crd) => {
    const { group, names, versions }: CrdSpec = Object(crd["spec"]);
    return versions.filter(({ served }) => served).map(({ name }) => `${group}/${name}/${names.kind}`);
  });
}

interface CrdSpec {
  readonly group: string;
  readonly names: { readonly kind: string };
  readonly versions: readonly { readonly name: string; readonly served: boolean }[];
}
