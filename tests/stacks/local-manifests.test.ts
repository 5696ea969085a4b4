import assert from "node:assert/strict";
import type { DataObject } from "../../components/config";
import { parseEnvironment } from "../../stacks/plan-environment";
import { withLocalManifest } from "../../stacks/stack-controller";

const variables = {
  ROLLOUTS_MANIFEST: "/plane/install.yaml",
  ROLLOUTS_NOTIFICATIONS_MANIFEST: "/plane/notifications.yaml",
};

describe("release manifests that a machine has at hand", () => {
  const before = { ...process.env };
  beforeEach(() => Object.assign(process.env, variables));
  afterEach(() => {
    for (const name of Object.keys(variables)) {
      const { [name]: value } = before;
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
  });

  const sources = (controller: DataObject) => {
    const { manifest, notifications } = withLocalManifest(
      parseEnvironment({ environment: "prod", controller }),
    ).controller;
    return [manifest, notifications.defaults];
  };

  it("are read where a stack names none", () => {
    assert.deepEqual(sources({ manifest: {}, notifications: { defaults: { enabled: true } } }), [
      { path: variables.ROLLOUTS_MANIFEST },
      { enabled: true, path: variables.ROLLOUTS_NOTIFICATIONS_MANIFEST },
    ]);
  });

  it("do not count where a stack names one, each for itself", () => {
    const url = "https://mirror.example/notifications.yaml";
    assert.deepEqual(sources({ notifications: { defaults: { url } } }), [
      { path: variables.ROLLOUTS_MANIFEST },
      { enabled: false, url },
    ]);
    assert.deepEqual(sources({ manifest: { path: "own.yaml" } }), [
      { path: "own.yaml" },
      { enabled: false, path: variables.ROLLOUTS_NOTIFICATIONS_MANIFEST },
    ]);
  });

  it("are not there on every machine", () => {
    Reflect.deleteProperty(process.env, "ROLLOUTS_MANIFEST");
    Reflect.deleteProperty(process.env, "ROLLOUTS_NOTIFICATIONS_MANIFEST");
    assert.deepEqual(sources({}), [{}, { enabled: false }]);
  });
});
