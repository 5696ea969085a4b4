import { clusterTemplateName } from "../../config";
import type { Rule } from "../rule";
import type { EnvironmentScope } from "../scope";

/** Of an object's name: a DNS subdomain. */
const MOST = 253;

export const longTemplateName: Rule<EnvironmentScope> = {
  id: "long-template-name",
  severity: "error",
  what: "The name of a ClusterAnalysisTemplate is too long, with the id of its controller at its end where there are several.",
  why: "The API server refuses it in the middle of an up.",
  upstream: "kubernetes.io: Object Names and IDs, DNS subdomain names",
  *check({ environment: { analysisTemplates }, around: { instances = [] } }) {
    for (const name of Object.keys(analysisTemplates)) {
      const made = [undefined, ...instances].map((id) => clusterTemplateName(name, id, instances).length);
      const length = Math.max(...made);
      if (length <= MOST) continue;
      yield {
        path: ["analysisTemplates", name],
        reason: `Its name in the cluster has ${length} characters, and ${MOST} are allowed.`,
        hint: "Give it a shorter one.",
      };
    }
  },
};
