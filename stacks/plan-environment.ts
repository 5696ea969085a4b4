import {
  ConfigError,
  type DataObject,
  environment as environmentSchema,
  type EnvironmentConfig,
  type Finding,
  mergeLayers,
  parse,
  presets,
  type ServiceConfig,
  serviceName,
} from "../components/config";
import { checkEnvironment, checkService } from "../components/rules";
import type { Catalog } from "./catalog";

/** What an environment stack runs: everything in it was checked. */
export interface EnvironmentPlan {
  readonly namespace: string;
  readonly services: ReadonlyMap<string, ServiceConfig>;
}

/** Reads the stack's own keys. Throws a `ConfigError` with all that is wrong with them. */
export function parseEnvironment(config: DataObject): EnvironmentConfig {
  const parsed = parse(environmentSchema, config);
  if (parsed.value === undefined) throw new ConfigError(parsed.findings);
  return parsed.value;
}

/**
 * Merges each service's layers (the later wins: the environment's preset, the stack's `defaults`, `values.yaml`,
 * `values-<environment>.yaml`, the stack's `services.<name>`) and checks all services. Throws one `ConfigError` with
 * everything that is wrong in any of them.
 */
export function planEnvironment(environment: EnvironmentConfig, catalog: Catalog): EnvironmentPlan {
  const names = [...new Set([...catalog.keys(), ...Object.keys(environment.services)])].sort();
  const services = new Map<string, ServiceConfig>();
  const findings: Finding[] = [];
  for (const name of names) {
    const checked = checkNamed(name, layersOf(name, environment, catalog));
    findings.push(...(catalog.get(name)?.findings ?? []), ...checked.findings);
    if (checked.service) services.set(name, checked.service);
  }
  findings.push(...checkEnvironment({ environment, services, around: {} }));
  const errors = findings.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new ConfigError(errors);
  return { namespace: environment.namespace ?? environment.environment, services };
}

function layersOf(name: string, environment: EnvironmentConfig, catalog: Catalog): DataObject {
  return mergeLayers([
    presets[environment.environment] ?? {},
    environment.defaults,
    ...(catalog.get(name)?.layers ?? []),
    environment.services[name] ?? {},
  ]);
}

function checkNamed(
  name: string,
  values: DataObject,
): { service?: ServiceConfig; findings: readonly Finding[] } {
  const named = parse(serviceName, name, ["services", name]);
  const checked = checkService(name, values, ["services", name]);
  return { ...checked, findings: [...named.findings, ...checked.findings] };
}
