import { type Finding, overlaps, type Path, parse, parseRest, service, type ServiceConfig } from "../config";
import { checkTemplates } from "./check-templates";
import { runRules } from "./rule";
import { type ServiceScope, strategyOf, type Surroundings } from "./scope";
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
  const unknown = rest.removed.flatMap(inDoubt);
  return applyRules(name, rest.value, [], around)
    .filter(({ severity }) => severity === "error")
    .map((finding) => ({ ...finding, path: rest.original(finding.path) }))
    .filter(({ path }) => !unknown.some((place) => overlaps(place, path)))
    .map((finding) => ({ ...finding, path: [...at, ...finding.path] }));
}

/** Values that decide what others mean: with one of them gone, nothing is known of the others. */
const contexts: readonly { readonly of: Path; readonly decidedBy: Path }[] = [
  { of: ["rollout"], decidedBy: ["rollout", "strategy"] },
  { of: ["rollout", "canary"], decidedBy: ["rollout", "canary", "trafficRouting"] },
  { of: ["rollout"], decidedBy: ["analysisTemplates"] },
  { of: ["analysisTemplates"], decidedBy: ["analysisTemplates"] },
];

/** What cannot be judged when the value at a place is gone. */
function inDoubt(place: Path): Path[] {
  const decided = contexts.filter(({ decidedBy }) => overlaps(decidedBy, place));
  return [place, ...decided.map(({ of }) => of)];
}

function applyRules(name: string, value: ServiceConfig, at: Path, around: Surroundings): Finding[] {
  const settings = { ...around.settings, ...value.rules };
  const where = { isClusterWide: false, around };
  return [
    ...runRules(serviceRules, scopeOf(name, value, around), at, settings),
    ...checkTemplates(value.analysisTemplates, where, [...at, "analysisTemplates"], settings),
    ...runRules(settingsRules, { settings: value.rules, ...reachOf.service }, [...at, "rules"], settings),
  ];
}

function scopeOf(name: string, service: ServiceConfig, around: Surroundings): ServiceScope {
  return { name, service, around, ...strategyOf(name, service) };
}
