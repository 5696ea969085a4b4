import assert from "node:assert/strict";
import path from "node:path";
import { loadEnvironment } from "../../scripts/config/load";
import { explainService } from "../../scripts/explain/explained";
import { asJson, asYaml } from "../../scripts/explain/formats";
import { temporaryFolder } from "../support/files";

const folderOf = temporaryFolder();

const files = {
  "Pulumi.yaml": "name: shop\nconfig: { catalog: catalog }\n",
  "Pulumi.prod.yaml": `config:
  shop:environment: preprod
  shop:defaults:
    image:
      repository: registry.example/app
    replicaCount: 2
  shop:services:
    pay:
      image: { tag: v2 }
`,
  "catalog/environments.yaml": "preprod:\n  extends: prod\n  rollout: { canary: { maxSurge: 1 } }\n",
  "catalog/pay/values.yaml": `replicaCount: 3
image: { tag: v1 }
configFiles:
  /etc/app.conf: |
    a = 1

    b = 2
env:
  - name: A
    value: "1"
`,
  "catalog/pay/values-preprod.yaml":
    "replicaCount: 4\nrollout:\n  enabled: true\n  canary:\n    steps:\n      - setWeight: 20\n      - pause: {}\n",
};

async function explain(more: Readonly<Record<string, string>> = {}) {
  const folder = folderOf({ ...files, ...more });
  const loaded = await loadEnvironment({ environment: "preprod", project: folder });
  const explained = explainService("pay", loaded, folder);
  assert.ok(explained);
  const text = (all = false) => asYaml(explained, all).replaceAll(folder, "/project").split("\n");
  return { ...explained, text, json: JSON.parse(asJson(explained, { service: "pay" }, [])) };
}

/** The line of a key, without its indentation. */
const lineOf = (lines: readonly string[], key: string) =>
  lines
    .find((line) => line.trim().startsWith(key))
    ?.trim()
    .replace(/ +# /, " # ");

describe("the explanation of a service's values", () => {
  const sources: [string, string, string][] = [
    ["a values file", "replicaCount", "replicaCount: 4 # catalog/pay/values-preprod.yaml:1"],
    [
      "the stack's defaults",
      "repository",
      "repository: registry.example/app # stack defaults (Pulumi.prod.yaml:5)",
    ],
    ["the stack's own word on the service", "tag", "tag: v2 # stack services.pay (Pulumi.prod.yaml:9)"],
    ["a preset of the catalog", "maxSurge", "maxSurge: 1 # preset preprod (catalog/environments.yaml:3)"],
    ["a preset of the package", "scaleDownDelay", "scaleDownDelaySeconds: 300 # preset prod"],
    ["the schema", "strategy", "strategy: canary # default"],
    ["a list, item by item", "- setWeight", "- setWeight: 20 # catalog/pay/values-preprod.yaml:6"],
    ["an empty map", "- pause", "- pause: {} # catalog/pay/values-preprod.yaml:7"],
    ["a word that must stay a word", "value", 'value: "1" # catalog/pay/values.yaml:10'],
  ];
  for (const [what, key, line] of sources) {
    it(`names ${what}`, async () => assert.equal(lineOf((await explain()).text(), key), line));
  }

  it("has a text of several lines as it is, with the source behind its key", async () => {
    const lines = (await explain()).text();
    const at = lines.findIndex((line) => line.includes("/etc/app.conf"));
    assert.match(lines[at] ?? "", /^ {2}\/etc\/app\.conf: \| +# catalog\/pay\/values\.yaml:4$/);
    assert.deepEqual(lines.slice(at + 1, at + 4), ["    a = 1", "", "    b = 2"]);
  });

  it("has all comments in one column", async () => {
    const columns = (await explain())
      .text()
      .filter((line) => line.includes("  # "))
      .map((line) => line.indexOf("  # "));
    assert.deepEqual([...new Set(columns)].length, 1);
  });

  it("tells on demand what a value replaces, and a list as a whole", async () => {
    const lines = (await explain()).text(true);
    assert.equal(
      lineOf(lines, "replicaCount"),
      "replicaCount: 4 # catalog/pay/values-preprod.yaml:1, instead of 3 of catalog/pay/values.yaml:1, " +
        "instead of 2 of stack defaults (Pulumi.prod.yaml:6)",
    );
    assert.equal(lineOf(lines, "steps"), "steps: # instead of 8 items of preset prod");
    assert.equal(lineOf(lines, "- setWeight"), "- setWeight: 20 # catalog/pay/values-preprod.yaml:6");
  });

  it("is of the values as they were merged when they have mistakes", async () => {
    const { text } = await explain({ "catalog/pay/values.yaml": "replicaCont: 5\n" });
    assert.equal(lineOf(text(), "replicaCont:"), "replicaCont: 5 # catalog/pay/values.yaml:1");
    assert.equal(lineOf(text(), "strategy"), undefined);
  });

  it("is for programs JSON, one entry per value", async () => {
    const { json } = await explain();
    const entry = json.values.find(
      ({ path }: { path: string }) => path === "rollout.canary.steps[0].setWeight",
    );
    assert.deepEqual(entry, {
      path: "rollout.canary.steps[0].setWeight",
      value: 20,
      from: { layer: "values", place: { file: path.join("catalog", "pay", "values-preprod.yaml"), line: 6 } },
      insteadOf: [],
    });
  });

  it("is not there for a service that is not", async () => {
    const loaded = await loadEnvironment({ environment: "preprod", project: folderOf(files) });
    assert.equal(explainService("pray", loaded), undefined);
  });
});
