import { isDataObject } from "../../../config";
import type { Rule } from "../../rule";
import type { TemplateScope } from "../../scope";

export const jobRestartPolicy: Rule<TemplateScope> = {
  id: "job-restart-policy",
  severity: "error",
  what: "The pod of a job metric has no restartPolicy that a Job may have.",
  why: "The API server refuses the Job, so every measurement is an error.",
  upstream: "kubernetes pkg/apis/batch/validation/validation.go",
  *check({ template: { metrics = [] } }) {
    for (const [index, { provider }] of metrics.entries()) {
      if (provider.job === undefined) continue;
      const policy = restartPolicyOf(provider.job.spec);
      if (allowed.test(String(policy))) continue;
      yield {
        path: ["metrics", index, "provider", "job", "spec"],
        reason: `template.spec.restartPolicy is ${policy === undefined ? "not set" : JSON.stringify(policy)}.`,
        hint: "Set it to Never or OnFailure.",
      };
    }
  },
};

/** Or a placeholder. */
const allowed = /^(Never|OnFailure)$|\{\{/;

function restartPolicyOf({ template }: Readonly<Record<string, unknown>>): unknown {
  const spec = isDataObject(template) ? template["spec"] : undefined;
  return isDataObject(spec) ? spec["restartPolicy"] : undefined;
}
