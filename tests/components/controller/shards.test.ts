import assert from "node:assert/strict";
import { controller, type ControllerInput } from "../../../components/config";
import { planInstall } from "../../../components/controller";
import { installManifest } from "../../support/install-manifest";

interface Controller {
  readonly name: string;
  readonly selector: object;
  readonly labels: object;
  readonly args: readonly string[] | undefined;
}

function controllersOf(input: ControllerInput): Controller[] {
  return planInstall(installManifest, controller.parse(input)).deployments.map((deployment) => {
    const { selector, template } = Object(deployment["spec"]);
    return {
      name: deployment.metadata.name,
      selector: selector.matchLabels,
      labels: template.metadata.labels,
      args: template.spec.containers[0].args,
    };
  });
}

describe("the controllers of an install", () => {
  it("are one, as in the manifest", () => {
    const labels = { app: "argo-rollouts" };
    assert.deepEqual(controllersOf({}), [
      { name: "argo-rollouts", selector: labels, labels, args: undefined },
    ]);
  });

  it("are one with an id, and under the same name: a Deployment's selector cannot change", () => {
    const labels = { app: "argo-rollouts" };
    assert.deepEqual(controllersOf({ instanceId: "blue" }), [
      { name: "argo-rollouts", selector: labels, labels, args: ["--instance-id=blue"] },
    ]);
  });

  it("are several, each with its own id, its own pods, and the label that all have", () => {
    const expected = ["blue-shard-0", "blue-shard-1"].map((id) => {
      const labels = { app: "argo-rollouts", "app.kubernetes.io/instance": id };
      return { name: `argo-rollouts-${id}`, selector: labels, labels, args: [`--instance-id=${id}`] };
    });
    assert.deepEqual(controllersOf({ instanceId: "blue", shards: 2 }), expected);
  });

  it("share everything but their budgets", () => {
    const supportOf = (input: ControllerInput) =>
      planInstall(installManifest, controller.parse(input)).support.filter(
        ({ kind }) => kind !== "PodDisruptionBudget",
      );
    assert.deepEqual(supportOf({ shards: 3 }), supportOf({}));
  });
});
