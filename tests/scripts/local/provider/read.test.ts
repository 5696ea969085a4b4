import assert from "node:assert/strict";
import * as k8s from "@pulumi/kubernetes";
import { refIn, TestBed } from "./stack";

describe("stand-in Kubernetes provider: refresh, import and waits", function () {
  this.timeout(120_000);
  let bed: TestBed;
  before(async () => {
    bed = await TestBed.open("read");
  });
  after(async () => bed?.close());

  /** Forced, because whoever makes the drift owns the field then. */
  const annotations = { "pulumi.com/patchForce": "true" };
  const settings = (labels: Record<string, string>) => async () => {
    new k8s.core.v1.ConfigMap("settings", {
      metadata: { name: "settings", labels, annotations },
      data: { a: "1" },
    });
    return Promise.resolve();
  };

  it("refreshes the state to what is live: drift shows, and what is gone is created again", async () => {
    const program = settings({ a: "1" });
    await bed.up(program);
    await bed.live.patchAs("somebody", refIn(bed, "v1", "ConfigMap", "settings"), {
      metadata: { labels: { a: "drifted" } },
    });
    await bed.refresh();
    assert.deepEqual(await bed.preview(program), { "settings.metadata.labels.a": "update" });
    await bed.live.delete(refIn(bed, "v1", "ConfigMap", "settings"));
    await bed.refresh();
    assert.equal(await bed.state("settings"), undefined);
    await bed.up(program);
    assert.equal((await bed.live.get(refIn(bed, "v1", "ConfigMap", "settings"))).metadata.labels?.["a"], "1");
  });

  it("imports an object by its id and changes nothing about it; get reads one that stays somebody else's", async () => {
    const metadata = { name: "existing", namespace: bed.namespace, labels: { a: "1" } };
    await bed.live.create({ apiVersion: "v1", kind: "ConfigMap", metadata, data: { a: "theirs" } });
    const { outputs } = await bed.up(async () => {
      await settings({ a: "1" })();
      const id = `${bed.namespace}/existing`;
      new k8s.core.v1.ConfigMap(
        "imported",
        { metadata, data: { a: "theirs" } },
        { import: id, retainOnDelete: true },
      );
      return { data: k8s.core.v1.ConfigMap.get("read", id).data };
    });
    assert.deepEqual(outputs["data"]?.value, { a: "theirs" });
    assert.deepEqual((await bed.state("imported"))?.["inputs"], {
      apiVersion: "v1",
      kind: "ConfigMap",
      data: { a: "theirs" },
      metadata,
    });
  });

  it("keeps an object that did not become ready, with the reason, and waits again at the next up", async () => {
    const annotations = {
      "pulumi.com/waitFor": "jsonpath={.metadata.labels.ready}=yes",
      "pulumi.com/timeoutSeconds": "2",
    };
    const program = async () => {
      new k8s.core.v1.ConfigMap("slow", { metadata: { name: "slow", annotations } });
      return Promise.resolve();
    };
    assert.match(
      await bed.upFails(program),
      /slow was successfully created, but the Kubernetes API server reported that it failed to fully initialize/,
    );
    assert.notDeepEqual((await bed.state("slow"))?.["initErrors"] ?? [], []);
    await bed.live.patchAs("somebody", refIn(bed, "v1", "ConfigMap", "slow"), {
      metadata: { labels: { ready: "yes" } },
    });
    await bed.up(program);
    assert.equal((await bed.state("slow"))?.["initErrors"], undefined);
  });

  it("fails with the address when the cluster cannot be reached, and previews without it", async () => {
    const kubeconfig = JSON.stringify({
      "current-context": "gone",
      contexts: [{ name: "gone", context: { cluster: "gone", user: "" } }],
      clusters: [{ name: "gone", cluster: { server: "https://127.0.0.1:1" } }],
    });
    const program = async () => {
      const provider = new k8s.Provider("gone", { kubeconfig });
      new k8s.core.v1.ConfigMap("unreachable", { metadata: { name: "unreachable" } }, { provider });
      return Promise.resolve();
    };
    assert.equal((await bed.preview(program))["unreachable"], "create");
    assert.match(
      await bed.upFails(program),
      /configured Kubernetes cluster is unreachable: .*127\.0\.0\.1:1/,
    );
  });
});
