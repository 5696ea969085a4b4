import assert from "node:assert/strict";
import { type DataObject, environment as environmentSchema, formatFinding } from "../../../components/config";
import { checkInstall, type InstallScope } from "../../../components/rules";
import { installRules } from "../../../components/rules/install";
import { describeCases } from "../../support/rule-cases";

interface Case extends Partial<Omit<InstallScope, "environment">> {
  /** Of the stack's `controller`. */
  readonly controller?: DataObject;
  readonly rules?: DataObject;
}

function found({ controller = {}, rules = {}, ...scope }: Case) {
  const environment = environmentSchema.parse({ environment: "prod", controller, rules });
  const nothing = { rollouts: undefined, unknown: [], dropped: [] };
  return checkInstall({
    ...{ environment, former: { version: undefined, keepsCrds: undefined } },
    ...{ ...nothing, ...scope },
  });
}

const findings = (rule: string, scope: Case): string[] =>
  found(scope)
    .filter((finding) => finding.rule === rule)
    .map(formatFinding);

const former = { version: "1.10.1", keepsCrds: true };
const removed = { install: false };
const unknown = {
  path: ["services", "pay", "rollout", "canary", "replicaProgressThreshold"],
  object: "Rollout pay",
  field: "spec.strategy.canary.replicaProgressThreshold",
  of: "Argo Rollouts 1.8.3",
};
const dropped = (...users: string[]) => [{ field: "spec.a", users }];

describeCases<Case>(
  "rules about the controller in its cluster",
  installRules,
  [
    {
      rule: "crd-field",
      refuses: { unknown: [unknown] },
      with: "services.pay.rollout.canary.replicaProgressThreshold: The Rollout pay has spec.strategy.canary.replicaProgressThreshold, which the CRDs of Argo Rollouts 1.8.3 do not know: the API server would drop it without a word. Take it out, or install a release that knows it.",
      accepts: {},
    },
    {
      rule: "crd-downgrade",
      refuses: { controller: { version: "1.8.3" }, dropped: dropped("Rollout a/b", "Rollout c/d") },
      with: "controller.version: Argo Rollouts 1.8.3 does not know spec.a, which is used by Rollout a/b, Rollout c/d. Take the field out there first, or stay with the release in the cluster.",
      accepts: { controller: { version: "1.8.3" } },
    },
    {
      rule: "crd-downgrade",
      when: "many users, of which three are named",
      refuses: { dropped: dropped("A 1", "A 2", "A 3", "A 4", "A 5") },
      with: "controller.version: Argo Rollouts 1.10.1 does not know spec.a, which is used by A 1, A 2, A 3 and 2 more. Take the field out there first, or stay with the release in the cluster.",
      accepts: {},
    },
    {
      rule: "controller-removed",
      refuses: { controller: removed, former, rollouts: { own: 1, others: 1 } },
      with: "controller.install: The controller 1.10.1 would be removed while 2 Rollouts are in the cluster. Remove them first. Where another stack takes the controller over, say so: give the rule controller-removed the severity warn, with the reason, for this one up.",
      accepts: [
        { former, rollouts: { own: 1, others: 1 } },
        { controller: removed, rollouts: { own: 1, others: 1 } },
        { controller: removed, former, rollouts: { own: 0, others: 0 } },
        { controller: removed, former },
      ],
    },
    {
      rule: "crds-removed",
      refuses: {
        controller: { crds: removed },
        former: { ...former, keepsCrds: false },
        rollouts: { own: 1, others: 0 },
      },
      with: "controller.crds.install: The CRDs would be deleted while 1 Rollout is in the cluster, and those with them. Run up with controller.crds.keep: true first: then they stay when they leave the stack.",
      accepts: [
        { controller: { crds: removed }, former, rollouts: { own: 1, others: 0 } },
        { former: { ...former, keepsCrds: false }, rollouts: { own: 1, others: 0 } },
        {
          controller: { crds: removed },
          former: { ...former, keepsCrds: false },
          rollouts: { own: 0, others: 0 },
        },
      ],
    },
    {
      rule: "crds-removed",
      when: "that the whole controller goes",
      refuses: {
        controller: removed,
        former: { ...former, keepsCrds: false },
        rollouts: { own: 0, others: 3 },
      },
      with: "controller.install: The CRDs would be deleted while 3 Rollouts are in the cluster, and those with them. Run up with controller.crds.keep: true first: then they stay when they leave the stack.",
      accepts: { controller: removed, former, rollouts: { own: 0, others: 3 } },
    },
    {
      rule: "crds-not-kept",
      refuses: { controller: { crds: { keep: false } }, rollouts: { own: 2, others: 1 } },
      with: "controller.crds.keep: A destroy of this stack deletes the CRDs, and with them 1 Rollout of others. Set it to true unless the whole cluster is to lose Argo Rollouts.",
      accepts: [
        { controller: { crds: { keep: false } }, rollouts: { own: 2, others: 0 } },
        { controller: { crds: { keep: false, install: false } }, rollouts: { own: 0, others: 1 } },
        { rollouts: { own: 0, others: 1 } },
      ],
    },
  ],
  findings,
);

describe("the weight of rules about the controller in its cluster", () => {
  it("is what the stack says, as for all rules", () => {
    const scope: Case = { controller: removed, former, rollouts: { own: 0, others: 1 } };
    const reason = "the platform takes over";
    const severities = ["controller-removed", "crd-field"].map(
      (rule) => found({ ...scope, rules: { [rule]: { severity: "warn", reason } } })[0]?.severity,
    );
    assert.deepEqual(severities, ["warning", "error"]);
  });
});
