import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { dump, loadAll } from "js-yaml";
import { type DataObject, isDataObject, ROLLOUTS_VERSION } from "../../components/config";
import { controllerStack, type Environment, image, sharedEnvironment } from "./support/environment";
import type { Stack } from "./support/stack";

const FIELD = "replicaProgressThreshold";
const OLD = "1.8.3";
const CRD = "rollouts.argoproj.io";

describe("another release of the controller", function () {
  this.timeout(900_000);
  let env: Environment;
  let stack: Stack;
  let older: DataObject;
  const newer = controllerStack();

  const services = (canary: DataObject) => ({
    pay: { image: image("1"), rollout: { enabled: true, canary: { steps: [{ setWeight: 50 }], ...canary } } },
  });
  const using = services({ [FIELD]: { type: "Percent", value: 90 } });
  const inCrd = async () =>
    JSON.stringify(await env.cluster.get("CustomResourceDefinition", CRD)).includes(FIELD);
  const version = async () => {
    const deployment = await env.cluster.get("Deployment", "argo-rollouts", "argo-rollouts");
    return /argo-rollouts:v([\d.]+)/.exec(JSON.stringify(deployment))?.[1];
  };

  before(async () => {
    env = await sharedEnvironment();
    stack = await env.stack("upgraded");
    const manifest = path.join(env.plane.dir, "older-install.yaml");
    await writeFile(
      manifest,
      withoutField(await readFile(path.join(env.plane.dir, "rollouts-install.yaml"), "utf8")),
    );
    older = controllerStack({ version: OLD, manifest: { path: manifest } });
  });
  after(async () => {
    await stack.destroy();
    await env.controller.up(newer);
  });

  it("may know fewer fields while nobody uses them, and the preview names them", async () => {
    const output = await env.controller.preview(older);
    assert.ok(
      output.includes(
        `Argo Rollouts ${ROLLOUTS_VERSION} -> ${OLD}: fields of its kinds: dropped spec.strategy.canary.${FIELD} of rollouts.`,
      ),
      output,
    );
    await env.controller.up(older);
    assert.deepEqual([await version(), await inCrd()], [OLD, false]);
    await env.controller.expectNoChanges();
  });

  it("lets no service use a field that it does not know, whatever stack the service is of", async () => {
    const own = await env.controller.fail("preview", { ...older, services: using });
    assert.ok(
      own.includes(
        `services.pay.rollout.canary.${FIELD}: The Rollout pay has spec.strategy.canary.${FIELD}, which the CRDs of Argo Rollouts ${OLD} do not know: the API server would drop it without a word.`,
      ),
      own,
    );
    const others = await stack.fail("up", { services: using });
    assert.match(
      others,
      new RegExp(`services\\.pay\\.rollout\\.canary\\.${FIELD}: .* the CRDs of the cluster do not know`),
    );
    assert.deepEqual(await env.cluster.names("Rollout", stack.name), []);
  });

  it("says in its preview which fields it brings, and then they may be used", async () => {
    const output = await env.controller.preview(newer);
    assert.ok(
      output.includes(
        `Argo Rollouts ${OLD} -> ${ROLLOUTS_VERSION}: fields of its kinds: new spec.strategy.canary.${FIELD} of rollouts.`,
      ),
      output,
    );
    await env.controller.up(newer);
    assert.deepEqual([await version(), await inCrd()], [ROLLOUTS_VERSION, true]);
    await stack.up({ services: using });
  });

  it("is refused when it drops a field that a Rollout uses, and nothing is changed", async () => {
    for (const command of ["preview", "up"] as const) {
      const output = await env.controller.fail(command, older);
      assert.ok(
        output.includes(
          `controller.version: Argo Rollouts ${OLD} does not know spec.strategy.canary.${FIELD}, which is used by Rollout upgraded/pay.`,
        ),
        output,
      );
    }
    assert.deepEqual([await version(), await inCrd()], [ROLLOUTS_VERSION, true]);
    assert.deepEqual(
      await env.cluster.field("Rollout", "pay", stack.name, "spec", "strategy", "canary", FIELD),
      { type: "Percent", value: 90 },
    );
  });

  it("is let when nobody uses the field any more", async () => {
    await stack.up({ services: services({}) });
    await env.controller.up(older);
    assert.deepEqual([await version(), await inCrd()], [OLD, false]);
  });

  it("comes in one up with the services that use its fields, and goes in one with those that stop", async () => {
    await env.controller.preview({ ...newer, services: using });
    await env.controller.up({ ...newer, services: using });
    assert.ok(
      await env.cluster.field("Rollout", "pay", "controller-stack", "spec", "strategy", "canary", FIELD),
    );
    await env.controller.up({ ...older, services: services({}) });
    assert.deepEqual([await version(), await inCrd()], [OLD, false]);
  });
});

/** The manifest as of a release that did not have the field yet. */
function withoutField(manifest: string): string {
  const objects = loadAll(manifest).map((object) =>
    JSON.stringify(object, (_, value: unknown) => {
      if (!isDataObject(value) || !isDataObject(value["properties"])) return value;
      const { [FIELD]: _gone, ...properties } = value["properties"];
      return { ...value, properties };
    }),
  );
  return objects.map((object) => dump(JSON.parse(object), { noRefs: true })).join("---\n");
}
