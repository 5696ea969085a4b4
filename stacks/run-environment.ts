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
import { loadInstallManifest } from "../components/controller";
import { KubernetesObject, renderNamespace } from "../components/manifests";
import { controllerRules, type Surroundings } from "../components/rules";
import { readCatalog } from "./catalog";
import { placeFindings, readFormerOutputs } from "./cluster-identity";
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
  readonly analysisTemplates: AnalysisTemplatesConfig;
  /** For stacks that name this one as their `platform`. */
  readonly platform: PlatformOutputs;
}

/** The whole way: read, check everything, and only then register. */
export async function runEnvironment(): Promise<EnvironmentOutputs> {
  const { environment, plan, around, clusterUid } = await checked(prepare);
  for (const warning of plan.warnings.filter((one) => !isLoggedByComponent(one)))
    await pulumi.log.warn(formatFinding(warning));
  // By default the provider replaces a ConfigMap whose text changes: for a moment it is gone, and no pod can start.
  const opts = { provider: clusterProvider("cluster", environment, { enableConfigMapMutable: true }) };
  const controller = environment.controller.install ? [installController(environment, opts)] : [];
  const namespace = new KubernetesObject("namespace", renderNamespace(plan.namespace), opts);
  const templates = registerTemplates(environment, around, { ...opts, dependsOn: controller });
  const secrets = renderAnalysisSecrets(environment.analysisSecrets, namespace.metadata.name).map(
    (manifest) => new KubernetesObject(`analysis-secret-${manifest.metadata.name}`, manifest, opts),
  );
  const { kubeconfig, context } = environment;
  const services = [...plan.services].map(([name, service]): [string, ServiceWorkload["summary"]] => {
    const args = { ...service, namespace: namespace.metadata.name, around, cluster: { kubeconfig, context } };
    const dependsOn = service.rollout.enabled ? [...controller, ...templates, ...secrets] : [];
    return [name, new ServiceWorkload(name, args, { ...opts, dependsOn }).summary];
  });
  return {
    namespace: plan.namespace,
    clusterUid,
    services: Object.fromEntries(services),
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
  if (environment.controller.install) await loadInstallManifest(environment.controller);
  return { environment, plan, around, clusterUid: around.live?.uid ?? former.clusterUid };
}

/** The embedded control plane brings the release manifest along, so that a stack that names no file runs without a network. */
function withLocalManifest(environment: EnvironmentConfig): EnvironmentConfig {
  const file = process.env["ROLLOUTS_MANIFEST"];
  const { manifest } = environment.controller;
  if (file === undefined || manifest.path !== undefined || manifest.url !== undefined) return environment;
  return { ...environment, controller: { ...environment.controller, manifest: { ...manifest, path: file } } };
}

function installController(
  environment: EnvironmentConfig,
  opts: pulumi.ComponentResourceOptions,
): RolloutsController {
  const { install, ...controller } = environment.controller;
  const crdProvider = clusterProvider("cluster-crds", environment, { upsertExistingObjects: true });
  return new RolloutsController(
    "argo-rollouts",
    { ...controller, crdProvider, rules: environment.rules },
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
