import assert from "node:assert/strict";
import { assertContains } from "../support/contains";
import { autoscaled, type Environment, image, pausing, sharedEnvironment } from "./support/environment";
import type { Stack } from "./support/stack";

describe("the first up of an environment", function () {
  this.timeout(300_000);
  let env: Environment;
  let stack: Stack;

  before(async () => {
    env = await sharedEnvironment();
    stack = await env.stack("first-up");
    await stack.up({
      defaults: { image: image("1") },
      services: {
        plain: { replicaCount: 2, configFiles: { "/etc/plain/a.yaml": "a: 1" } },
        canary: { ...autoscaled, rollout: pausing },
        green: { rollout: { enabled: true, strategy: "bluegreen" } },
      },
    });
  });
  after(() => stack.destroy());

  it("runs each service as the kind that its values ask for, and as nothing else", async () => {
    assert.deepEqual(await env.cluster.names("Deployment", stack.name), ["plain"]);
    assert.deepEqual(await env.cluster.names("Rollout", stack.name), ["canary", "green"]);
  });

  it("returns when the Rollouts are Healthy, their pods behind their Services", async () => {
    for (const name of ["canary", "green"]) {
      assert.equal(await env.cluster.field("Rollout", name, stack.name, "status", "phase"), "Healthy");
    }
    assert.equal(await env.cluster.field("Deployment", "plain", stack.name, "status", "readyReplicas"), 2);
    assert.deepEqual(await env.cluster.names("Service", stack.name), [
      "canary",
      "green",
      "green-preview",
      "plain",
    ]);
  });

  it("points the autoscaler at the Rollout and starts with its minimum of pods", async () => {
    assertContains(await env.cluster.get("HorizontalPodAutoscaler", "canary", stack.name), {
      spec: { scaleTargetRef: { apiVersion: "argoproj.io/v1alpha1", kind: "Rollout", name: "canary" } },
    });
    assert.equal(await env.cluster.field("Rollout", "canary", stack.name, "spec", "replicas"), 3);
  });

  it("gives each service an identity and its files", async () => {
    assert.deepEqual(
      (await env.cluster.names("ServiceAccount", stack.name)).filter((name) => name !== "default"),
      ["canary", "green", "plain"],
    );
    const [config = ""] = (await env.cluster.names("ConfigMap", stack.name)).filter((name) =>
      /^plain-/.test(name),
    );
    assertContains(await env.cluster.get("ConfigMap", config, stack.name), {
      data: { "0-a.yaml": "a: 1" },
    });
  });

  it("leaves to others what they own: in the state, as ignored changes", async () => {
    const ignored = (await stack.resources()).flatMap((resource) => {
      const fields: unknown = Reflect.get(resource, "ignoreChanges");
      return Array.isArray(fields) ? [[resource.urn.split("::").slice(-2).join(" "), fields]] : [];
    });
    const byResource = Object.fromEntries(ignored);
    const workload = "progressive-delivery:index:ServiceWorkload$kubernetes:";
    assert.deepEqual(byResource[`${workload}core/v1:Service green`], ["spec.selector"]);
    assert.deepEqual(byResource[`${workload}argoproj.io/v1alpha1:Rollout canary`], ["spec.replicas"]);
  });

  it("is followed by a preview and an up without changes, and a refresh without drift", async () => {
    await stack.expectNoChanges("preview");
    await stack.expectNoChanges();
    await stack.expectNoDrift();
    await stack.expectNoChanges();
  });
});
