import { libraryTemplates } from "../components/analysis";
import {
  type AnalysisTemplates,
  ConfigError,
  DEFAULT_CATALOG,
  type DataObject,
  environment as environmentSchema,
  type EnvironmentConfig,
  type Finding,
  formatPath,
  freezeOf,
  instanceIdsOf,
  isOver,
  labelsOfNamespace,
  type Merged,
  parse,
  parseLayer,
  presetLayers,
  presetNames,
  type ServiceConfig,
  serviceName,
  suggestion,
} from "../components/config";
import type { Subject } from "../components/manifests";
import { checkEnvironment, type CheckedService, checkService, type Surroundings } from "../components/rules";
import { missingKindFindings } from "../components/routing";
import { midCanaryFindings } from "../components/workload";
import type { Catalog } from "./catalog";
import { mergeService, sharedPlace, type Source } from "./service-layers";

/** What an environment stack runs: everything in it was checked. */
export interface EnvironmentPlan {
  readonly namespace: string;
  readonly services: ReadonlyMap<string, ServiceConfig>;
  /** Those that are no single service's. */
  readonly warnings: readonly Finding[];
}

/** All that an environment's config says, right or wrong. */
export interface CheckedEnvironment {
  /** Those whose values have the right shape. */
  readonly services: ReadonlyMap<string, ServiceConfig>;
  readonly findings: readonly Finding[];
  /** Every service's values as they were merged. */
  readonly values: ReadonlyMap<string, Merged<Source>>;
}

/** Reads the stack's own keys. Throws a `ConfigError` with all that is wrong with them. */
export function parseEnvironment(config: DataObject): EnvironmentConfig {
  const parsed = parse(environmentSchema, config);
  if (parsed.value === undefined) throw new ConfigError(parsed.findings);
  return parsed.value;
}

/** Merges and checks all services. Throws one `ConfigError` with everything that is wrong in any of them. */
export function planEnvironment(
  environment: EnvironmentConfig,
  catalog: Catalog,
  around: Surroundings = declaredSurroundings(environment),
): EnvironmentPlan {
  const { services, findings } = checkAll(environment, catalog, around);
  const errors = findings.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new ConfigError(errors);
  const warnings = findings.filter(({ path }) => path[0] !== "services");
  return { namespace: namespaceOf(environment), services, warnings };
}

/** The ClusterAnalysisTemplates that the stack makes: built-in ones, and its own on top. */
export function templatesOf({ analysisLibrary, analysisTemplates }: EnvironmentConfig): AnalysisTemplates {
  return { ...libraryTemplates(analysisLibrary), ...analysisTemplates };
}

/** What the stack itself says about what is around its services. */
export function declaredSurroundings(environment: EnvironmentConfig, now?: Date): Surroundings {
  const { freeze, restartRelease, podSecurity, createNamespace, namespaceLabels } = environment;
  const { enforce } = podSecurity;
  const { install, stacks, ...controller } = environment.controller;
  return {
    ...(install && { controller }),
    clusterTemplates: templatesOf(environment),
    instances: instanceIdsOf(controller),
    namespace: {
      name: namespaceOf(environment),
      ...(createNamespace && { labels: labelsOfNamespace(podSecurity, namespaceLabels) }),
    },
    analysisSecrets: new Set(Object.keys(environment.analysisSecrets)),
    settings: environment.rules,
    ...(createNamespace && enforce && { podSecurity: typeof enforce === "string" ? enforce : enforce.level }),
    ...(restartRelease !== undefined && { restartRelease }),
    ...(freeze && !isOver(freeze, now) && { freeze }),
    ...(now && { now }),
  };
}

/** Merges each service's layers and checks all services, without an opinion on what is found. */
export function checkAll(
  environment: EnvironmentConfig,
  catalog: Catalog,
  around: Surroundings = declaredSurroundings(environment),
): CheckedEnvironment {
  const shared = [...catalog.findings, ...parseLayer(environment.defaults, ["defaults"])];
  const findings = [...catalogFindings(environment, catalog), ...shared];
  const isSaid = new Set(shared.map(({ path }) => formatPath(path)));
  const names = [...new Set([...catalog.services.keys(), ...Object.keys(environment.services)])].sort();
  const services = new Map<string, ServiceConfig>();
  const values = new Map<string, Merged<Source>>();
  for (const name of names) {
    const merged = mergeService(name, environment, catalog);
    const at = ["services", name];
    const unread = catalog.services.get(name)?.findings ?? [];
    const checked: CheckedService =
      // What is missing may stand in the file that cannot be read.
      unread.length > 0
        ? { findings: parseLayer(merged.data, at) }
        : checkService(name, merged.data, at, around);
    values.set(name, merged);
    if (checked.service) services.set(name, checked.service);
    if (checked.service) findings.push(...liveFindings(name, checked.service, environment, around));
    findings.push(
      ...parse(serviceName, name, at).findings,
      ...unread,
      ...checked.findings.filter(
        ({ rule, path }) => rule !== "schema" || !isSaid.has(placeInShared(merged, path.slice(at.length))),
      ),
    );
  }
  findings.push(...checkEnvironment({ environment, services, around }));
  return { services, findings, values };
}

/** What is known only when the objects are rendered and held against the cluster. */
function liveFindings(
  name: string,
  service: ServiceConfig,
  environment: EnvironmentConfig,
  around: Surroundings,
): Finding[] {
  if (around.live === undefined) return [];
  const subject = subjectOf(name, service, environment, around);
  const at = ["services", name];
  return [...missingKindFindings(subject, at), ...midCanaryFindings(subject, at)];
}

/** A service of the stack as it is rendered. */
export function subjectOf(
  name: string,
  service: ServiceConfig,
  environment: EnvironmentConfig,
  { live, restartRelease, clusterTemplates, instances, ...around }: Surroundings,
): Subject {
  const freeze = freezeOf(name, around.freeze);
  return {
    ...{ name, namespace: namespaceOf(environment), service },
    ...(live && { live }),
    ...(clusterTemplates && { clusterTemplates }),
    ...(instances && { instances }),
    ...(restartRelease !== undefined && { restartRelease }),
    ...(freeze && { freeze }),
  };
}

export function namespaceOf({ namespace, environment }: EnvironmentConfig): string {
  return namespace ?? environment;
}

/** The place of a service's value in the layer that all services share; empty when it is the service's own. */
function placeInShared(merged: Merged<Source>, path: Finding["path"]): string {
  const source = merged.sourceOf(path);
  const shared = source && sharedPlace(source);
  return shared === undefined ? "" : formatPath([...shared, ...path]);
}

function catalogFindings({ environment, catalog: folder }: EnvironmentConfig, catalog: Catalog): Finding[] {
  return [...unreadable(folder, catalog), ...withoutPreset(environment, catalog)];
}

/** A stack that names its services itself needs no folder; one that is named has to be there. */
function unreadable(folder: string, { unreadable }: Catalog): Finding[] {
  if (unreadable === undefined || folder === DEFAULT_CATALOG) return [];
  const reason = `The folder ${folder} ${unreadable}.`;
  return [{ rule: "catalog-folder", severity: "error", path: ["catalog"], reason }];
}

/** Allowed, since a stack may say everything itself; but a misspelt name would lose steps and files without a word. */
function withoutPreset(environment: string, { presets }: Catalog): Finding[] {
  if (presetLayers(environment, presets).length > 0) return [];
  return [
    {
      rule: "environment-without-preset",
      severity: "warning",
      path: ["environment"],
      reason: `${environment} has no preset, so a canary without steps of its own updates like a Deployment.`,
      hint: `${suggestion(environment, presetNames(presets))} Or give it an entry in environments.yaml of the catalog.`,
    },
  ];
}
