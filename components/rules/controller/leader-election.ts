import type { Rule } from "../rule";
import type { ControllerScope } from "../scope";

export const controllerWithoutLeader: Rule<ControllerScope> = {
  id: "controller-without-leader",
  severity: "error",
  what: "Several pods of the controller run, and none of them leads.",
  why: "Each of them works on every Rollout: they scale and weigh against each other.",
  upstream: "argo-rollouts controller/controller.go: Run",
  *check({ controller: { leaderElection, replicas, strategy } }) {
    if (leaderElection.enabled !== false || replicas === 0) return;
    if (replicas === 1 && strategy.type === "Recreate") return;
    yield {
      path: ["leaderElection", "enabled"],
      reason:
        replicas > 1
          ? `Without a leader all ${String(replicas)} pods work at the same time.`
          : "Without a leader the old pod and the new one work at the same time during an update.",
      hint: "Take it out, or set replicas: 1 and strategy.type: Recreate.",
    };
  },
};
