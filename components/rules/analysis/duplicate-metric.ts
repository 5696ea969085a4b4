import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";
import { measuredPlaces } from "./measured";

export const duplicateMetric: Rule<ServiceScope> = {
  id: "duplicate-metric",
  severity: "error",
  what: "Two templates that are measured together have a metric of the same name.",
  why: "The controller refuses the Rollout (InvalidSpec): it merges the templates, and a metric is found by its name.",
  upstream: "argo-rollouts utils/analysis/helpers.go: flattenMetrics",
  *check(scope) {
    for (const { path, merged } of measuredPlaces(scope)) {
      const owners = new Map<string, string>();
      for (const { name, template } of merged) {
        for (const metric of new Set((template.metrics ?? []).map((one) => one.name))) {
          const other = owners.get(metric);
          owners.set(metric, name);
          if (other === undefined) continue;
          yield {
            path,
            reason: `The templates "${other}" and "${name}" both have a metric "${metric}".`,
            hint: "Rename one of the two, or measure one template alone.",
          };
        }
      }
    }
  },
};
