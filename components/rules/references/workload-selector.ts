import { selectorOf } from "../../config";
import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";

export const workloadSelector: Rule<ServiceScope> = {
  id: "workload-selector",
  severity: "error",
  what: "A workload of the service's kind and name is in the cluster, with another selector.",
  why: "A selector cannot be changed: the API server refuses the workload in the middle of an up.",
  upstream: "kubernetes.io: Deployments, label selector updates",
  *check({ name, service: { rollout }, around: { live } }) {
    // The selector is then that of the workload it names.
    if (rollout.enabled && rollout.workloadRef !== undefined) return;
    const kind = rollout.enabled ? "Rollout" : "Deployment";
    const existing = live?.workloads.find((one) => one.kind === kind && one.name === name);
    const wanted = labelsText(selectorOf(name));
    if (existing === undefined || labelsText(existing.selector) === wanted) return;
    yield {
      path: [],
      reason: `The cluster has a ${kind} "${name}" with the selector ${labelsText(existing.selector)}; this one would have ${wanted}.`,
      hint: `Give the service another name, move the traffic and then delete the old ${kind}; or delete it first: its pods go with it.`,
    };
  },
};

function labelsText(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .sort()
    .join(",");
}
