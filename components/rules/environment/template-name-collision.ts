import type { ServiceConfig } from "../../config";
import { gateCopies } from "../analysis/gates";
import type { Rule } from "../rule";
import { type EnvironmentScope, strategyOf, type Surroundings } from "../scope";

export const templateNameCollision: Rule<EnvironmentScope> = {
  id: "template-name-collision",
  severity: "error",
  what: "Two services have an AnalysisTemplate of the same name.",
  why: "They share a namespace: the API server refuses the second in the middle of an up.",
  upstream: "kubernetes.io: Object Names and IDs",
  *check({ services, around }) {
    const owners = new Map<string, string>();
    for (const [service, config] of services) {
      for (const template of templatesOf(service, config, around)) {
        const first = owners.get(template);
        owners.set(template, first ?? service);
        if (first === undefined) continue;
        yield {
          path: ["services", service, "analysisTemplates", template],
          reason: `The name is taken: ${first} has an AnalysisTemplate "${template}".`,
          hint: "Rename one of the two, or declare it once for all in the stack's analysisTemplates.",
        };
      }
    }
  },
};

/** Its own ones, and the copies for its gates. Only a Rollout has them made. */
function templatesOf(name: string, service: ServiceConfig, around: Surroundings): ReadonlySet<string> {
  if (!service.rollout.enabled) return new Set();
  const copies = gateCopies({ name, service, around, ...strategyOf(name, service) });
  return new Set([...Object.keys(service.analysisTemplates), ...copies.map((copy) => copy.name)]);
}
