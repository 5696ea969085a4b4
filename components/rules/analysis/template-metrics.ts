import type { Rule } from "../rule";
import type { TemplateScope } from "../scope";

const upstream = "argo-rollouts utils/analysis/factory.go: ValidateMetrics";
const why = "The AnalysisRun ends with an error as soon as it starts, and with it the update.";

export const emptyTemplate: Rule<TemplateScope> = {
  id: "empty-template",
  severity: "error",
  what: "A template has no metric and names no other template.",
  why,
  upstream,
  *check({ template: { metrics = [], templates = [] } }) {
    if (metrics.length > 0 || templates.length > 0) return;
    yield { path: [], reason: "The template measures nothing.", hint: "Add metrics, or templates." };
  },
};

export const metricNamesUnique: Rule<TemplateScope> = {
  id: "metric-names-unique",
  severity: "error",
  what: "A template has two metrics of the same name.",
  why: "The controller refuses each Rollout that uses it (InvalidSpec).",
  upstream,
  *check({ template: { metrics = [] } }) {
    const names = metrics.map(({ name }) => name);
    for (const [index, name] of names.entries()) {
      const first = names.indexOf(name);
      if (first === index) continue;
      yield {
        path: ["metrics", index, "name"],
        reason: `"${name}" is the name of metrics[${first}] too.`,
        hint: "Rename one of the two.",
      };
    }
  },
};

export const oneProvider: Rule<TemplateScope> = {
  id: "one-provider",
  severity: "error",
  what: "A metric has no provider, or more than one.",
  why,
  upstream,
  *check({ template: { metrics = [] } }) {
    for (const [index, { provider }] of metrics.entries()) {
      const { plugin = {}, ...builtIn } = provider;
      const names = [...Object.keys(builtIn), ...Object.keys(plugin).map((name) => `plugin ${name}`)];
      if (names.length === 1) continue;
      yield {
        path: ["metrics", index, "provider"],
        reason:
          names.length === 0
            ? "There is no provider."
            : `There are ${names.length} providers: ${names.join(", ")}.`,
        hint: "Name exactly one: a metric for each.",
      };
    }
  },
};
