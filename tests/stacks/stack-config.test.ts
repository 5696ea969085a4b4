import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { readStackConfig, secretFindings } from "../../stacks/stack-config";

describe("the stack's config", () => {
  const before = pulumi.runtime.allConfig();
  const secretKeys = process.env["PULUMI_CONFIG_SECRET_KEYS"];
  afterEach(() => {
    pulumi.runtime.setAllConfig(before);
    if (secretKeys === undefined) delete process.env["PULUMI_CONFIG_SECRET_KEYS"];
    else process.env["PULUMI_CONFIG_SECRET_KEYS"] = secretKeys;
  });

  it("is what the file says under the project's name: maps as maps, words as words", () => {
    pulumi.runtime.setAllConfig({
      "shop:environment": "prod",
      "shop:services": '{"pay":{"replicaCount":2}}',
      "shop:kubeconfig": "{ not: json }",
      "shop:defaults": "null",
      "shop:createNamespace": "false",
      "other:environment": "dev",
    });
    assert.deepEqual(readStackConfig("shop"), {
      environment: "prod",
      services: { pay: { replicaCount: 2 } },
      kubeconfig: "{ not: json }",
      defaults: undefined,
      createNamespace: false,
    });
  });

  it("may hide a word, but nothing inside of a map", () => {
    pulumi.runtime.setAllConfig({ "shop:kubeconfig": "apiVersion: v1", "shop:services": "{}" });
    process.env["PULUMI_CONFIG_SECRET_KEYS"] = '["shop:kubeconfig","shop:services"]';
    assert.deepEqual(
      secretFindings("shop").map(({ path }) => path),
      [["services"]],
    );
  });
});
