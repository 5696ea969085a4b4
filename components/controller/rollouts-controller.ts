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
import { KubernetesObject, logWarnings, type Manifest, warningsOf, withWaitHere } from "../manifests";
import { checkController } from "../rules";
import { loadInstallManifest } from "./install-manifest";
import { planInstall } from "./render-install";
import type { ControllerCounts, ControllerSizing } from "./size-controller";
import { sizingLine, sizingWarning } from "./sizing-lines";
import { whenReady } from "./wait";

/** How the controller is installed. Every field has a default. */
export interface RolloutsControllerArgs extends ControllerInput {
  /**
   * Provider for the CRDs alone. CRDs outlive the component (`crds.keep`), so a later install finds them in the cluster:
   * a provider with `upsertExistingObjects: true` takes them over where the ordinary one answers "already exists".
   */
  readonly crdProvider?: pulumi.ProviderResource;
  /**
   * The cluster of the provider, where it can be read: then an `up` waits until the controller is ready, and whoever depends on
   * the component waits with it. One that does not get ready fails the `up` with the reason from its pod. Default: Pulumi's
   * provider waits for the Deployment, and knows less of its pods.
   */
  readonly cluster?: ClusterChoice;
  /** Weight of single rules: `{ "controller-recreate": "off" }`. Default: their own. */
  readonly rules?: RuleSettings;
  /** What it is sized for, where `rollouts` does not say it. Default: nothing was counted. */
  readonly counts?: ControllerCounts;
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
    const { crdProvider, cluster, rules, counts = {}, ...input } = args;
    const { config, warnings } = checkedConfig(input, rules);
    const initial = { config, crdProvider, around: () => ({ counts, cluster }) };
    super("progressive-delivery:index:RolloutsController", name, initial, opts);
    logWarnings(warnings);
    const installed = pulumi.output(this.getData());
    this.namespace = installed.namespace;
    this.version = installed.version;
    this.instanceIds = installed.instanceIds;
  }

  /** Runs inside of the constructor; whoever depends on the component waits for it. */
  protected override async initialize(
    { config, crdProvider, around }: Initial,
    _opts: pulumi.ComponentResourceOptions,
    name: string,
  ): Promise<Installed> {
    const { counts, cluster } = around();
    const plan = planInstall(await loadInstallManifest(config), config, counts);
    say(plan.sizing);
    const register = (manifest: Manifest, options: pulumi.CustomResourceOptions): KubernetesObject =>
      new KubernetesObject(`${name}-${manifest.metadata.name}`, manifest, { parent: this, ...options });

    const namespace = plan.namespace ? [register(plan.namespace, {})] : [];
    const crds = plan.crds.map((crd) =>
      register(crd, { retainOnDelete: config.crds.keep, ...(crdProvider && { provider: crdProvider }) }),
    );
    const support = plan.support.map((object) => register(object, { dependsOn: namespace }));
    for (const object of plan.dashboard) register(object, { dependsOn: [...namespace, ...crds] });
    const ready = plan.deployments.map((deployment) => {
      const options = { dependsOn: [...namespace, ...crds, ...support] };
      const isWaitedFor = cluster !== undefined;
      const registered = register(isWaitedFor ? withWaitHere(deployment) : deployment, options);
      return isWaitedFor ? whenReady(registered, deployment, cluster, this) : undefined;
    });
    await Promise.all(ready);
    const { version } = config;
    const installed = { namespace: config.namespace, version, instanceIds: instanceIdsOf(config) };
    this.registerOutputs(installed);
    return installed;
  }
}

function say(sizing: ControllerSizing): void {
  void pulumi.log.info(sizingLine(sizing));
  const warning = sizingWarning(sizing);
  if (warning !== undefined) void pulumi.log.warn(warning);
}

interface Initial {
  readonly config: ControllerConfig;
  readonly crdProvider?: pulumi.ProviderResource | undefined;
  /**
   * A function, which Pulumi keeps out of the state: the other inputs of a component stand there, and make a change when they
   * change. A count is no change, and a kubeconfig holds tokens.
   */
  around(): { readonly counts: ControllerCounts; readonly cluster: ClusterChoice | undefined };
}

function checkedConfig(
  input: ControllerInput,
  rules: RuleSettings | undefined,
): { config: ControllerConfig; warnings: readonly Finding[] } {
  const { value, findings } = parse(controller, input, ["controller"]);
  if (value === undefined) throw new ConfigError(findings);
  return { config: value, warnings: warningsOf(checkController(value, rules)) };
}
