import * as pulumi from "@pulumi/pulumi";
import type { ClusterChoice } from "../cluster";
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
import type { ControllerCounts, ControllerSizing } from "./size-controller";
import { sizingLine, sizingWarning } from "./sizing-lines";
import { waitedForHere, whenReady } from "./when-ready";

/** How the controller is installed. Every field has a default. */
export interface RolloutsControllerArgs extends ControllerInput {
  /**
   * Provider for the CRDs alone. CRDs outlive the component (`crds.keep`), so a later install finds them in the cluster:
   * a provider with `upsertExistingObjects: true` takes them over where the ordinary one answers "already exists".
   */
  readonly crdProvider?: pulumi.ProviderResource;
  /** Weight of single rules: `{ "controller-recreate": "off" }`. Default: their own. */
  readonly rules?: RuleSettings;
  /** What it is sized for, where `rollouts` does not say it. Default: nothing was counted. */
  readonly counts?: ControllerCounts;
  /**
   * Which cluster the provider writes to. With it the component waits for the controller itself, and an `up` that fails says what
   * the new pod said last. Default: the provider waits, and says that it has crashed.
   */
  readonly cluster?: ClusterChoice;
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
    const { crdProvider, rules, counts = {}, cluster, ...input } = args;
    const { config, warnings } = checkedConfig(input, rules);
    super(
      "progressive-delivery:index:RolloutsController",
      name,
      { config, crdProvider, counts, cluster },
      opts,
    );
    logWarnings(warnings, this);
    const installed = pulumi.output(this.getData());
    this.namespace = installed.namespace;
    this.version = installed.version;
    this.instanceIds = installed.instanceIds;
  }

  /** Runs inside of the constructor; whoever depends on the component waits for it. */
  protected override async initialize(
    { config, crdProvider, counts, cluster }: Initial,
    _opts: pulumi.ComponentResourceOptions,
    name: string,
  ): Promise<Installed> {
    const plan = planInstall(await loadInstallManifest(config), config, counts);
    await this.say(plan.sizing);
    const register = (manifest: Manifest, options: pulumi.CustomResourceOptions): KubernetesObject =>
      new KubernetesObject(`${name}-${manifest.metadata.name}`, manifest, { parent: this, ...options });

    const namespace = plan.namespace ? [register(plan.namespace, {})] : [];
    const crds = plan.crds.map((crd) =>
      register(crd, { retainOnDelete: config.crds.keep, ...(crdProvider && { provider: crdProvider }) }),
    );
    const support = plan.support.map((object) => register(object, { dependsOn: namespace }));
    const deployments = plan.deployments.map((deployment) => {
      const manifest = cluster === undefined ? deployment : waitedForHere(deployment);
      return [register(manifest, { dependsOn: [...namespace, ...crds, ...support] }), manifest] as const;
    });
    if (cluster !== undefined) await whenReady(deployments, config, cluster, this);
    const { version } = config;
    const installed = { namespace: config.namespace, version, instanceIds: instanceIdsOf(config) };
    this.registerOutputs(installed);
    return installed;
  }

  private async say(sizing: ControllerSizing): Promise<void> {
    await pulumi.log.info(sizingLine(sizing), this);
    const warning = sizingWarning(sizing);
    if (warning !== undefined) await pulumi.log.warn(warning, this);
  }
}

interface Initial {
  readonly config: ControllerConfig;
  readonly crdProvider?: pulumi.ProviderResource;
  readonly counts: ControllerCounts;
  readonly cluster?: ClusterChoice;
}

function checkedConfig(
  input: ControllerInput,
  rules: RuleSettings | undefined,
): { config: ControllerConfig; warnings: readonly Finding[] } {
  const { value, findings } = parse(controller, input, ["controller"]);
  if (value === undefined) throw new ConfigError(findings);
  return { config: value, warnings: warningsOf(checkController(value, rules)) };
}
