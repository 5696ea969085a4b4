import assert from "node:assert/strict";
import { awaitReady, type KubeObject, type Operation } from "../../../../../scripts/local/provider/await";
import { MemoryReader } from "./memory-reader";
import { condition, deployment, object, podOf, PULLING, replicaSetOf, UNSCHEDULABLE } from "./objects";

const create = { operation: "create" } as const;

/** The object with these `pulumi.com/` annotations. */
function annotated(subject: KubeObject, annotations: Record<string, string>): KubeObject {
  const own = Object.fromEntries(
    Object.entries(annotations).map(([key, value]) => [`pulumi.com/${key}`, value]),
  );
  return {
    ...subject,
    metadata: { ...subject.metadata, annotations: { ...subject.metadata.annotations, ...own } },
  };
}

const rollout = (phase?: string, observedGeneration: unknown = "1", generation = 1) =>
  annotated(
    object(
      "argoproj.io/v1alpha1",
      "Rollout",
      { name: "pay", generation },
      { status: { phase, observedGeneration } },
    ),
    { waitFor: "jsonpath={.status.phase}=Healthy" },
  );

const unavailable = deployment({
  conditions: [condition("Available", "False", "MinimumReplicasUnavailable", "No minimum.")],
});
const stuck = [unavailable, replicaSetOf(unavailable, "2", 2, 0)];
const finished = [deployment(), replicaSetOf(deployment(), "2", 2, 2)];

const refused = () => Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });

describe("waiting for readiness", () => {
  it("returns the object as it is once it is ready", async () => {
    const reader = new MemoryReader(...stuck);
    reader.setLater(300, ...finished);
    assert.deepEqual(await awaitReady(reader, unavailable, create), { object: deployment() });
  });

  it("looks only at the object when its kind is ready as soon as it exists", async () => {
    const reader = new MemoryReader();
    const map = object("v1", "ConfigMap", { name: "c" });
    assert.deepEqual(await awaitReady(reader, map, create), { object: map });
    assert.equal(reader.reads, 0);
  });

  it("does not wait for an object with skipAwait", async () => {
    const skipped = annotated(unavailable, { skipAwait: "true" });
    assert.deepEqual(await awaitReady(new MemoryReader(skipped), skipped, create), { object: skipped });
    const also = annotated(rollout("Degraded"), { skipAwait: "true" });
    assert.deepEqual(await awaitReady(new MemoryReader(also), also, create), { object: also });
  });

  it("reports a time-out in the official words, then the reasons and the pods' troubles", async () => {
    const [owner, newest] = [stuck[0], stuck[1]];
    assert.ok(owner && newest);
    const pods = [podOf(newest, "pay-2-a", PULLING), podOf(newest, "pay-2-b", UNSCHEDULABLE)];
    const { failure } = await awaitReady(new MemoryReader(...stuck, ...pods), owner, {
      ...create,
      timeoutSeconds: 0.2,
    });
    assert.deepEqual(failure?.reasons, [
      "resource shop/pay was successfully created, but the Kubernetes API server reported that it failed to fully " +
        "initialize or become live: 'pay' timed out waiting to be Ready",
      "[MinimumReplicasUnavailable] No minimum.",
      "Minimum number of live Pods was not attained",
      '[Pod shop/pay-2-a]: containers with unready status: [app] [ImagePullBackOff] Back-off pulling image "nope:1"',
      "[Pod shop/pay-2-b]: [Unschedulable] 0/1 nodes are available: 1 Insufficient cpu.",
    ]);
  });

  const leads: { operation: Operation; lead: RegExp }[] = [
    {
      operation: "create",
      lead: /^resource shop\/pay was successfully created, but the Kubernetes API server reported/,
    },
    {
      operation: "update",
      lead: /^the Kubernetes API server reported that "shop\/pay" failed to fully initialize or become live: /,
    },
    { operation: "read", lead: /^Resource 'pay' was created but failed to initialize$/ },
  ];
  for (const { operation, lead } of leads) {
    it(`has the official lead sentence for a failed ${operation}`, async () => {
      const { failure } = await awaitReady(new MemoryReader(...stuck), unavailable, {
        operation,
        timeoutSeconds: 0.1,
      });
      assert.match(failure?.reasons[0] ?? "", lead);
    });
  }

  it("does not wait at refresh: it reports at once what is not ready", async () => {
    const reader = new MemoryReader(...stuck);
    const { object: seen, failure } = await awaitReady(reader, unavailable, { operation: "read" });
    assert.equal(seen, unavailable);
    assert.ok(failure?.reasons.includes("Minimum number of live Pods was not attained"));
    assert.equal(reader.reads, 0);
  });

  it("does not ask for waitFor at refresh", async () => {
    const degraded = rollout("Degraded");
    assert.deepEqual(await awaitReady(new MemoryReader(degraded), degraded, { operation: "read" }), {
      object: degraded,
    });
  });

  it("waits for what waitFor says instead of what it knows of the kind", async () => {
    const own = annotated(unavailable, { waitFor: "condition=Available=False" });
    assert.deepEqual(await awaitReady(new MemoryReader(own), own, create), { object: own });
  });

  it("waits for a custom resource with waitFor until the phase is reached", async () => {
    const reader = new MemoryReader(rollout());
    reader.setLater(200, rollout("Progressing"));
    reader.setLater(400, rollout("Healthy"));
    assert.deepEqual(await awaitReady(reader, rollout(), create), { object: rollout("Healthy") });
  });

  it("ends at once on a stale phase after an update when observedGeneration is a string", async () => {
    const stale = rollout("Healthy", "1", 2);
    assert.deepEqual(await awaitReady(new MemoryReader(stale), stale, { operation: "update" }), {
      object: stale,
    });
  });

  it("sits out a stale phase after an update when observedGeneration is a number", async () => {
    const reader = new MemoryReader(rollout("Healthy", 1, 2));
    reader.setLater(300, rollout("Healthy", 2, 2));
    const { object: seen } = await awaitReady(reader, rollout("Healthy", 1, 2), { operation: "update" });
    assert.deepEqual(seen, rollout("Healthy", 2, 2));
  });

  it("says what waitFor found when the time is over", async () => {
    const paused = annotated(rollout("Paused"), { timeoutSeconds: "1" });
    const { failure } = await awaitReady(new MemoryReader(paused), paused, { operation: "update" });
    assert.deepEqual(failure?.reasons, [
      'the Kubernetes API server reported that "shop/pay" failed to fully initialize or become live: timed out waiting for the condition',
      'Waiting for {.status.phase}=Healthy (found "Paused")',
    ]);
  });

  it("keeps the object and names the fault when waitFor cannot be understood", async () => {
    const wrong = annotated(rollout("Healthy"), { waitFor: "phase=Healthy" });
    const { object: seen, failure } = await awaitReady(new MemoryReader(wrong), wrong, create);
    assert.equal(seen, wrong);
    assert.match(
      failure?.reasons[0] ?? "",
      /become live: expected a "jsonpath=" or "condition=" prefix, got "phase=Healthy"$/,
    );
  });

  it("fails at once when the object says that it has failed", async () => {
    const failed = condition(
      "Failed",
      "True",
      "BackoffLimitExceeded",
      "Job has reached the specified backoff limit",
    );
    const job = object("batch/v1", "Job", { name: "migrate" }, { status: { conditions: [failed] } });
    const { failure } = await awaitReady(new MemoryReader(job), job, create);
    assert.match(failure?.reasons[0] ?? "", /Resource 'migrate' was created but failed to initialize$/);
    assert.equal(failure?.reasons[1], "[BackoffLimitExceeded] Job has reached the specified backoff limit");
  });

  it("fails when somebody deletes the object meanwhile", async () => {
    const reader = new MemoryReader(...stuck);
    reader.setLater(100);
    const { object: seen, failure } = await awaitReady(reader, unavailable, create);
    assert.equal(seen, unavailable);
    assert.match(failure?.reasons[0] ?? "", /Deployment "shop\/pay" was deleted by somebody else/);
  });

  it("ends at once when it is cancelled, even while a read hangs, and keeps the object", async () => {
    const reader = new MemoryReader();
    reader.get = () => new Promise(() => undefined);
    const cancel = new AbortController();
    setTimeout(() => cancel.abort(), 50);
    const start = Date.now();
    const { object: seen, failure } = await awaitReady(reader, unavailable, {
      ...create,
      signal: cancel.signal,
    });
    assert.ok(Date.now() - start < 200);
    assert.equal(seen, unavailable);
    assert.match(failure?.reasons[0] ?? "", /Resource operation was cancelled for "pay"$/);
  });

  it("sits out a moment in which the cluster does not answer", async () => {
    const reader = new MemoryReader(...finished);
    const back = Date.now() + 400;
    reader.failWhile(() => (Date.now() < back ? refused() : undefined));
    assert.deepEqual(await awaitReady(reader, unavailable, create), { object: deployment() });
  });

  it("does not try again when it may not read", async () => {
    const reader = new MemoryReader(...finished);
    reader.failWhile(() => Object.assign(new Error("replicasets.apps is forbidden"), { code: 403 }));
    const { failure } = await awaitReady(reader, unavailable, create);
    assert.match(failure?.reasons[0] ?? "", /replicasets\.apps is forbidden$/);
  });

  it("takes a Service without an endpoints controller as ready when the time is over", async () => {
    const service = object("v1", "Service", { name: "pay" }, { spec: { selector: { app: "pay" } } });
    const reader = new MemoryReader(service);
    const start = Date.now();
    assert.deepEqual(await awaitReady(reader, service, { ...create, timeoutSeconds: 0.3 }), {
      object: service,
    });
    assert.ok(Date.now() - start >= 290);
  });

  it("gives a Service's endpoints time to settle before it counts them", async () => {
    const service = object("v1", "Service", { name: "pay" }, { spec: { selector: { app: "pay" } } });
    const slice = (...endpoints: object[]) =>
      object("discovery.k8s.io/v1", "EndpointSlice", { name: "pay-x" }, { endpoints });
    const reader = new MemoryReader(service, slice());
    reader.setLater(500, service, slice({ addresses: ["10.0.0.1"], conditions: { ready: true } }));
    const start = Date.now();
    assert.deepEqual(await awaitReady(reader, service, create), { object: service });
    assert.ok(Date.now() - start >= 1_500, `ready after ${Date.now() - start} ms`);
  });

  it("tells its progress, each step once", async () => {
    const told: string[] = [];
    const reader = new MemoryReader(...stuck);
    reader.setLater(600, ...finished);
    await awaitReady(reader, unavailable, { ...create, log: (message) => told.push(message) });
    assert.deepEqual(told, ["Waiting for app ReplicaSet to be available (0/2 Pods available)"]);
  });
});
