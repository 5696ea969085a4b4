import assert from "node:assert/strict";
import { ConfigError, type Manifest, ServiceWorkload, type Transform } from "../../../components";
import { type DataObject, emptyCluster } from "../../../components/config";
import { manifestsOf, planWorkload } from "../../../components/workload";
import { transformed } from "../../../components/workload/transform";
import { foundRoutes } from "../../support/live";
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
const subject = subjectOf(everything);
const before = planWorkload(subject);
const marked: Transform = (manifest) => ({
  ...manifest,
  metadata: { ...manifest.metadata, annotations: { ...manifest.metadata.annotations, marked: "yes" } },
});
const spec = (manifest: Manifest): Record<string, unknown> => Object(manifest["spec"]);

function refusal(transform: Transform): string[] {
  try {
    transformed(before, transform, "pay", subject);
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
  it("ships what it changes of a canary's route, with the live weights", () => {
    const httpRoute = { enabled: true, parentRefs: [{ name: "edge" }] };
    const canary = subjectOf({
      httpRoute,
      rollout: { enabled: true, canary: { steps: [{ setWeight: 50 }] } },
    });
    const [route] = planWorkload(canary).routes;
    assert.ok(route);
    const live: DataObject = JSON.parse(
      JSON.stringify(route).replace('"weight":100', '"weight":75').replace('"weight":0', '"weight":25'),
    );
    const facing = {
      ...canary,
      live: { ...emptyCluster, routes: foundRoutes(new Map([["HTTPRoute pay", live]])) },
    };
    const retried = on("HTTPRoute", (manifest) => {
      const [rule] = Object(spec(manifest)["rules"]);
      return { ...manifest, spec: { ...spec(manifest), rules: [{ ...rule, retry: { attempts: 2 } }] } };
    });
    const plan = planWorkload(facing);
    assert.deepEqual(plan.ownedByOthers.get(plan.routes[0] ?? route), ["spec.rules"]);
    const after = transformed(plan, retried, "pay", facing);
    const [shipped] = after.routes;
    assert.ok(shipped);
    assert.deepEqual(after.ownedByOthers.get(shipped), []);
    const [rule] = Object(spec(shipped)["rules"]);
    assert.deepEqual(
      [rule.retry, ...rule.backendRefs.map(({ weight }: { weight: number }) => weight)],
      [{ attempts: 2 }, 75, 25],
    );
  });

  it("reaches every object, and leaves to others and keeps what was left and kept", () => {
    const after = transformed(before, marked, "pay", subject);
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
