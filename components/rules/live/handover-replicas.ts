import { predecessorOf, scalingOf } from "../../config";
import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";

export const handoverReplicas: Rule<ServiceScope> = {
  id: "handover-replicas",
  severity: "warning",
  what: "At a switch between Deployment and Rollout more pods run than the values say.",
  why: "The new workload starts with as many, so that no capacity is lost; without an autoscaler the next up takes the rest away.",
  upstream: "kubernetes.io: Horizontal Pod Autoscaling",
  *check({ name, service, around: { live } }) {
    const predecessor = predecessorOf(name, service.rollout, live);
    if (predecessor === undefined || scalingOf(service) !== undefined) return;
    const { replicas, kind } = predecessor;
    if (replicas <= service.replicaCount) return;
    yield {
      path: ["replicaCount"],
      reason: `The ${kind} in the cluster has ${String(replicas)} pods, and the values say ${String(service.replicaCount)}. The switch keeps ${String(replicas)}; the up after it brings them down.`,
      hint: `Set replicaCount: ${String(replicas)} to keep them.`,
    };
  },
};
