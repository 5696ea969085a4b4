import path from "node:path";
// Not from the package's index, which loads a hundred modules more.
import { Provider, type ProviderArgs } from "@pulumi/kubernetes/provider";
import * as pulumi from "@pulumi/pulumi";
import { AnalysisTemplates, ManifestError, RolloutsController, ServiceWorkload } from "../components";
import {
  type AnalysisTemplates as AnalysisTemplatesConfig,
  ConfigError,
  type EnvironmentConfig,
  type Finding,
  formatFinding,
  type PlatformOutputs,
} from "../components/config";
import { renderAnalysisSecrets } from "../components/analysis";
import type { ControllerCounts } from "../components/controller";
import { KubernetesObject, renderNamespace, warningsOf } from "../components/manifests";
import { controllerRules, type Surroundings } from "../components/rules";
import { readCatalog } from "./catalog";
import { type FormerOutputs, placeFindings, readFormerOutputs } from "./cluster-identity";
import { loadOfServices } from "./controller-load";
import { installChecks, unreadFinding } from "./install-checks";
import { type EnvironmentPlan, parseEnvironment, planEnvironment, templatesOf } from "./plan-environment";
import { platformOutputsOf } from "./platform-outputs";
import { readStackConfig, secretFindings } from "./stack-config";
import { blindFindings, surroundingsOf } from "./surroundings";

/** Outputs of an environment stack. */
export interface EnvironmentOutputs {
  readonly namespace: string;
  /** Which cluster it was written to: the next `up` goes to no other. Undefined where that may not be read. */
  readonly clusterUid: string | undefined;
  /** What each service runs as, where it is reached, and the commands for its release. */
  readonly services: Readonly<Record<string, ServiceWorkload["summary"]>>;
  /** The Rollouts controller that it installs, for its next `up`. Empty where it installs none. */
  readonly controller: ControllerOutputs;
  readonly analysisTemplates: AnalysisTemplatesConfig;
  /** For stacks that name this one as their `platform`. */
  readonly platform: PlatformOutputs;
}

export interface ControllerOutputs {
  readonly version?: string;
  /** Whether its CRDs stay when they leave the stack. Left out where it has none. */
  readonly keepsCrds?: boolean;
}

/** The whole way: read, check everything, and only then register. */
export async function runEnvironment(): Promise<EnvironmentOutputs> {
  const { environment, plan, around, clusterUid, counts } = await checked(prepare);
  for (const warning of plan.warnings.filter((one) => !isLoggedByComponent(one)))
    await pulumi.log.warn(formatFinding(warning));
  // By default the provider replaces a ConfigMap whose text changes: for a moment it is gone, and no pod can start.
  const opts = { provider: clusterProvider("cluster", environment, { enableConfigMapMutable: true }) };
  const controller = environment.controller.install ? [installController(environment, counts, opts)] : [];
  const namespace = registerNamespace(environment, plan.namespace, opts);
  const templates = registerTemplates(environment, around, { ...opts, dependsOn: controller });
  const secrets = renderAnalysisSecrets(environment.analysisSecrets, namespace).map(
    (manifest) => new KubernetesObject(`analysis-secret-${manifest.metadata.name}`, manifest, opts),
  );
  const { kubeconfig, context } = environment;
  const services = [...plan.services].map(([name, service]): [string, ServiceWorkload["summary"]] => {
    const args = { ...service, namespace, around, cluster: { kubeconfig, context } };
    const dependsOn = service.rollout.enabled ? [...controller, ...templates, ...secrets] : [];
    return [name, new ServiceWorkload(name, args, { ...opts, dependsOn }).summary];
  });
  return {
    namespace: plan.namespace,
    clusterUid,
    services: Object.fromEntries(services),
    controller: controllerOutputs(environment),
    analysisTemplates: templatesOf(environment),
    platform: platformOutputsOf({
      controller: environment.controller,
      ...(around.instances && { instances: [...around.instances] }),
      analysisTemplates: templatesOf(environment),
    }),
  };
}

/** A component that checks by itself shows its warnings itself. */
function isLoggedByComponent({ path, rule }: Finding): boolean {
  return path[0] === "analysisTemplates" || controllerRules.some(({ id }) => id === rule);
}

interface Prepared {
  readonly environment: EnvironmentConfig;
  readonly plan: EnvironmentPlan;
  readonly around: Surroundings;
  readonly clusterUid: string | undefined;
  readonly counts: ControllerCounts;
}

/** Everything that may go wrong before there is a resource, the controller's manifest included. */
async function prepare(): Promise<Prepared> {
  const secrets = secretFindings();
  if (secrets.length > 0) throw new ConfigError(secrets);
  const environment = withLocalManifest(parseEnvironment(readStackConfig()));
  const folder = path.resolve(pulumi.runtime.getRootDirectory(), environment.catalog);
  const catalog = readCatalog(folder, environment.environment);
  const { around, warning } = await surroundingsOf(environment, catalog);
  if (warning !== undefined) await pulumi.log.warn(warning);
  const former = await readFormerOutputs();
  const misplaced = placeFindings(environment, around.live, former);
  if (misplaced.length > 0) throw new ConfigError(misplaced);
  const plan = planEnvironment(environment, catalog, around);
  const blind = around.live || pulumi.runtime.isDryRun() ? [] : blindFindings(plan.services);
  if (blind.length > 0) throw new ConfigError(blind);
  await checkInstall(environment, plan, around, former);
  const counts = countsOf(environment, plan, around);
  return { environment, plan, around, clusterUid: around.live?.uid ?? former.clusterUid, counts };
}

/** What the stack's own controller is sized for. */
function countsOf(
  { controller }: EnvironmentConfig,
  { namespace, services }: EnvironmentPlan,
  { live }: Surroundings,
): ControllerCounts {
  if (!controller.install) return {};
  return { stack: loadOfServices(namespace, services), ...(live?.counts && { live: live.counts }) };
}

/** The controller against the cluster: says what changes, and stops where somebody would lose by it. */
async function checkInstall(
  environment: EnvironmentConfig,
  plan: EnvironmentPlan,
  around: Surroundings,
  former: FormerOutputs,
): Promise<void> {
  const { findings, notice, unread } = await installChecks(environment, plan, around, former);
  if (unread !== undefined && !pulumi.runtime.isDryRun()) throw new ConfigError([unreadFinding(unread)]);
  if (unread !== undefined) await pulumi.log.warn(formatFinding(unreadFinding(unread)));
  for (const warning of warningsOf(findings)) await pulumi.log.warn(formatFinding(warning));
  if (notice !== undefined) await pulumi.log.info(notice);
}

function controllerOutputs({ controller: { install, version, crds } }: EnvironmentConfig): ControllerOutputs {
  if (!install) return {};
  return { version, ...(crds.install && { keepsCrds: crds.keep }) };
}

/** The embedded control plane brings the release manifest along, so that a stack that names no file runs without a network. */
function withLocalManifest(environment: EnvironmentConfig): EnvironmentConfig {
  const file = process.env["ROLLOUTS_MANIFEST"];
  const { manifest } = environment.controller;
  if (file === undefined || manifest.path !== undefined || manifest.url !== undefined) return environment;
  return { ...environment, controller: { ...environment.controller, manifest: { ...manifest, path: file } } };
}

/** Its name, known once it is there. */
function registerNamespace(
  {
    createNamespace,
    podSecurity,
    namespaceLabels: labels,
    namespaceAnnotations: annotations,
  }: EnvironmentConfig,
  name: string,
  opts: pulumi.CustomResourceOptions,
): pulumi.Input<string> {
  if (!createNamespace) return name;
  const manifest = renderNamespace(name, { podSecurity, labels, annotations });
  return new KubernetesObject("namespace", manifest, opts).metadata.name;
}

function installController(
  environment: EnvironmentConfig,
  counts: ControllerCounts,
  opts: pulumi.ComponentResourceOptions,
): RolloutsController {
  const { install, ...controller } = environment.controller;
  const crdProvider = clusterProvider("cluster-crds", environment, { upsertExistingObjects: true });
  return new RolloutsController(
    "argo-rollouts",
    { ...controller, counts, crdProvider, rules: environment.rules },
    opts,
  );
}

function registerTemplates(
  { analysisTemplates: templates, analysisLibrary: library }: EnvironmentConfig,
  around: Surroundings,
  opts: pulumi.ComponentResourceOptions,
): AnalysisTemplates[] {
  if (Object.keys(templates).length === 0 && library === undefined) return [];
  const args = { templates, around, ...(library && { library }) };
  return [new AnalysisTemplates("analysis-templates", args, opts)];
}

function clusterProvider(
  name: string,
  { kubeconfig, context }: Pick<EnvironmentConfig, "kubeconfig" | "context">,
  args: ProviderArgs,
): Provider {
  // Most kubeconfigs hold a token or a key, so in the state it is a secret whether the stack's file hides it or not.
  const hidden = kubeconfig && { kubeconfig: pulumi.secret(kubeconfig) };
  return new Provider(name, { ...args, ...hidden, ...(context && { context }) });
}

/** A mistake in the config is not a crash of the program: the message without a stack trace. */
async function checked<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ConfigError || error instanceof ManifestError)
      throw new pulumi.RunError(error.message);
    throw error;
  }
}
