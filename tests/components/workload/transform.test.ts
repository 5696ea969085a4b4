import assert from "node:assert/strict";
import { ConfigError, type Manifest, ServiceWorkload, type Transform } from "../../../components";
import { type DataObject } from "../../../components/config";
import { manifestsOf, planWorkload } from "../../../components/workload";
import { transformed } from "../../../components/workload/transform";
import { registeredBy } from "../../support/mocks";
import { subjectOf } from "../../support/services";

const everything: DataObject = {
  httpRoute: { enabled: true, parentRefs: [{ name: "edge" }] },
  networkPolicy: { enabled: true },
  persistentVolumeClaims: { data: { size: "1Gi", accessModes: ["ReadWriteMany"] } },
  preDeploy: { enabled: true },
  autoscaling: { enabled: true },
  resources: { requests: { cpu: "1" } },
  rollout: { enabled: true },
};
const before = planWorkload(subjectOf(everything));
const marked: Transform = (manifest) => ({
  ...manifest,
  metadata: { ...manifest.metadata, annotations: { ...manifest.metadata.annotations, marked: "yes" } },
});
const spec = (manifest: Manifest): Record<string, unknown> => Object(manifest["spec"]);

function refusal(transform: Transform): string[] {
  try {
    transformed(before, transform, "pay");
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    return error.message.split("\n").slice(1);
  }
  return [];
}
const on =
  (kind: string, change: Transform): Transform =>
  (manifest) =>
    manifest.kind === kind ? change(manifest) : manifest;

describe("a transform of the objects of a service", () => {
  it("reaches every object, and leaves to others and keeps what was left and kept", () => {
    const after = transformed(before, marked, "pay");
    assert.deepEqual(manifestsOf(after), manifestsOf(before).map(marked));
    assert.deepEqual(
      [...after.ownedByOthers],
      [...before.ownedByOthers].map(([manifest, paths]) => [marked(manifest), paths]),
    );
    for (const manifest of after.ownedByOthers.keys()) assert.ok(manifestsOf(after).includes(manifest));
    assert.deepEqual([...after.kept], [...before.kept].map(marked));
    assert.equal(after.kept.size, 1);
  });

  it("may not make another object of one, and says of which", () => {
    const renamed = on("Rollout", (one) => ({ ...one, metadata: { ...one.metadata, name: "other" } }));
    const hint = "Leave it: other objects, and the state, find it by that.";
    assert.deepEqual(refusal(renamed), [
      `  pay.transform: It changes metadata.name of the Rollout pay. ${hint}`,
    ]);
    assert.equal(refusal(on("Rollout", (one) => ({ ...one, kind: "Deployment" }))).length, 1);
    assert.equal(refusal(on("Rollout", (one) => ({ ...one, apiVersion: "apps/v1" }))).length, 1);
  });

  it("may not drop what an object finds its pods by", () => {
    const without =
      (key: string): Transform =>
      (manifest) => {
        const { [key]: _, ...others } = spec(manifest);
        return { ...manifest, spec: others };
      };
    assert.match(refusal(on("Service", without("selector")))[0] ?? "", /spec\.selector of the Service pay/);
    assert.match(
      refusal(on("NetworkPolicy", without("podSelector")))[0] ?? "",
      /spec\.podSelector of the NetworkPolicy pay/,
    );
    assert.equal(refusal(on("Rollout", without("selector"))).length, 1);
  });

  it("registers what a transform makes of its objects", async () => {
    const registered = await registeredBy(
      () =>
        new ServiceWorkload("pay", {
          namespace: "shop",
          image: { repository: "registry.example/pay" },
          transform: marked,
        }),
    );
    const objects = registered.filter(({ type }) => type.startsWith("kubernetes:"));
    assert.ok(objects.length === 3);
    for (const { inputs } of objects)
      assert.equal(Reflect.get(Object(inputs["metadata"]).annotations, "marked"), "yes");
  });
});
