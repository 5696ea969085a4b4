import assert from "node:assert/strict";
import { awaitDeleted, refOf, waitsForDeletion } from "../../../../../scripts/local/provider/await";
import { MemoryReader } from "./memory-reader";
import { condition, object } from "./objects";

const claim = object("v1", "PersistentVolumeClaim", {
  name: "data",
  deletionTimestamp: "2026-01-02T03:04:05Z",
  finalizers: ["kubernetes.io/pvc-protection"],
});

const namespace = object(
  "v1",
  "Namespace",
  { name: "shop", namespace: "", deletionTimestamp: "2026-01-02T03:04:05Z" },
  {
    spec: { finalizers: ["kubernetes"] },
    status: {
      phase: "Terminating",
      conditions: [
        condition(
          "NamespaceContentRemaining",
          "True",
          "SomeResourcesRemain",
          "pods. has 1 resource instances",
        ),
        condition(
          "NamespaceDeletionDiscoveryFailure",
          "False",
          "ResourcesDiscovered",
          "All resources successfully discovered",
        ),
      ],
    },
  },
);

describe("waiting for a deletion", () => {
  it("ends when the object is gone", async () => {
    const reader = new MemoryReader(claim);
    reader.setLater(300);
    await awaitDeleted(reader, refOf(claim));
    assert.ok(reader.reads > 1);
  });

  it("ends when another object has taken the name", async () => {
    const reader = new MemoryReader(claim);
    reader.setLater(300, { ...claim, metadata: { ...claim.metadata, uid: "another" } });
    await awaitDeleted(reader, refOf(claim), { timeoutSeconds: 5 });
  });

  it("names the finalizers that hold the object when the time is over", async () => {
    await assert.rejects(awaitDeleted(new MemoryReader(claim), refOf(claim), { timeoutSeconds: 0.1 }), {
      message:
        'Timed out waiting for deletion of v1/PersistentVolumeClaim "shop/data" after 0.1 s; ' +
        "finalizers might be preventing deletion (kubernetes.io/pvc-protection)",
    });
  });

  it("names what is left in a Namespace when the time is over", async () => {
    await assert.rejects(
      awaitDeleted(new MemoryReader(namespace), refOf(namespace), { timeoutSeconds: 0.1 }),
      {
        message:
          'Timed out waiting for deletion of v1/Namespace "shop" after 0.1 s; ' +
          "finalizers might be preventing deletion (kubernetes); " +
          "[SomeResourcesRemain] pods. has 1 resource instances",
      },
    );
  });

  it("says so when the object is not even marked for deletion", async () => {
    const unmarked = object("v1", "ConfigMap", { name: "c" });
    const gaveUp = awaitDeleted(new MemoryReader(unmarked), refOf(unmarked), { timeoutSeconds: 0.1 });
    await assert.rejects(gaveUp, /it is not marked for deletion$/);
  });

  it("rejects at once when it is cancelled", async () => {
    const cancel = new AbortController();
    setTimeout(() => cancel.abort(), 50);
    const start = Date.now();
    const waiting = awaitDeleted(new MemoryReader(claim), refOf(claim), { signal: cancel.signal });
    await assert.rejects(
      waiting,
      /was cancelled while waiting for deletion of v1\/PersistentVolumeClaim "shop\/data"/,
    );
    assert.ok(Date.now() - start < 200);
  });

  it("is left out by skipAwait for the official provider's seven kinds only", () => {
    const annotations = { "pulumi.com/skipAwait": "true" };
    assert.equal(waitsForDeletion(object("v1", "Namespace", { name: "n", annotations })), false);
    assert.equal(waitsForDeletion(object("apps/v1", "Deployment", { name: "d", annotations })), false);
    assert.equal(
      waitsForDeletion(object("argoproj.io/v1alpha1", "Rollout", { name: "r", annotations })),
      true,
    );
    assert.equal(waitsForDeletion(object("v1", "Namespace", { name: "n" })), true);
  });
});
