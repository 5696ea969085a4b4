import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";

const istio = ["rollout", "canary", "trafficRouting", "istio"] as const;

export const istioSubsets: Rule<ServiceScope> = {
  id: "istio-subsets",
  severity: "error",
  what: "A subset of a DestinationRule has two roles.",
  why: "The controller writes one version's pod hash over the other's: a weight no longer says who gets the traffic.",
  upstream: "argo-rollouts rollout/trafficrouting/istio/istio.go",
  *check({ canary }) {
    const subsets = canary?.trafficRouting?.istio?.destinationRule;
    if (subsets === undefined) return;
    const { stableSubsetName, canarySubsetName, additionalSubsetNames = [] } = subsets;
    if (stableSubsetName === canarySubsetName) {
      yield {
        path: [...istio, "destinationRule", "canarySubsetName"],
        reason: `${canarySubsetName} is the stableSubsetName too.`,
        hint: "Each version needs a subset of its own.",
      };
    }
    for (const [index, name] of additionalSubsetNames.entries()) {
      if (name !== stableSubsetName && name !== canarySubsetName) continue;
      yield {
        path: [...istio, "destinationRule", "additionalSubsetNames", index],
        reason: `${name} is the subset of a version.`,
        hint: "List only other subsets, which keep their weight.",
      };
    }
  },
};

export const istioVirtualServicesUnique: Rule<ServiceScope> = {
  id: "istio-virtual-services-unique",
  severity: "warning",
  what: "One VirtualService is listed twice.",
  why: "The controller takes the first entry for both: routes that only the second names are not checked.",
  upstream: "argo-rollouts pkg/apis/rollouts/validation/validation_references.go, ValidateVirtualService",
  *check({ canary }) {
    const names = (canary?.trafficRouting?.istio?.virtualServices ?? []).map(({ name }) => name);
    for (const [index, name] of names.entries()) {
      if (names.indexOf(name) === index) continue;
      yield {
        path: [...istio, "virtualServices", index, "name"],
        reason: `${name} is listed already.`,
        hint: "List all of its routes in one entry.",
      };
    }
  },
};
