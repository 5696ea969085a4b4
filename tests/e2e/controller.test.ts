import assert from "node:assert/strict";
import { controller } from "../../components/config";
import { sizeController } from "../../components/controller";
import { assertContains } from "../support/contains";
import { type Environment, sharedEnvironment } from "./support/environment";

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
});
