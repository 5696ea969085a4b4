import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import * as pulumi from "@pulumi/pulumi";
import { runEnvironment } from "../../stacks/run-environment";
import { assertContains } from "../support/contains";
import { beginPreview } from "../support/mocks";

const EXTERNAL_SECRET = "kubernetes:external-secrets.io/v1:ExternalSecret";
const ROLLOUT = "kubernetes:argoproj.io/v1alpha1:Rollout";

const image = { repository: "registry.example/app", tag: "1" };
const fromStore = { secretStoreRef: { name: "vault" }, dataFrom: [{ extract: { key: "datadog" } }] };
const config = {
  environment: "prod",
  namespace: "shop",
  kubeconfig: "/nowhere",
  controller: { install: false },
  analysisSecrets: { keys: { externalSecret: fromStore }, elsewhere: { existing: true } },
  services: { pay: { image, replicaCount: 10, rollout: { enabled: true } }, cart: { image } },
};

describe("the program of an environment stack", () => {
  const before = pulumi.runtime.allConfig();
  afterEach(() => pulumi.runtime.setAllConfig(before));

  /** What is `slow` comes late, and what depends on it later. */
  async function previewed(slow: string, last: string) {
    const registered = await beginPreview(config, slow);
    await runEnvironment();
    while (!registered.some(({ type }) => type === last)) await sleep(5);
    return registered;
  }

  it("makes the Secrets of templates in the services' namespace, and Rollouts after them", async () => {
    const registered = await previewed(EXTERNAL_SECRET, ROLLOUT);
    const secrets = registered.filter(({ type }) => type === EXTERNAL_SECRET);
    assert.equal(secrets.length, 1);
    assertContains(secrets[0], {
      name: "analysis-secret-keys",
      inputs: { metadata: { name: "keys", namespace: "shop" }, spec: { target: { name: "keys" } } },
    });
    const types = registered.map(({ type }) => type);
    assert.ok(types.indexOf(EXTERNAL_SECRET) < types.indexOf(ROLLOUT), types.join("\n"));
  });
});
