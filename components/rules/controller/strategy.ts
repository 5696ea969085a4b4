import type { Rule } from "../rule";
import type { ControllerScope } from "../scope";

export const controllerRecreate: Rule<ControllerScope> = {
  id: "controller-recreate",
  severity: "warning",
  what: "An update of the controller takes the old pods away before the new ones are ready.",
  why: "If the new ones never are (a plugin that cannot be loaded, an image that is not there), no Rollout moves until somebody sees it.",
  upstream: "kubernetes.io: Deployments, Recreate Deployment",
  *check({ controller: { strategy, leaderElection } }) {
    // Without a leader it has to be so.
    if (strategy.type !== "Recreate" || leaderElection.enabled === false) return;
    yield {
      path: ["strategy", "type"],
      reason: "With Recreate there is no controller between the old pods and the new ones.",
      hint: "Leave it out: the others wait for the lead, so that two versions never work at the same time.",
    };
  },
};
