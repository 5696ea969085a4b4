import path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { ServiceWorkload } from "../components";
import { renderAnalysisSecrets } from "../components/analysis";
import {
  type AnalysisTemplates as AnalysisTemplatesConfig,
  ConfigError,
  type ControllerLoad,
  type EnvironmentConfig,
  formatFinding,
  type PlatformOutputs,
} from "../components/config";
import type { ControllerCounts } from "../components/controller";
import { KubernetesObject, renderNamespace } from "../components/manifests";
import type { Surroundings } from "../components/rules";
import { readCatalog } from "./catalog";
import { checked, isLoggedByComponent } from "./checked";
import { loadOfServices } from "./controller-load";
import { placeFindings, readFormerOutputs } from "./cluster-identity";
import { clusterProvider } from "./cluster-provider";
import { type EnvironmentPlan, parseEnvironment, planEnvironment, templatesOf } from "./plan-environment";
import { platformOutputsOf } from "./platform-outputs";
import { readStackConfig, secretFindings } from "./stack-config";
import {
  checkInstall,
  type ControllerOutputs,
  controllerOutputs,
  countsOf,
  installController,
  withLocalManifest,
} from "./stack-controller";
import { registerTemplates } from "./stack-templates";
import { blindFindings, surroundingsOf } from "./surroundings";
import { withUsedRouters } from "./used-routers";

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
  /** What a Rollouts controller keeps of the services, for the stack that has it and names this one in `controller.stacks`. */
  readonly load: ControllerLoad;
}

/** The whole way: read, check everything, and only then register. */
export async function runEnvironment(): Promise<EnvironmentOutputs> {
  const { environment, plan, around, clusterUid, counts, load } = await checked(prepare);
  for (const warning of plan.warnings.filter((one) => !isLoggedByComponent(one)))
    await pulumi.log.warn(formatFinding(warning));
  // By default the provider replaces a ConfigMap whose text changes: for a moment it is gone, and no pod can start.
  const opts = { provider: clusterProvider("cluster", environment, { enableConfigMapMutable: true }) };
  const controller = environment.controller.install
    ? [installController(environment, plan, counts, opts)]
    : [];
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
      controller: withUsedRouters(environment.controller, plan.services),
      ...(around.instances && { instances: [...around.instances] }),
      analysisTemplates: templatesOf(environment),
    }),
    load,
  };
}

interface Prepared {
  readonly environment: EnvironmentConfig;
  readonly plan: EnvironmentPlan;
  readonly around: Surroundings;
  readonly clusterUid: string | undefined;
  readonly counts: ControllerCounts;
  readonly load: ControllerLoad;
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
  const load = loadOfServices(plan.namespace, plan.services);
  const counts = await countsOf(environment, load, around);
  return { environment, plan, around, clusterUid: around.live?.uid ?? former.clusterUid, counts, load };
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
