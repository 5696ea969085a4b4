import type { Mistake, Rule } from "../rule";
import type { ServiceScope } from "../scope";
import { madeSecrets } from "./made-secrets";
import { type NeededSecret, neededSecrets } from "./needed-secrets";

const upstream =
  "argo-rollouts analysis/analysis.go: resolveArgs; metricproviders/datadog/datadog.go: findCredentials";

export const missingSecret: Rule<ServiceScope> = {
  id: "missing-secret",
  severity: "error",
  what: "A template reads a Secret that the namespace of the service does not have. Whether it has the key is not looked at: of Secrets the names alone are read.",
  why: "Secrets are read in the namespace of the service, also for a ClusterAnalysisTemplate; without one the AnalysisRun ends with an error, and with it the update.",
  upstream,
  *check(scope) {
    const { live } = scope.around;
    if (live?.secrets === undefined) return;
    const namespace =
      live.namespace === undefined ? "the service's namespace" : `the namespace ${live.namespace}`;
    for (const one of unmetSecrets(scope)) {
      if (live.secrets.has(one.secret)) continue;
      yield {
        path: one.path,
        reason: `${sentence(one)}, and ${namespace} has none of that name.`,
        hint: "Create it, or declare it in analysisSecrets.",
      };
    }
  },
};

export const uncheckedSecret: Rule<ServiceScope> = {
  id: "unchecked-secret",
  severity: "warning",
  what: "A template reads a Secret that the stack does not declare, and the names of the cluster's Secrets were not read.",
  why: "When the namespace of the service does not have it either, the AnalysisRun ends with an error, and with it the update.",
  upstream,
  *check(scope): Generator<Mistake> {
    if (scope.around.live?.secrets !== undefined) return;
    for (const one of unmetSecrets(scope)) {
      yield {
        path: one.path,
        reason: `Not checked: ${sentence(one)}, and the names of the cluster's Secrets were not read.`,
        hint: "Make sure that the service's namespace has it, and declare it in analysisSecrets.",
      };
    }
  },
};

/** Those that neither the service nor the stack say where they come from. */
function unmetSecrets(scope: ServiceScope): NeededSecret[] {
  const { name, service, around } = scope;
  const said = new Set([
    ...madeSecrets(name, service, around.live?.namespace),
    ...(around.analysisSecrets ?? []),
  ]);
  return neededSecrets(scope).filter(({ secret }) => !said.has(secret));
}

function sentence({ template, secret, keys }: NeededSecret): string {
  const named = `${keys.length === 1 ? "key" : "keys"} ${keys.join(", ")}`;
  return `The template "${template}" reads the Secret "${secret}" (${named})`;
}
