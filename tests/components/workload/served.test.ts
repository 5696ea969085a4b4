import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { emptyCluster } from "../../../components/config";
import { KubernetesObject } from "../../../components/manifests";
import { planWorkload } from "../../../components/workload";
import { whenServed } from "../../../components/workload/served";
import { running } from "../../support/live";
import { registeredBy } from "../../support/mocks";
import { subjectOf } from "../../support/services";

const httpRoute = { enabled: true, parentRefs: [{ name: "edge" }] };
const rollout = { enabled: true, canary: { steps: [{ setWeight: 50 }] } };
const live = (replicas: number) => ({
  ...emptyCluster,
  workloads: [running("Deployment", { replicas })],
});

/** What was asked of the cluster before the routes move, and what came of it. */
async function outcome(replicas: number | undefined, reason?: string, found = live) {
  const subject = {
    ...subjectOf({ httpRoute, rollout }),
    ...(replicas !== undefined && { live: found(replicas) }),
  };
  const asked: unknown[] = [];
  let waiting: Promise<unknown> = Promise.resolve();
  await registeredBy(() => {
    const services = planWorkload(subject).services.map(
      (one) => new KubernetesObject(one.metadata.name, one),
    );
    const [owner] = services;
    assert.ok(owner);
    const served = whenServed(services, subject, { context: "plane" }, owner, (wait) => {
      asked.push(wait);
      return Promise.resolve(reason);
    });
    const output: unknown = pulumi.output(served);
    waiting = Promise.resolve(Reflect.get(Object(output), "promise").call(output));
    waiting.catch(() => undefined);
    return owner;
  });
  return {
    asked,
    said: await waiting.then(
      () => undefined,
      ({ message }: Error) => message,
    ),
  };
}

describe("a route that moves to new Services", () => {
  const asked = [{ context: "plane", namespace: "shop", services: ["pay-stable"] }];

  it("waits at a switch of kind until they lead to pods", async () => {
    assert.deepEqual(await outcome(5), { asked, said: undefined });
  });

  it("waits for those of a canary that was blue-green", async () => {
    const blueGreen = (replicas: number) => ({
      ...emptyCluster,
      workloads: [running("Rollout", { replicas, activeService: "pay" })],
    });
    assert.deepEqual((await outcome(5, undefined, blueGreen)).asked, asked);
    const canary = (replicas: number) => ({ ...emptyCluster, workloads: [running("Rollout", { replicas })] });
    assert.deepEqual((await outcome(5, undefined, canary)).asked, []);
  });

  it("stays where it is when they never do", async () => {
    const { said } = await outcome(5, "No pod answers for the Service pay-stable.");
    assert.match(
      String(said),
      /^No pod answers .* no route was moved: the Deployment pay still serves everything\./,
    );
  });

  it("waits for nobody where nothing served before, or nobody knows", async () => {
    for (const replicas of [0, undefined]) assert.deepEqual((await outcome(replicas)).asked, []);
  });
});
