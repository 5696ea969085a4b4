import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";
import { wantedPods } from "./wanted-pods";

export const minPodsAboveAll: Rule<ServiceScope> = {
  id: "min-pods-above-all",
  severity: "warning",
  what: "Each version is to have more pods than the service.",
  why: "The controller takes the service's count instead, so both versions run all pods at every weight.",
  upstream: "argo-rollouts utils/replicaset/canary.go, CheckMinPodsPerReplicaSet",
  *check({ service, canary }) {
    const { count, path } = wantedPods(service);
    const { trafficRouting, minPodsPerReplicaSet = 0 } = canary ?? {};
    if (trafficRouting === undefined || minPodsPerReplicaSet <= count) return;
    yield {
      path: ["rollout", "canary", "minPodsPerReplicaSet"],
      reason: `${minPodsPerReplicaSet} is above ${path.join(".")} (${count}).`,
      hint: "Lower it, or run more pods.",
    };
  },
};

export const previewAboveActive: Rule<ServiceScope> = {
  id: "preview-above-active",
  severity: "warning",
  what: "A preview is to have more pods than the service.",
  why: "The new version loses pods at the very moment in which it gets the traffic.",
  upstream: "argo-rollouts utils/replicaset/replicaset.go, NewRSNewReplicas",
  *check({ service, blueGreen }) {
    const { count, path } = wantedPods(service);
    const previewed = blueGreen?.previewReplicaCount ?? 0;
    if (previewed <= count) return;
    yield {
      path: ["rollout", "blueGreen", "previewReplicaCount"],
      reason: `${previewed} is above ${path.join(".")} (${count}).`,
      hint: "Lower it, or run more pods.",
    };
  },
};
