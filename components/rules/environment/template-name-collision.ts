import type { Rule } from "../rule";
import type { EnvironmentScope } from "../scope";

export const templateNameCollision: Rule<EnvironmentScope> = {
  id: "template-name-collision",
  severity: "error",
  what: "Two services have an AnalysisTemplate of the same name.",
  why: "They share a namespace: the API server refuses the second in the middle of an up.",
  upstream: "kubernetes.io: Object Names and IDs",
  *check({ services }) {
    const owners = new Map<string, string>();
    for (const [service, { rollout, analysisTemplates }] of services) {
      // Only a Rollout has them made.
      for (const template of rollout.enabled ? Object.keys(analysisTemplates) : []) {
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
