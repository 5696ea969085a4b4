import { readCluster } from "../components/cluster";
import {
  type AnalysisTemplates,
  type DataObject,
  type EnvironmentConfig,
  type Finding,
  isDataObject,
  type ServiceConfig,
} from "../components/config";
import type { Surroundings } from "../components/rules";
import type { Catalog } from "./catalog";
import { declaredSurroundings } from "./plan-environment";
import { readPlatformTemplates } from "./platform-stack";
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
  readPlatform = readPlatformTemplates,
): Promise<FoundSurroundings> {
  const { platform, kubeconfig, context } = environment;
  const declared = declaredSurroundings(environment);
  const ofPlatform = platform === undefined ? {} : await readPlatform(platform);
  const clusterTemplates = { ...ofPlatform, ...declared.clusterTemplates };
  const values = allValues(environment, catalog);
  const { live, reason } = await readCluster({
    kubeconfig,
    context,
    namespace: environment.namespace ?? environment.environment,
    templates: needsTemplates(values, clusterTemplates),
    workloads: values.length > 0,
  });
  const around = { ...declared, clusterTemplates };
  if (live !== undefined) return { around: { ...around, live } };
  return { around, warning: `${reason} So nothing was checked against what is in the cluster.` };
}

/**
 * Without the cluster nobody knows which ConfigMaps of earlier versions are still needed, and the engine would delete all that
 * the program no longer names. A preview may be wrong about that; an up may not.
 */
export function configAtRisk(services: ReadonlyMap<string, ServiceConfig>): Finding[] {
  return [...services].flatMap(([name, service]) =>
    (["configFiles", "configEnv"] as const)
      .filter((key) => Object.keys(service[key]).length > 0)
      .map((key) => ({
        rule: "config-without-cluster",
        severity: "error" as const,
        path: ["services", name, key],
        reason: "The cluster was not read, so what pods of earlier versions still need would be deleted.",
        hint: "Let the cluster answer, or its user list what the warning names.",
      })),
  );
}

function allValues(environment: EnvironmentConfig, catalog: Catalog): DataObject[] {
  const names = new Set([...catalog.services.keys(), ...Object.keys(environment.services)]);
  return [...names].map((name) => mergeService(name, environment, catalog).data);
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
