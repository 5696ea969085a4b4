import * as pulumi from "@pulumi/pulumi";
import {
  ConfigError,
  controller,
  type ControllerConfig,
  type ControllerInput,
  type Finding,
  type InstanceIds,
  instanceIdsOf,
  parse,
  type RuleSettings,
} from "../config";
import { KubernetesObject, logWarnings, type Manifest, warningsOf } from "../manifests";
import { checkController } from "../rules";
import { loadInstallManifest } from "./install-manifest";
import { planInstall } from "./render-install";

/** How the controller is installed. Every field has a default. */
export interface RolloutsControllerArgs extends ControllerInput {
  /**
   * Provider for the CRDs alone. CRDs outlive the component (`crds.keep`), so a later install finds them in the cluster:
   * a provider with `upsertExistingObjects: true` takes them over where the ordinary one answers "already exists".
   */
  readonly crdProvider?: pulumi.ProviderResource;
  /** Weight of single rules: `{ "controller-recreate": "off" }`. Default: their own. */
  readonly rules?: RuleSettings;
}

interface Installed {
  readonly namespace: string;
  readonly version: string;
  readonly instanceIds: InstanceIds;
}

/**
 * Installs the Argo Rollouts controller of a pinned release: CRDs, rights, metrics Service and the controller, or several, with
 * memory sized to the number of Rollouts.
 *
 * Throws a `ConfigError` for bad arguments before anything is registered; fails with a `ManifestError` when the release
 * manifest cannot be had or has another digest than `manifest.sha256`.
 */
export class RolloutsController extends pulumi.ComponentResource<Installed> {
  /** Namespace of the controller. */
  readonly namespace: pulumi.Output<string>;
  /** Release of Argo Rollouts. */
  readonly version: pulumi.Output<string>;
  /** Ids of the controllers. Empty: one controller, which has none. */
  readonly instanceIds: pulumi.Output<InstanceIds>;

  constructor(name: string, args: RolloutsControllerArgs = {}, opts?: pulumi.ComponentResourceOptions) {
    const { crdProvider, rules, ...input } = args;
    const { config, warnings } = checkedConfig(input, rules);
    super("progressive-delivery:index:RolloutsController", name, { config, crdProvider }, opts);
    logWarnings(warnings, this);
    const installed = pulumi.output(this.getData());
    this.namespace = installed.namespace;
    this.version = installed.version;
    this.instanceIds = installed.instanceIds;
  }

  /** Runs inside of the constructor; whoever depends on the component waits for it. */
  protected override async initialize(
    { config, crdProvider }: { config: ControllerConfig; crdProvider?: pulumi.ProviderResource },
    _opts: pulumi.ComponentResourceOptions,
    name: string,
  ): Promise<Installed> {
    const plan = planInstall(await loadInstallManifest(config), config);
    const register = (manifest: Manifest, options: pulumi.CustomResourceOptions): KubernetesObject =>
      new KubernetesObject(`${name}-${manifest.metadata.name}`, manifest, { parent: this, ...options });

    const namespace = plan.namespace ? [register(plan.namespace, {})] : [];
    const crds = plan.crds.map((crd) =>
      register(crd, { retainOnDelete: config.crds.keep, ...(crdProvider && { provider: crdProvider }) }),
    );
    const support = plan.support.map((object) => register(object, { dependsOn: namespace }));
    for (const deployment of plan.deployments)
      register(deployment, { dependsOn: [...namespace, ...crds, ...support] });
    const { version } = config;
    const installed = { namespace: config.namespace, version, instanceIds: instanceIdsOf(config) };
    this.registerOutputs(installed);
    return installed;
  }
}

function checkedConfig(
  input: ControllerInput,
  rules: RuleSettings | undefined,
): { config: ControllerConfig; warnings: readonly Finding[] } {
  const { value, findings } = parse(controller, input, ["controller"]);
  if (value === undefined) throw new ConfigError(findings);
  return { config: value, warnings: warningsOf(checkController(value, rules)) };
}
