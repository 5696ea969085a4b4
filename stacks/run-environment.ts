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
  type Freeze,
  type PlatformOutputs,
  type PromotionOverrides,
  labelsOfNamespace,
  type ServiceConfig,
  wavesOf,
} from "../components/config";
import type { ControllerCounts } from "../components/controller";
import { KubernetesObject } from "../components/manifests";
import { countingOverrides, type Surroundings } from "../components/rules";
import { readCatalog } from "./catalog";
import { checked, isLoggedByComponent } from "./checked";
import { loadOfServices } from "./controller-load";
import { placeFindings, readFormerOutputs } from "./cluster-identity";
import { clusterProvider } from "./cluster-provider";
import { type EnvironmentPlan, parseEnvironment, planEnvironment, templatesOf } from "./plan-environment";
import { readHanded } from "./handed";
import { strandedFindings } from "./moved-services";
import { platformOutputsOf } from "./platform-outputs";
import { promotionFindings, promotionOf } from "./promotion";
import { narrowed, spreadOf, valuesIn } from "./selection";
import { readStackConfig, secretFindings } from "./stack-config";
import {
  checkInstall,
  type ControllerOutputs,
  controllerOutputs,
  countsOf,
  installController,
  withLocalManifest,
} from "./stack-controller";
import { namespaceManifests } from "./stack-manifests";
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
  /** Where its images come from, and which of them came without having been healthy there. Empty where they come from nowhere. */
  readonly promotion: { readonly from?: string; readonly overrides?: PromotionOverrides };
  /** Services of the environment in other stacks: name -> name of the stack. */
  readonly ownStacks: Readonly<Record<string, string>>;
  /** Hash of all that decided what a service runs, once it runs, where the pipeline ran the stack. Else empty. */
  readonly inputs: pulumi.Output<Readonly<Record<string, string | undefined>>>;
  /** What holds the releases of its services. Empty where nothing does. */
  readonly freeze: Partial<Freeze>;
}

/** The whole way: read, check everything, and only then register. */
export async function runEnvironment(): Promise<EnvironmentOutputs> {
  const { environment, plan, whole, around, clusterUid, counts, load, elsewhere, inputs } =
    await checked(prepare);
  for (const warning of plan.warnings.filter((one) => !isLoggedByComponent(one)))
    await pulumi.log.warn(formatFinding(warning));
  if (around.freeze !== undefined) await pulumi.log.info(freezeNotice(around.freeze));
  // By default the provider replaces a ConfigMap whose text changes: for a moment it is gone, and no pod can start.
  const opts = { provider: clusterProvider("cluster", environment, { enableConfigMapMutable: true }) };
  const controller = environment.controller.install
    ? [installController(environment, whole, counts, opts)]
    : [];
  const namespace = registerNamespace(environment, plan.namespace, opts);
  const templates = registerTemplates(environment, around, { ...opts, dependsOn: controller });
  const secrets = renderAnalysisSecrets(environment.analysisSecrets, namespace).map(
    (manifest) => new KubernetesObject(`analysis-secret-${manifest.metadata.name}`, manifest, opts),
  );
  const { kubeconfig, context } = environment;
  const services = new Map<string, ServiceWorkload>();
  for (const [name, service, before] of inOrder(plan.services)) {
    const args = { ...service, namespace, around, cluster: { kubeconfig, context }, inputs: inputs[name] };
    const forRollouts = service.rollout.enabled ? [...controller, ...templates, ...secrets] : [];
    const dependsOn = [...forRollouts, ...before.flatMap((one) => services.get(one) ?? [])];
    services.set(name, new ServiceWorkload(name, args, { ...opts, dependsOn }));
  }
  const summaries = [...plan.services.keys()].map((name) => [name, services.get(name)?.summary]);
  return {
    namespace: plan.namespace,
    clusterUid,
    services: Object.fromEntries(summaries),
    controller: controllerOutputs(environment),
    analysisTemplates: templatesOf(environment),
    platform: platformOf(environment, whole, around),
    load,
    promotion: around.promotion
      ? { from: around.promotion.config.from, overrides: countingOverrides(plan.services, around) }
      : {},
    ownStacks: Object.fromEntries(elsewhere),
    freeze: around.freeze ?? {},
    inputs: pulumi.output(Object.fromEntries([...services].map(([name, service]) => [name, service.inputs]))),
  };
}

/** What this stack makes, and what its own platform has beside that. */
function platformOf(
  environment: EnvironmentConfig,
  whole: EnvironmentPlan,
  { instances, clusterTemplates, platform }: Surroundings,
): PlatformOutputs {
  const { controller, createNamespace, podSecurity, namespaceLabels } = environment;
  const own = createNamespace && { [whole.namespace]: labelsOfNamespace(podSecurity, namespaceLabels) };
  return {
    ...(platform?.controller && { controller: platform.controller }),
    ...platformOutputsOf({
      controller: withUsedRouters(controller, whole.services),
      ...(instances && { instances: [...instances] }),
      analysisTemplates: clusterTemplates ?? {},
      namespaces: { ...platform?.namespaces, ...own },
      ...(platform && { gateways: platform.gateways }),
      ...(platform?.gatewayApi && { gatewayApi: platform.gatewayApi }),
    }),
  };
}

/** Each service after those that it waits for: with the names of those, as far as they are in this stack. */
function inOrder(
  services: ReadonlyMap<string, ServiceConfig>,
): [name: string, service: ServiceConfig, before: readonly string[]][] {
  const numbers = [...new Set([...services.values()].map(({ wave }) => wave))].sort((a, b) => a - b);
  return wavesOf(services)
    .flat()
    .flatMap((name) => {
      const service = services.get(name);
      if (service === undefined) return [];
      const former = numbers[numbers.indexOf(service.wave) - 1];
      const ofFormer = [...services].filter(([, { wave }]) => wave === former).map(([one]) => one);
      return [[name, service, [...new Set([...service.dependsOn, ...ofFormer])]]];
    });
}

function freezeNotice({ until, reason, except }: Freeze): string {
  const others = except.length === 0 ? "" : ` Not those of ${except.join(", ")}.`;
  return `Releases are frozen until ${until} (${reason}).${others} What is in its middle stays where it is, and changes of pods wait.`;
}

interface Prepared {
  readonly environment: EnvironmentConfig;
  /** The stack's own services. */
  readonly plan: EnvironmentPlan;
  /** All services of the environment, as far as this stack knows them. */
  readonly whole: EnvironmentPlan;
  readonly elsewhere: ReadonlyMap<string, string>;
  readonly around: Surroundings;
  readonly clusterUid: string | undefined;
  readonly counts: ControllerCounts;
  readonly load: ControllerLoad;
  /** Empty where no pipeline runs the stack. */
  readonly inputs: Readonly<Record<string, string>>;
}

/** Everything that may go wrong before there is a resource, the controller's manifest included. */
async function prepare(): Promise<Prepared> {
  const secrets = secretFindings();
  if (secrets.length > 0) throw new ConfigError(secrets);
  const environment = withLocalManifest(parseEnvironment(readStackConfig()));
  const handed = readHanded();
  const folder = path.resolve(pulumi.runtime.getRootDirectory(), environment.catalog);
  const catalog = handed?.catalog ?? readCatalog(folder, environment.environment);
  const values = valuesIn(environment, catalog);
  const { own, elsewhere } = spreadOf(pulumi.getStack(), environment, values);
  const mine = narrowed(environment, catalog, own);
  const { around: found, warning } = await surroundingsOf(mine.environment, mine.catalog);
  const allServices = new Set(handed?.allServices ?? values.keys());
  const promotion = await promotionOf(mine, { ...found, allServices });
  const around = { ...found, allServices, ...(promotion && { promotion }) };
  if (warning !== undefined) await pulumi.log.warn(warning);
  const former = await readFormerOutputs();
  const misplaced = [
    ...placeFindings(environment, around.live, former),
    ...(await strandedFindings(former, own, allServices)),
  ];
  if (misplaced.length > 0) throw new ConfigError(misplaced);
  const { live, promotion: _, ...declared } = around;
  // What is not this stack's is not held against what is live: its own stack does that.
  const all = elsewhere.size > 0 ? planEnvironment(environment, catalog, declared) : undefined;
  const plan = planEnvironment(mine.environment, mine.catalog, around);
  const blind = around.live || pulumi.runtime.isDryRun() ? [] : blindFindings(plan.services);
  if (blind.length > 0) throw new ConfigError(blind);
  const unread = promotionFindings(plan.services, around);
  if (pulumi.runtime.isDryRun()) for (const one of unread) await pulumi.log.warn(formatFinding(one));
  else if (unread.length > 0) throw new ConfigError(unread);
  const whole = all ?? plan;
  await checkInstall(environment, whole, around, former);
  const load = loadOfServices(plan.namespace, whole.services);
  const counts = await countsOf(environment, load, around);
  return {
    ...{ environment, plan, whole, around, counts, load, elsewhere },
    clusterUid: around.live?.uid ?? former.clusterUid,
    inputs: handed?.inputs ?? {},
  };
}

/** Its name, known once it is there. */
function registerNamespace(
  environment: EnvironmentConfig,
  name: string,
  opts: pulumi.CustomResourceOptions,
): pulumi.Input<string> {
  const [manifest] = namespaceManifests(environment);
  if (manifest === undefined) return name;
  return new KubernetesObject("namespace", manifest, opts).metadata.name;
}
