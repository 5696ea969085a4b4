import {
  deliveryOf,
  type Finding,
  type Path,
  parse,
  parseRest,
  service,
  type ServiceConfig,
} from "../config";
import { templateRules } from "./analysis";
import { runRules } from "./rule";
import type { ServiceScope, Surroundings } from "./scope";
import { reachOf, serviceRules, settingsRules } from "./tables";

export type CheckedService =
  | { readonly service: ServiceConfig; readonly findings: readonly Finding[] }
  | { readonly service?: never; readonly findings: readonly Finding[] };

/** Parses one service's values and applies every rule. Without a `service` the values have the wrong shape. */
export function checkService(
  name: string,
  data: unknown,
  at: Path,
  around: Surroundings = {},
): CheckedService {
  const { value, findings } = parse(service, data, at);
  if (value === undefined) return { findings: [...findings, ...mistakesInTheRest(name, data, at, around)] };
  return { service: value, findings: applyRules(name, value, at, around) };
}

/** Errors alone: a warning about values of which a part is missing would be a guess. */
function mistakesInTheRest(name: string, data: unknown, at: Path, around: Surroundings): Finding[] {
  const rest = parseRest(service, data);
  if (rest === undefined) return [];
  return applyRules(name, rest.value, [], around)
    .filter(({ severity }) => severity === "error")
    .map((finding) => ({ ...finding, path: rest.original(finding.path) }))
    .filter(({ path }) => !rest.isTouched(path))
    .map((finding) => ({ ...finding, path: [...at, ...finding.path] }));
}

function applyRules(name: string, value: ServiceConfig, at: Path, around: Surroundings): Finding[] {
  const settings = { ...around.settings, ...value.rules };
  const templates = Object.entries(value.analysisTemplates).flatMap(([template, spec]) => {
    const scope = {
      name: template,
      template: spec,
      isClusterWide: false,
      templates: value.analysisTemplates,
      around,
    };
    return runRules(templateRules, scope, [...at, "analysisTemplates", template], settings);
  });
  return [
    ...runRules(serviceRules, scopeOf(name, value, around), at, settings),
    ...templates,
    ...runRules(settingsRules, { settings: value.rules, ...reachOf.service }, [...at, "rules"], settings),
  ];
}

function scopeOf(name: string, service: ServiceConfig, around: Surroundings): ServiceScope {
  const delivery = deliveryOf(name, service);
  return {
    name,
    service,
    canary: delivery.kind === "canary" ? delivery.canary : undefined,
    blueGreen: delivery.kind === "blueGreen" ? delivery.blueGreen : undefined,
    around,
  };
}
