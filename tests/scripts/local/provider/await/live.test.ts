import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { awaitDeleted, awaitReady, refOf } from "../../../../../scripts/local/provider/await";
import { RestClient } from "../../../../../scripts/local/provider/client";
import { Cluster } from "../../../../../scripts/local/provider/cluster";
import { Discovery } from "../../../../../scripts/local/provider/discovery";
import { loadConnection } from "../../../../../scripts/local/provider/kubeconfig";
import { sharedPlane } from "../../../../support/plane";
import { crd, job, namespaceOf, podOf, service, workload } from "./live-objects";

const namespace = `await-${randomBytes(4).toString("hex")}`;
const create = { operation: "create", timeoutSeconds: 30 } as const;

/** More than any node has. */
const TOO_BIG = { cpu: "100000" };

let client: RestClient;
let cluster: Cluster;

describe("readiness on a real control plane", function () {
  this.timeout(60_000);

  before(async () => {
    const { kubeconfig } = await sharedPlane();
    client = new RestClient(loadConnection({ kubeconfig }));
    cluster = new Cluster(client, new Discovery(client), new AbortController().signal);
    await cluster.create(namespaceOf(namespace), {});
  });

  after(async () => {
    await cluster.delete(refOf(namespaceOf(namespace)), "Background");
  });

  it("sees a Deployment become ready, and its update", async () => {
    const created = await cluster.create(workload(namespace, "Deployment", "web"), {});
    const first = await awaitReady(cluster, created, create);
    assert.equal(first.failure, undefined);
    assert.equal(await readyPods("web"), 2);

    const changed = {
      ...workload(namespace, "Deployment", "web", { tag: "2.0" }),
      metadata: first.object.metadata,
    };
    const updated = await cluster.replace(changed, {});
    const second = await awaitReady(cluster, updated, { ...create, operation: "update" });
    assert.equal(second.failure, undefined);
    assert.equal(second.object.metadata.annotations?.["deployment.kubernetes.io/revision"], "2");
    assert.deepEqual(await awaitReady(cluster, second.object, { operation: "read" }), {
      object: second.object,
    });
  });

  it("sees a ReplicaSet, a StatefulSet and a DaemonSet become ready", async () => {
    const results = await Promise.all(
      ["ReplicaSet", "StatefulSet", "DaemonSet"].map(async (kind) => {
        const created = await cluster.create(workload(namespace, kind, kind.toLowerCase()), {});
        const { failure } = await awaitReady(cluster, created, create);
        return { kind, failure, pods: await readyPods(kind.toLowerCase()) };
      }),
    );
    const counts = { ReplicaSet: 2, StatefulSet: 2, DaemonSet: await nodes() };
    const expected = Object.entries(counts).map(([kind, pods]) => ({ kind, failure: undefined, pods }));
    assert.deepEqual(results, expected);
  });

  it("says which pod of a Deployment no node takes", async () => {
    const created = await cluster.create(workload(namespace, "Deployment", "huge", TOO_BIG), {});
    const { failure } = await awaitReady(cluster, created, { ...create, timeoutSeconds: 3 });
    assert.match(failure?.reasons[0] ?? "", /become live: 'huge' timed out waiting to be Ready$/);
    assert.match(
      failure?.reasons.join("\n") ?? "",
      /\[Pod await-\w+\/huge-\w+-\w+\]: \[Unschedulable\] 0\/\d+ nodes are available/,
    );
  });

  it("gives a Deployment up when its progress deadline is exceeded", async () => {
    const impatient = workload(namespace, "Deployment", "late", {
      ...TOO_BIG,
      spec: { progressDeadlineSeconds: 1 },
    });
    const { failure } = await awaitReady(cluster, await cluster.create(impatient, {}), create);
    assert.match(failure?.reasons[0] ?? "", /Resource 'late' was created but failed to initialize$/);
    assert.match(failure?.reasons[1] ?? "", /^\[ProgressDeadlineExceeded\]/);
  });

  it("sees a Job complete, and one fail", async () => {
    const good = await awaitReady(cluster, await cluster.create(job(namespace, "migrate"), {}), create);
    assert.equal(good.failure, undefined);

    const doomed = job(namespace, "doomed", { ...TOO_BIG, spec: { activeDeadlineSeconds: 1 } });
    const bad = await awaitReady(cluster, await cluster.create(doomed, {}), create);
    assert.match(
      bad.failure?.reasons[1] ?? "",
      /^\[DeadlineExceeded\] Job was active longer than specified deadline/,
    );
  });

  it("does not wait for a Service that selects no pod", async () => {
    const { failure } = await awaitReady(
      cluster,
      await cluster.create(service(namespace, "lonely"), {}),
      create,
    );
    assert.equal(failure, undefined);
  });

  it("waits for a Service until the pod that it selects is ready", async () => {
    const pod = await cluster.create(podOf(namespace, "late-pod"), {});
    assert.equal((await awaitReady(cluster, pod, create)).failure, undefined);
    await setReady("late-pod", "False");
    const created = await cluster.create(service(namespace, "late-pod"), {});
    const soon = await awaitReady(cluster, created, { ...create, timeoutSeconds: 3 });
    assert.match(soon.failure?.reasons.join("\n") ?? "", /selected Pods are not ready: late-pod/);

    await setReady("late-pod", "True");
    assert.equal((await awaitReady(cluster, created, create)).failure, undefined);
  });

  it("sees a CustomResourceDefinition established, so that its objects can be created", async () => {
    const definition = crd(`${namespace}.example.org`);
    const created = await cluster.create(definition, {});
    try {
      assert.equal((await awaitReady(cluster, created, create)).failure, undefined);
      const custom = {
        apiVersion: `${namespace}.example.org/v1`,
        kind: "Test",
        metadata: { name: "one", namespace },
      };
      assert.equal((await awaitReady(cluster, await cluster.create(custom, {}), create)).failure, undefined);
    } finally {
      await cluster.delete(refOf(definition), "Foreground");
      await awaitDeleted(cluster, refOf(created), { timeoutSeconds: 30 });
    }
  });

  it("waits until a Namespace and all that is in it are gone", async () => {
    const other = `${namespace}-full`;
    const created = await cluster.create(namespaceOf(other), {});
    const inner = workload("apps/v1", "Deployment", "inner");
    const deployment = await cluster.create(
      { ...inner, metadata: { ...inner.metadata, namespace: other } },
      {},
    );
    assert.equal((await awaitReady(cluster, deployment, create)).failure, undefined);

    await cluster.delete(refOf(created), "Foreground");
    await awaitDeleted(cluster, refOf(created), { timeoutSeconds: 45 });
    assert.equal(await cluster.get(refOf(created)), undefined);
    assert.deepEqual(await cluster.list({ apiVersion: "v1", kind: "Pod", namespace: other }), []);
  });

  it("says which finalizer keeps an object", async () => {
    const metadata = { name: "kept", namespace, finalizers: ["example.org/keep"] };
    const kept = await cluster.create({ apiVersion: "v1", kind: "ConfigMap", metadata }, {});
    await cluster.delete(refOf(kept), "Background");
    const waiting = awaitDeleted(cluster, refOf(kept), { timeoutSeconds: 1 });
    await assert.rejects(waiting, /finalizers might be preventing deletion \(example\.org\/keep\)$/);

    await cluster.patchJson(refOf(kept), [{ op: "remove", path: "/metadata/finalizers" }]);
    await awaitDeleted(cluster, refOf(kept), { timeoutSeconds: 10 });
  });
});

async function readyPods(app: string): Promise<number> {
  const pods = await cluster.list({ apiVersion: "v1", kind: "Pod", namespace, labelSelector: `app=${app}` });
  const results = await Promise.all(pods.map((pod) => awaitReady(cluster, pod, { operation: "read" })));
  return results.filter(({ failure }) => failure === undefined).length;
}

async function nodes(): Promise<number> {
  return (await cluster.list({ apiVersion: "v1", kind: "Node" })).length;
}

async function setReady(pod: string, status: "True" | "False"): Promise<void> {
  const body = { status: { conditions: [{ type: "Ready", status }] } };
  const contentType = "application/strategic-merge-patch+json";
  await client.call("PATCH", `/api/v1/namespaces/${namespace}/pods/${pod}/status`, { body, contentType });
}
