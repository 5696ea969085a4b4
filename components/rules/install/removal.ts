import type { Rule } from "../rule";
import type { InstallScope, RolloutCounts } from "./install-scope";

export const controllerRemoved: Rule<InstallScope> = {
  id: "controller-removed",
  severity: "error",
  what: "The controller leaves the stack while there are Rollouts in the cluster.",
  why: "They go on serving, but no update, promotion or abort happens any more, and Services keep the pod hash of Rollouts that go.",
  upstream: "argo-rollouts service/service.go: syncService",
  *check({ environment: { controller }, former, rollouts }) {
    if (former.version === undefined || controller.install || all(rollouts) === 0) return;
    yield {
      path: ["controller", "install"],
      reason: `The controller ${former.version} would be removed while ${are(all(rollouts))} in the cluster.`,
      hint: "Remove them first. Where another stack takes the controller over, say so: give the rule controller-removed the severity warn, with the reason, for this one up.",
    };
  },
};

export const crdsRemoved: Rule<InstallScope> = {
  id: "crds-removed",
  severity: "error",
  what: "CRDs that the stack does not keep leave it while there are Rollouts in the cluster.",
  why: "The API server deletes every Rollout, AnalysisTemplate and Experiment of the cluster with them, and the pods of the Rollouts.",
  upstream:
    "kubernetes.io: Extend the Kubernetes API with CustomResourceDefinitions, Delete a CustomResourceDefinition",
  *check({ environment: { controller }, former, rollouts }) {
    const leave = !controller.install || !controller.crds.install;
    if (former.keepsCrds !== false || !leave || all(rollouts) === 0) return;
    yield {
      path: ["controller", ...(controller.install ? ["crds"] : []), "install"],
      reason: `The CRDs would be deleted while ${are(all(rollouts))} in the cluster, and those with them.`,
      hint: "Run up with controller.crds.keep: true first: then they stay when they leave the stack.",
    };
  },
};

export const crdsNotKept: Rule<InstallScope> = {
  id: "crds-not-kept",
  severity: "warning",
  what: "The stack does not keep its CRDs, and there are Rollouts in the cluster that are not its own.",
  why: "A pulumi destroy of the stack does not run the program, so nothing can stop it then: every Rollout of the cluster goes with the CRDs.",
  upstream:
    "kubernetes.io: Extend the Kubernetes API with CustomResourceDefinitions, Delete a CustomResourceDefinition",
  *check({ environment: { controller }, rollouts }) {
    const others = rollouts?.others ?? 0;
    if (!controller.install || !controller.crds.install || controller.crds.keep || others === 0) return;
    yield {
      path: ["controller", "crds", "keep"],
      reason: `A destroy of this stack deletes the CRDs, and with them ${counted(others)} of others.`,
      hint: "Set it to true unless the whole cluster is to lose Argo Rollouts.",
    };
  },
};

function all(rollouts: RolloutCounts | undefined): number {
  return rollouts === undefined ? 0 : rollouts.own + rollouts.others;
}

function counted(rollouts: number): string {
  return `${String(rollouts)} ${rollouts === 1 ? "Rollout" : "Rollouts"}`;
}

function are(rollouts: number): string {
  return `${counted(rollouts)} ${rollouts === 1 ? "is" : "are"}`;
}
