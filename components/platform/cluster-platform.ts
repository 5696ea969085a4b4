import * as pulumi from "@pulumi/pulumi";
import {
  ConfigError,
  parse,
  platform as platformSchema,
  type PlatformConfig,
  type PlatformInput,
} from "../config";
import { KubernetesObject, logWarnings, type Manifest, renderNamespace, warningsOf } from "../manifests";
import { checkPlatform } from "../rules";
import { certManagerArgs, installCertManager } from "./cert-manager";
import { loadGatewayApi } from "./gateway-api";
import { platformObjects } from "./objects";

type Parts = "namespaces" | "gatewayApi" | "gateways" | "certManager" | "issuers" | "certificates";

export interface ClusterPlatformArgs extends Pick<PlatformInput, Parts | "rules"> {
  /** Provider for the CRDs alone: with `upsertExistingObjects: true` it takes over those that an earlier install left behind. */
  readonly crdProvider?: pulumi.ProviderResource;
}

interface Data {
  readonly config: PlatformConfig;
  readonly crdProvider: pulumi.ProviderResource | undefined;
}

/**
 * What a cluster needs once beside the Rollouts controller: namespaces, the Gateway API with its Gateways, cert-manager with
 * issuers and certificates. What is not named is not made.
 *
 * Throws a `ConfigError` for bad arguments before anything is registered; fails with a `ManifestError` when the release manifest
 * of the Gateway API, or cert-manager's package, cannot be had.
 */
export class ClusterPlatform extends pulumi.ComponentResource<void> {
  constructor(name: string, args: ClusterPlatformArgs, opts?: pulumi.ComponentResourceOptions) {
    const { crdProvider, ...input } = args;
    const { value: config, findings } = parse(platformSchema, { role: "platform", ...input });
    if (config === undefined) throw new ConfigError(findings);
    const warnings = warningsOf(checkPlatform(config));
    super("progressive-delivery:index:ClusterPlatform", name, { config, crdProvider }, opts);
    logWarnings(warnings);
  }

  /** Runs inside of the constructor; whoever depends on the component waits for it. */
  protected override async initialize(
    { config, crdProvider }: Data,
    _opts: pulumi.ComponentResourceOptions,
    name: string,
  ): Promise<void> {
    const register = (manifest: Manifest, options: pulumi.CustomResourceOptions): KubernetesObject =>
      new KubernetesObject(nameIn(name, manifest), manifest, { parent: this, ...options });
    const all = (manifests: readonly Manifest[], options: pulumi.CustomResourceOptions): KubernetesObject[] =>
      manifests.map((manifest) => register(manifest, options));

    const { gatewayApi, certManager } = config;
    const plan = platformObjects(config, gatewayApi?.install ? await loadGatewayApi(gatewayApi) : undefined);
    const namespaces = all(plan.namespaces, {});
    const kept = { retainOnDelete: gatewayApi?.keep ?? true, ...(crdProvider && { provider: crdProvider }) };
    const guards = all(plan.guards, kept);
    const crds = all(plan.crds, { ...kept, dependsOn: guards });
    const manager = certManager?.install
      ? await this.certManager(name, config, [...namespaces, ...crds])
      : [];
    const signers = all(plan.issuers, { dependsOn: [...namespaces, ...manager] });
    const certificates = all(plan.certificates, { dependsOn: [...namespaces, ...signers] });
    // A listener without its Secret is refused until it is there, so that it is asked for first.
    all(plan.gateways, { dependsOn: [...namespaces, ...crds, ...certificates] });
    this.registerOutputs();
  }

  private async certManager(
    name: string,
    { certManager, issuers, namespaces }: PlatformConfig,
    dependsOn: readonly pulumi.Resource[],
  ): Promise<pulumi.Resource[]> {
    if (certManager === undefined) return [];
    const { namespace } = certManager;
    const own = Object.hasOwn(namespaces, namespace)
      ? []
      : [new KubernetesObject(`${name}-${namespace}`, renderNamespace(namespace), { parent: this })];
    const opts = { parent: this, dependsOn: [...dependsOn, ...own] };
    return [await installCertManager(`${name}-cert-manager`, certManagerArgs(certManager, issuers), opts)];
  }
}

/** Objects of several kinds and namespaces may have one name. */
function nameIn(component: string, { kind, metadata: { name, namespace } }: Manifest): string {
  return [component, kind.toLowerCase(), ...(typeof namespace === "string" ? [namespace] : []), name].join(
    "-",
  );
}
