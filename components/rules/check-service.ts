import { deliveryOf, type Finding, type Path, parse, service, type ServiceConfig } from "../config";
import { analysisRules, templateRules } from "./analysis";
import { capacityRules } from "./capacity";
import { routingRules } from "./routing";
import { runRules } from "./rule";
import type { ServiceScope, Surroundings } from "./scope";
import { strategyRules } from "./strategy";

const serviceRules = [...strategyRules, ...routingRules, ...capacityRules, ...analysisRules];

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
  const parsed = parse(service, data, at);
  if (parsed.value === undefined) return { findings: parsed.findings };
  const { value } = parsed;
  const settings = { ...around.settings, ...value.rules };
  const scope = scopeOf(name, value, around);
  const templates = Object.entries(value.analysisTemplates).flatMap(([template, spec]) =>
    runRules(
      templateRules,
      {
        name: template,
        template: spec,
        isClusterWide: false,
        templates: value.analysisTemplates,
        around,
      },
      [...at, "analysisTemplates", template],
      settings,
    ),
  );
  return { service: value, findings: [...runRules(serviceRules, scope, at, settings), ...templates] };
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
