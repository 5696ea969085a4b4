import { renderAnalysisSecrets, renderClusterAnalysisTemplates } from "../components/analysis";
import type { EnvironmentConfig, Path, PlatformConfig, ServiceConfig } from "../components/config";
import { type ControllerCounts, type InstallPlan, planInstall } from "../components/controller";
import { type Manifest, renderNamespace } from "../components/manifests";
import { type PlatformObjects, platformObjects } from "../components/platform";
import type { Surroundings } from "../components/rules";
import { manifestsOf, planWorkload, type WorkloadPlan, writtenByOthers } from "../components/workload";
import { type EnvironmentPlan, namespaceOf, subjectOf, templatesOf } from "./plan-environment";
import { controllerOf } from "./stack-controller";

/** All objects that an `up` of a stack registers, by what they are part of. */
export interface StackManifests {
  readonly controller: readonly Manifest[];
  /** What else the stack has beside its services: its namespace, templates and their Secrets; what a platform's stack makes. */
  readonly platform: readonly Manifest[];
  readonly services: ReadonlyMap<string, ServiceManifests>;
  /** What stays in the cluster when it leaves the stack. */
  readonly kept: ReadonlySet<Manifest>;
  /** Where others write once an object exists. */
  readonly writtenByOthers: ReadonlyMap<Manifest, readonly Path[]>;
}

export interface ServiceManifests {
  /** In the order in which they are registered. */
  readonly manifests: readonly Manifest[];
  readonly plan: WorkloadPlan;
}

/** What a controller that the stack installs is rendered from. */
export interface InstallSource {
  /** The release manifest, as text. */
  readonly manifest: string;
  readonly counts: ControllerCounts;
}

/** `install`: undefined where the stack installs no controller. */
export function environmentManifests(
  environment: EnvironmentConfig,
  { services }: Pick<EnvironmentPlan, "services">,
  around: Surroundings,
  install: InstallSource | undefined,
): StackManifests {
  const planned = [...services].map(([name, service]) => {
    const subject = subjectOf(name, service, environment, around);
    const plan = planWorkload(subject);
    return { name, plan, written: writtenByOthers(subject, plan) };
  });
  const controller = install && installOf(environment, services, install);
  return {
    controller: controller ? objectsOf(controller) : [],
    platform: [
      ...namespaceManifests(environment),
      ...renderClusterAnalysisTemplates(templatesOf(environment), around),
      ...renderAnalysisSecrets(environment.analysisSecrets, namespaceOf(environment)),
    ],
    services: new Map(planned.map(({ name, plan }) => [name, { manifests: manifestsOf(plan), plan }])),
    kept: new Set([
      ...(controller && environment.controller.crds.keep ? controller.crds : []),
      ...planned.flatMap(({ plan }) => [...plan.kept]),
    ]),
    writtenByOthers: new Map([
      ...planned.flatMap(({ written }) => [...written]),
      ...scaledDown(services, planned),
    ]),
  };
}

export interface PlatformSource {
  /** Release manifest of the Gateway API. Undefined where the platform does not install it. */
  readonly gatewayApi: string | undefined;
  readonly install: InstallSource | undefined;
}

/** `environment`: the platform's controller and templates, as those of an environment without services. */
export function platformManifests(
  platform: PlatformConfig,
  environment: EnvironmentConfig,
  around: Surroundings,
  { gatewayApi, install }: PlatformSource,
): StackManifests {
  const own = environmentManifests(environment, { services: new Map() }, around, install);
  const objects = platformObjects(platform, gatewayApi);
  const { namespaces, guards, crds, issuers, certificates, gateways } = objects;
  const templates = renderClusterAnalysisTemplates(templatesOf(environment), around);
  return {
    ...own,
    platform: [
      ...[...namespaces, ...guards, ...crds, ...issuers],
      ...[...certificates, ...gateways, ...templates],
    ],
    kept: new Set([...own.kept, ...(platform.gatewayApi?.keep ? keptOf(objects) : [])]),
  };
}

/** The namespace of the services, where the stack makes it. */
export function namespaceManifests(environment: EnvironmentConfig): Manifest[] {
  const {
    createNamespace,
    podSecurity,
    namespaceLabels: labels,
    namespaceAnnotations: annotations,
  } = environment;
  return createNamespace
    ? [renderNamespace(namespaceOf(environment), { podSecurity, labels, annotations })]
    : [];
}

function installOf(
  environment: EnvironmentConfig,
  services: EnvironmentPlan["services"],
  { manifest, counts }: InstallSource,
): InstallPlan {
  return planInstall(manifest, controllerOf(environment, services), counts);
}

function objectsOf({ namespace, crds, support, deployments, dashboard }: InstallPlan): Manifest[] {
  return [...(namespace ? [namespace] : []), ...crds, ...support, ...deployments, ...dashboard];
}

function keptOf({ crds, guards }: PlatformObjects): readonly Manifest[] {
  return [...guards, ...crds];
}

/** Deployments of services whose pods a Rollout of another service takes over: the controller writes their number. */
function scaledDown(
  services: ReadonlyMap<string, ServiceConfig>,
  planned: readonly { readonly name: string; readonly plan: WorkloadPlan }[],
): [Manifest, Path[]][] {
  const names = new Set(
    [...services.values()].flatMap(({ rollout: { enabled, workloadRef } }) => {
      const { kind, name, scaleDown = "never" } = workloadRef ?? {};
      return enabled && kind === "Deployment" && scaleDown !== "never" ? [name] : [];
    }),
  );
  return planned
    .filter(({ name, plan }) => plan.workload.kind === "Deployment" && names.has(name))
    .map(({ plan }) => [plan.workload, [["spec", "replicas"]]]);
}
