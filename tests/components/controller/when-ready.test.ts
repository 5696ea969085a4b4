import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type { WorkloadWait } from "../../../components/cluster";
import { KubernetesObject, type Manifest } from "../../../components/manifests";
import { waitedForHere, whenReady } from "../../../components/controller/when-ready";
import { registeredBy } from "../../support/mocks";

const deployment: Manifest = {
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name: "argo-rollouts" },
};
const config = { namespace: "rollouts", progressDeadlineSeconds: 300 };

/** Waits for two controllers, of which `reasons` says how they fare, and gives what was waited for. */
async function waiting(reasons: Readonly<Record<string, string>> = {}): Promise<WorkloadWait[]> {
  const asked: WorkloadWait[] = [];
  let outcome: Promise<void> | undefined;
  await registeredBy(() => {
    const owner = new pulumi.ComponentResource("test:index:Owner", "owner");
    const pairs = ["a", "b"].map((name) => {
      const manifest = { ...deployment, metadata: { name, namespace: "rollouts" } };
      return [new KubernetesObject(name, manifest, { parent: owner }), manifest] as const;
    });
    outcome = whenReady(pairs, config, { context: "prod" }, owner, async (wait) => {
      asked.push(wait);
      return reasons[wait.name];
    });
    outcome.catch(() => undefined);
    return owner;
  });
  await outcome;
  return asked;
}

describe("an up of the controller", () => {
  it("waits for each controller, in the cluster that it writes to, a little longer than Kubernetes itself", async () => {
    const wait = {
      context: "prod",
      kind: "Deployment",
      namespace: "rollouts",
      goal: "healthy",
      deadlineSeconds: 360,
    };
    assert.deepEqual(await waiting(), [
      { ...wait, name: "a" },
      { ...wait, name: "b" },
    ]);
  });

  it("fails with the reason of each that does not get ready, and without a stack trace", async () => {
    await assert.rejects(waiting({ a: "Not Found.", b: "No such image." }), (error) => {
      assert.ok(error instanceof pulumi.ResourceError);
      assert.equal(error.message, "Not Found.\nNo such image.");
      assert.equal(error.stack, undefined);
      return true;
    });
  });

  it("does not let the provider wait as well, which would fail first and say less", () => {
    assert.deepEqual(
      waitedForHere({ ...deployment, metadata: { name: "x", annotations: { a: "1" } } }).metadata,
      {
        name: "x",
        annotations: { a: "1", "pulumi.com/waitFor": "jsonpath={.metadata.uid}" },
      },
    );
  });
});
