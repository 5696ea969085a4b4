import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { RolloutsController } from "../../../components";
import type { WorkloadWait } from "../../../components/cluster";
import { whenReady } from "../../../components/controller/wait";
import { KubernetesObject, type Manifest } from "../../../components/manifests";
import { installManifest } from "../../support/install-manifest";
import { type Registered, registeredBy } from "../../support/mocks";
import { type Answers, ApiServer, kubeconfigOf } from "../cluster/api-server";
import { liveDeployment } from "../cluster/live-objects";

describe("an up that installs the controller in a cluster", function () {
  // The first to read loads the client.
  this.timeout(20_000);
  let folder: string;
  let server: ApiServer | undefined;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "controller-wait-"));
    await writeFile(path.join(folder, "install.yaml"), installManifest);
  });
  afterEach(async () => {
    await server?.stop();
    server = undefined;
  });
  after(() => rm(folder, { recursive: true }));

  const install = (more: object = {}) =>
    new RolloutsController("argo", { manifest: { path: path.join(folder, "install.yaml") }, ...more });
  const waitFor = (registered: readonly Omit<Registered, "urn">[]) => {
    const deployment = registered.find(({ type }) => type.endsWith(":Deployment"));
    return Object(deployment?.inputs["metadata"]).annotations?.["pulumi.com/waitFor"];
  };

  it("lets what depends on it begin only when the controller is ready", async () => {
    const registered: Omit<Registered, "urn">[] = [];
    const seen: string[] = [];
    const looks = [1, 1, 3];
    const answers: Answers = (asked) => {
      if (!asked.includes("/deployments/")) return { body: { items: [] } };
      seen.push(registered.map(({ type }) => type.replace(/.*:/, "")).join());
      return { body: liveDeployment({ availableReplicas: looks.shift() ?? 3 }) };
    };
    server = await ApiServer.start(answers);
    const cluster = { kubeconfig: kubeconfigOf(server.address) };
    await registeredBy(() => install({ cluster }), undefined, registered);
    assert.equal(seen.length, 3);
    for (const types of seen) {
      assert.match(types, /Deployment/);
      assert.doesNotMatch(types, /After/);
    }
    assert.equal(registered.at(-1)?.type, "test:index:After");
    assert.match(server.asked.join(), /\/namespaces\/argo-rollouts\/deployments\/argo-rollouts/);
    assert.equal(waitFor(registered), "jsonpath={.metadata.uid}");
    const inputs = registered.map((one) => JSON.stringify(one.inputs)).join();
    assert.doesNotMatch(inputs, /current-context|"counts"/, "neither tokens nor counts stand in the state");
  });

  it("leaves the wait to Pulumi's provider where the cluster is not said", async () => {
    assert.equal(waitFor(await registeredBy(() => install())), undefined);
  });

  const manifest = (spec: object): Manifest => ({
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: "argo", namespace: "rollouts" },
    spec,
  });

  /** What the wait asks for, as JSON, with which it fails. */
  async function asked(spec: object): Promise<unknown> {
    let waiting: Promise<void> | undefined;
    await registeredBy(() => {
      const deployment = new KubernetesObject("argo", manifest(spec));
      const awaitWorkload = (wait: WorkloadWait) => Promise.resolve(JSON.stringify(wait));
      const cluster = { context: "here" };
      waiting = whenReady(deployment, manifest(spec), cluster, deployment, { awaitWorkload });
      waiting.catch(() => undefined);
      return deployment;
    });
    const failure: unknown = await waiting?.catch((error: unknown) => error);
    assert.ok(failure instanceof pulumi.ResourceError);
    assert.deepEqual([failure.hideStack, failure.stack], [true, undefined]);
    return JSON.parse(failure.message);
  }

  it("fails with the reason, and gives a loop of crashes up before the Deployment's own deadline", async () => {
    const wait = { kind: "Deployment", goal: "healthy", failsOnCrashLoop: true };
    const place = { context: "here", name: "argo", namespace: "rollouts" };
    assert.deepEqual(await asked({}), { ...wait, ...place, deadlineSeconds: 660 });
    const own = await asked({ progressDeadlineSeconds: 30 });
    assert.deepEqual(own, { ...wait, ...place, deadlineSeconds: 90 });
  });
});
