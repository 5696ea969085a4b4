import assert from "node:assert/strict";
import { controller } from "../../components/config";
import { sizeController } from "../../components/controller";
import { assertContains } from "../support/contains";
import { pluginConfig } from "./support/gateway-plugin";
import { controllerStack, type Environment, image, pausing, sharedEnvironment } from "./support/environment";

const crds = [
  "analysisruns.argoproj.io",
  "analysistemplates.argoproj.io",
  "clusteranalysistemplates.argoproj.io",
  "experiments.argoproj.io",
  "rollouts.argoproj.io",
];

describe("the controller's stack", function () {
  this.timeout(300_000);
  let env: Environment;
  before(async () => {
    env = await sharedEnvironment();
  });

  it("installs the pinned release with memory for the number of Rollouts", async () => {
    const { needs } = sizeController(controller.parse({ rollouts: 50 }));
    assert.ok(needs);
    assertContains(await env.cluster.get("Deployment", "argo-rollouts", "argo-rollouts"), {
      spec: {
        template: {
          spec: {
            containers: [
              {
                image: "quay.io/argoproj/argo-rollouts:v1.10.1",
                resources: {
                  requests: { cpu: `${needs.cpu}m`, memory: `${needs.request}Mi` },
                  limits: { memory: `${needs.limit}Mi` },
                },
              },
            ],
          },
        },
      },
    });
  });

  it("keeps CRDs small: without descriptions", async () => {
    for (const name of crds) {
      const crd = JSON.stringify(await env.cluster.get("CustomResourceDefinition", name));
      assert.ok(crd.length > 10_000 && crd.length < 120_000, `${name} has ${String(crd.length)} characters`);
    }
  });

  it("has nothing to do the second time", async () => {
    await env.controller.expectNoChanges();
    await env.controller.expectNoDrift();
  });

  it("leaves the CRDs when it is destroyed, and takes them over when it comes back", async () => {
    await env.controller.destroy();
    assert.equal(await env.cluster.get("Namespace", "argo-rollouts"), undefined);
    for (const name of crds) assert.ok(await env.cluster.get("CustomResourceDefinition", name), name);
    await env.controller.up();
    assert.equal(
      await env.cluster.field("Deployment", "argo-rollouts", "argo-rollouts", "status", "readyReplicas"),
      2,
    );
    await env.controller.expectNoChanges();
  });

  it("is sized for the services of stacks that it names", async () => {
    const shop = await env.stack("counted");
    await env.stack("not-up-yet");
    await shop.up({ services: { pay: { image: image("1"), rollout: pausing } } });
    const stacks = ["counted", "not-up-yet"].map((name) => `organization/progressive-delivery/${name}`);
    const said = await env.controller.preview({
      namespace: "controller-stack",
      controller: { ...pluginConfig, stacks, sizing: { live: false } },
    });
    assert.match(said, /Controller sized; counted: 1 Rollout, 11 ReplicaSets/);
    assert.match(said, /controller\.stacks\[1\]: The stack \S+not-up-yet tells nothing of its services/);
    await shop.destroy();
    await env.controller.configure(controllerStack());
  });

  it("does not wait for the warnings of services that wait for it", async () => {
    const services = { pay: { image: image("1"), rollout: pausing } };
    const said = await env.controller.preview({ ...controllerStack(), services });
    assert.match(said, /Controller sized/);
    assert.match(said, /warning: pay\.rollout\.canary\.steps\[1\]\.pause: The canary stays/);
    assert.match(said, /kubernetes:argoproj\.io\/v1alpha1:Rollout +pay +create/);
    await env.controller.configure(controllerStack());
  });
});
