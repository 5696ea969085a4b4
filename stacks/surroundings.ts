import * as pulumi from "@pulumi/pulumi";
import { readCluster } from "../components/cluster";
import {
  type AnalysisTemplates,
  ConfigError,
  type DataObject,
  emptyCluster,
  type EnvironmentConfig,
  type Finding,
  instanceIdsOf,
  type InstanceIds,
  isDataObject,
  type PlatformOutputs,
  POD_SECURITY,
  podSecurityLevels,
  listedPlugins,
  type ServiceConfig,
} from "../components/config";
import { routeQueries } from "../components/routing";
import type { Surroundings } from "../components/rules";
import type { Catalog } from "./catalog";
import { declaredSurroundings, namespaceOf } from "./plan-environment";
import { hasOwnControllers, platformFindings } from "./platform-findings";
import { readPlatform as readPlatformStack } from "./platform-stack";
import { mergeService } from "./service-layers";

export interface FoundSurroundings {
  readonly around: Surroundings;
  /** What could not be found out, and why. */
  readonly warning?: string;
}

/** What is around the services of a stack: what it says itself, what the platform's stack has, what is in the cluster. */
export async function surroundingsOf(
  environment: EnvironmentConfig,
  catalog: Catalog,
  readPlatform = readPlatformStack,
  now = new Date(),
): Promise<FoundSurroundings> {
  const { kubeconfig, context } = environment;
  const platform = platformStackOf(environment);
  const known = platform === undefined ? undefined : await readPlatform(platform);
  const around = knownSurroundings(environment, known, now);
  const { clusterTemplates = {} } = around;
  const services = allValues(environment, catalog);
  const values = [...services.values()];
  const templates = [...values.map(({ analysisTemplates }) => analysisTemplates), clusterTemplates];
  // What a template of the cluster reads is known only after the same reading: then the names are asked for in any case.
  const needsLiveTemplates = needsTemplates(values, clusterTemplates);
  const { live, reason } = await readCluster({
    kubeconfig,
    context,
    namespace: namespaceOf(environment),
    templates: needsLiveTemplates,
    secrets: values.length > 0 && (needsLiveTemplates || needsSecrets(templates, around)),
    controllerNamespace: namespaceOfHeaders(environment),
    workloads: values.length > 0,
    service: onlyService(services),
    routes: routeQueries(Object.fromEntries(services), namespaceOf(environment)),
    ...(environment.controller.install &&
      environment.controller.sizing.live && { counts: { withDeployments: values.some(refersToWorkload) } }),
  });
  if (live !== undefined) return { around: { ...around, live } };
  // Nothing but the numbers for the controller's size was wanted: an up without them is sized by what the stack says.
  if (values.length === 0 && !needsLiveTemplates) return { around: { ...around, live: emptyCluster } };
  const warning = `${reason} So nothing was checked against what is in the cluster, and a switch between Deployment and Rollout would start with the fewest pods.`;
  return { around, warning };
}

/** The one service that has the stack to itself. One that refers to a Deployment of another name needs that one as well. */
function onlyService(services: ReadonlyMap<string, DataObject>): string | undefined {
  const [one, ...others] = services;
  if (one === undefined || others.length > 0 || refersToWorkload(one[1])) return undefined;
  return one[0];
}

/** The stack that has what is around the services: for one of services that of their environment, `prod` for `prod.pay`. */
function platformStackOf({ platform, role }: EnvironmentConfig): string | undefined {
  const [environment, part] = pulumi.getStack().split(".", 2);
  if (platform !== undefined || role === "environment" || part === undefined) return platform;
  return `${pulumi.getOrganization()}/${pulumi.getProject()}/${environment ?? ""}`;
}

/** The same without the cluster: what the stack says, and what its platform's stack put out, where it names one. */
export function knownSurroundings(
  environment: EnvironmentConfig,
  known: PlatformOutputs | undefined,
  now?: Date,
): Surroundings {
  const declared = declaredSurroundings(environment, now);
  if (known === undefined) return declared;
  const twice = platformFindings(environment, known);
  if (twice.length > 0) throw new ConfigError(twice);
  const isApart = hasOwnControllers(environment, known);
  return {
    ...declared,
    clusterTemplates: { ...(!isApart && known.analysisTemplates), ...declared.clusterTemplates },
    instances: instancesOf(environment, known),
    ...ofPlatform(known, namespaceOf(environment)),
  };
}

/** Whoever installs the controllers knows their ids; what a stack says of those of another one must be the same. */
function instancesOf(
  { controller, platform: stack }: EnvironmentConfig,
  platform: PlatformOutputs,
): InstanceIds {
  const said = instanceIdsOf(controller);
  if (controller.install) return said;
  const theirs = platform.instances;
  if (said.length === 0 || said.join() === theirs.join()) return theirs;
  const listed = (ids: InstanceIds) => (ids.length === 0 ? "one without an id" : ids.join(", "));
  throw new ConfigError([
    {
      rule: "platform-controller",
      severity: "error",
      path: ["controller"],
      reason: `The controllers are ${listed(said)} by instanceId and shards here, and ${listed(theirs)} in the platform's stack ${stack ?? ""}.`,
      hint: "Leave instanceId and shards to the platform.",
    },
  ]);
}

/** What its outputs say of the services' namespace counts where this stack does not make it. */
function ofPlatform(platform: PlatformOutputs, name: string): Surroundings {
  const labels = platform.namespaces[name];
  const enforced = labels?.[`${POD_SECURITY}enforce`];
  const level = podSecurityLevels.find((one) => one === enforced);
  return {
    platform,
    ...(labels && { namespace: { name, labels } }),
    ...(level && { podSecurity: level }),
  };
}

function refersToWorkload({ rollout }: DataObject): boolean {
  return isDataObject(rollout) && isDataObject(rollout["workloadRef"]);
}

/**
 * Without a look at what runs nobody knows which workload may go, how many pods take over, and which ConfigMaps earlier
 * versions still need. A preview may be wrong about that; an up may not.
 */
export function blindFindings(services: ReadonlyMap<string, ServiceConfig>): Finding[] {
  if (services.size === 0) return [];
  return [
    {
      rule: "cluster-unread",
      severity: "error",
      path: ["kubeconfig"],
      reason:
        "An up has to read the cluster that it writes to: what its services run, and which config their pods need.",
      hint: "Let the cluster answer, or its user list what the warning names.",
    },
  ];
}

function allValues(environment: EnvironmentConfig, catalog: Catalog): ReadonlyMap<string, DataObject> {
  const names = new Set([...catalog.services.keys(), ...Object.keys(environment.services)]);
  return new Map([...names].map((name) => [name, mergeService(name, environment, catalog).data]));
}

/** Whether anything names a template that no file declares. Right for wrong values too: what is not read counts as absent. */
function needsTemplates(services: readonly DataObject[], clusterWide: AnalysisTemplates): boolean {
  const isMissing =
    (own: unknown) =>
    ({ templateName, clusterScope }: DataObject) =>
      !(clusterScope !== true && has(own, templateName)) &&
      !(clusterScope !== false && has(clusterWide, templateName));
  return (
    services.some((values) => references(values).some(isMissing(values["analysisTemplates"]))) ||
    references(Object.values(clusterWide)).some(isMissing({}))
  );
}

/** Where the controller of the stack looks for Secrets when it loads its plugins. Undefined where it needs none. */
function namespaceOfHeaders({ controller }: EnvironmentConfig): string | undefined {
  const plugins = controller.install ? listedPlugins(controller.plugins) : [];
  return plugins.some(({ plugin }) => plugin.headersFrom !== undefined) ? controller.namespace : undefined;
}

/** Whether a template reads a Secret that the stack does not declare: else nobody needs the right to list their names. */
function needsSecrets(templates: unknown, { analysisSecrets = new Set() }: Surroundings): boolean {
  return secretsRead(templates).some((name) => typeof name !== "string" || !analysisSecrets.has(name));
}

/** Secrets that templates read in the namespace of the services, in wrong values too. */
function secretsRead(data: unknown): unknown[] {
  if (Array.isArray(data)) return data.flatMap(secretsRead);
  if (!isDataObject(data)) return [];
  const { secretKeyRef, secretRef } = data;
  return [
    ...(isDataObject(secretKeyRef) ? [secretKeyRef["name"]] : []),
    ...(isDataObject(secretRef) && secretRef["namespaced"] === true ? [secretRef["name"]] : []),
    ...Object.values(data).flatMap(secretsRead),
  ];
}

/** Everything that has a `templateName`, at any depth. */
function references(data: unknown): DataObject[] {
  if (Array.isArray(data)) return data.flatMap(references);
  if (!isDataObject(data)) return [];
  const inner = Object.values(data).flatMap(references);
  return "templateName" in data ? [data, ...inner] : inner;
}

function has(templates: unknown, name: unknown): boolean {
  return isDataObject(templates) && typeof name === "string" && Object.hasOwn(templates, name);
}
