import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import path from "node:path";
import { checkConfig } from "../../scripts/check-config/command";
import { formats } from "../../scripts/check-config/formats";
import { ownRules } from "../../scripts/check-config/own-rules";
import { reportOn } from "../../scripts/check-config/report";
import { loadEnvironments } from "../../scripts/config/load";
import { nodeCommand } from "../../scripts/local/plane/typescript";
import { rules } from "../../components/rules";
import { temporaryFolder } from "../support/files";

const folderOf = temporaryFolder();

const stack = (environment: string) =>
  `config:\n  shop:environment: ${environment}\n  shop:controller: { rolouts: 3 }\n  shop:defaults:\n    image: { repository: registry.example/app }\n    replicaCont: 2\n`;

/** One mistake in every file, and one that comes from a built-in preset. */
const files = {
  "Pulumi.yaml": "name: shop\nconfig: { catalog: catalog }\n",
  "Pulumi.prod.yaml": stack("prod"),
  "Pulumi.qa.yaml": stack("qa"),
  "catalog/environments.yaml": "qa:\n  extends: staging\n  rollout:\n    canary: { stepz: [] }\n",
  "catalog/cart/values-prod.yaml": "rollout:\n  enabled: true\n\nautoscaling: [\n",
  "catalog/pay/values.yaml":
    "# 100 % is odd, and a: comma\nrollout:\n  enabled: true\n  canary:\n    steps:\n      - setWeight: 10\n      - setWeight: 150\n",
};

async function report(text: keyof typeof formats): Promise<string> {
  const folder = folderOf(files);
  const loaded = await loadEnvironments({ project: folder });
  return (formats[text]?.(reportOn(loaded, folder)) ?? "").replaceAll(folder, "/project");
}

describe("the report on all files", () => {
  it("is for a person one line per mistake: path, what is wrong, the way out, the line, who has it", async () => {
    assert.deepEqual((await report("text")).split("\n"), [
      "error    /project/catalog/cart/values-prod.yaml: Not valid YAML in line 5: deficient indentation. (catalog/cart/values-prod.yaml:5) [prod]",
      'error    controller.rolouts: This key is not known. Did you mean "rollouts"? (Pulumi.prod.yaml:3) [prod]',
      'error    controller.rolouts: This key is not known. Did you mean "rollouts"? (Pulumi.qa.yaml:3) [qa]',
      'error    defaults.replicaCont: This key is not known. Did you mean "replicaCount"? (Pulumi.prod.yaml:6) [prod]',
      'error    defaults.replicaCont: This key is not known. Did you mean "replicaCount"? (Pulumi.qa.yaml:6) [qa]',
      'error    environments.qa.rollout.canary.stepz: This key is not known. Did you mean "steps"? (catalog/environments.yaml:4) [prod, qa]',
      "error    services.pay.rollout.canary.steps[1].setWeight: 150 is above 100. A weight is a percentage of traffic. (catalog/pay/values.yaml:7) [prod, qa]",
      "",
      "7 errors. 2 services checked in prod, qa.",
    ]);
  });

  it("is for GitHub one annotation per mistake, with what it would misread escaped", async () => {
    const lines = (await report("github")).split("\n");
    assert.equal(
      lines[6],
      "::error file=catalog/pay/values.yaml,line=7,title=canary-weight-bounds::services.pay.rollout.canary.steps[1].setWeight: " +
        "150 is above 100. A weight is a percentage of traffic. [prod, qa]",
    );
    const finding = { rule: "a,b:c", severity: "warning", path: ["a"], reason: "100 %\nof it" } as const;
    const one = { environments: ["prod"], withoutStack: [], services: 1, errors: 0, warnings: 1 };
    const placed = { ...finding, place: undefined, environments: ["prod"] };
    const [line] = (formats["github"]?.({ ...one, findings: [placed] }) ?? "").split("\n");
    assert.equal(line, "::warning title=a%2Cb%3Ac::a: 100 %25%0Aof it");
  });

  it("is for programs JSON with the same findings", async () => {
    const { findings } = JSON.parse(await report("json"));
    assert.equal(findings.length, 7);
    assert.deepEqual(findings[6], {
      path: "services.pay.rollout.canary.steps[1].setWeight",
      rule: "canary-weight-bounds",
      severity: "error",
      reason: "150 is above 100.",
      hint: "A weight is a percentage of traffic.",
      environments: ["prod", "qa"],
      file: "catalog/pay/values.yaml",
      line: 7,
    });
  });

  it("is for code scanning SARIF: every rule with its reason, every finding at its line", async () => {
    const { version, runs } = JSON.parse(await report("sarif"));
    assert.equal(version, "2.1.0");
    const [{ tool, results }] = runs;
    assert.deepEqual(
      tool.driver.rules.map(({ id }: { id: string }) => id),
      [...ownRules, ...rules].map(({ id }) => id),
    );
    for (const { ruleId, ruleIndex } of results) assert.equal(tool.driver.rules[ruleIndex]?.id, ruleId);
    assert.deepEqual(results[6].locations, [
      {
        physicalLocation: { artifactLocation: { uri: "catalog/pay/values.yaml" }, region: { startLine: 7 } },
        logicalLocations: [{ fullyQualifiedName: "services.pay.rollout.canary.steps[1].setWeight" }],
      },
    ]);
  });
});

describe("npm run check-config", () => {
  async function run(...args: string[]): Promise<{ code: number; output: string }> {
    let output = "";
    const code = await checkConfig(args, (text: string) => (output += `${text}\n`));
    return { code, output };
  }

  it("ends with 0 for the project's own stacks", async () => {
    const { code, output } = await run();
    assert.equal(code, 0, output);
    assert.match(output, /No errors.*checked in dev, platform, prod, staging\.\n$/);
  });

  it("checks a folder of values files alone, in an environment that has no stack", async () => {
    const catalog = folderOf({ "pay/values-qa.yaml": "rollout: { enabled: true, strategy: bluegreen }" });
    const { code, output } = await run("--catalog", catalog, "--env", "qa");
    assert.equal(code, 0, output);
    assert.match(output, /^warning {2}environment: qa has no preset/);
    assert.match(
      output,
      /\nNo stack file is known for qa: image, requests and plugins are taken for granted\.\n$/,
    );
  });

  it("ends with 1 for an error", async () => {
    const { code, output } = await run("--catalog", "/nowhere", "--env", "prod");
    assert.equal(code, 1);
    assert.equal(
      output,
      "error    catalog: The folder /nowhere does not exist.\n\n1 error. No services checked in prod.\n",
    );
  });

  it("ends with 1 for an environment that is not there, without a stack trace", function () {
    this.timeout(60_000);
    const script = path.join(__dirname, "../../scripts/check-config.ts");
    const [node, ...options] = nodeCommand(script, "--env", "prd");
    const { status, stdout, stderr } = spawnSync(node, options, { encoding: "utf8" });
    assert.deepEqual(
      { status, stdout, stderr },
      { status: 1, stdout: "", stderr: 'No stack is of the environment prd. Did you mean "prod"?\n' },
    );
  });

  it("refuses what it does not understand", async () => {
    await assert.rejects(run("--format", "xml"), /Unknown format: xml/);
    await assert.rejects(run("--stack", "eu"), /--stack needs one --env/);
  });
});
