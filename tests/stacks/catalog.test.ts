import assert from "node:assert/strict";
import path from "node:path";
import { ConfigError, type DataObject, formatFinding } from "../../components/config";
import { readCatalog } from "../../stacks/catalog";
import { parseEnvironment, planEnvironment } from "../../stacks/plan-environment";
import { temporaryFolder } from "../support/files";

const folderOf = temporaryFolder();
const image = { repository: "registry.example/app", tag: "1" };

function plan(files: Readonly<Record<string, string>>, config: DataObject = {}) {
  const environment = parseEnvironment({ environment: "prod", defaults: { image }, ...config });
  return planEnvironment(environment, readCatalog(folderOf(files), environment.environment));
}

function errorsOf(files: Readonly<Record<string, string>>, config: DataObject = {}): string[] {
  try {
    plan(files, config);
  } catch (error) {
    if (error instanceof ConfigError) return error.findings.map(formatFinding);
    throw error;
  }
  return [];
}

const rollout = "rollout: { enabled: true }";

describe("a catalog", () => {
  it("brings presets of its own, which extend others", () => {
    const files = {
      "pay/values.yaml": rollout,
      "environments.yaml": "preprod: { extends: prod, rollout: { canary: { maxSurge: 1 } } }",
    };
    const canary = plan(files, { environment: "preprod" }).services.get("pay")?.rollout.canary;
    assert.equal(canary?.steps.length, 8);
    assert.equal(canary?.maxSurge, 1);
  });

  it("gives an environment nothing of the files of the one that its preset extends", () => {
    const files = {
      "pay/values.yaml": "",
      "pay/values-prod.yaml": "env: [{ name: DATABASE, value: prod.example }]",
      "environments.yaml": "preprod: { extends: prod }",
    };
    assert.deepEqual(plan(files, { environment: "preprod" }).services.get("pay")?.env, []);
  });

  it("has a mistake in a preset or in the stack's defaults once, at its own place, for all services", () => {
    const files = {
      "cart/values.yaml": rollout,
      "pay/values.yaml": rollout,
      "environments.yaml": "prod: { rollout: { canary: { stepz: [], steps: [{ setWeight: ten }] } } }",
    };
    assert.deepEqual(errorsOf(files, { defaults: { image, replicaCont: 2 } }), [
      'defaults.replicaCont: This key is not known. Did you mean "replicaCount"?',
      'environments.prod.rollout.canary.steps[0].setWeight: "ten" is not valid: expected a number.',
      'environments.prod.rollout.canary.stepz: This key is not known. Did you mean "steps"?',
    ]);
  });

  it("has a preset's mistake also where a service overrides it, and the service's own beside it", () => {
    const files = {
      "pay/values.yaml": "rollout: { enabled: true, canary: { steps: [{ setWieght: 5 }] } }",
      "environments.yaml": "prod: { rollout: { canary: { steps: [{ setWeight: ten }] } } }",
    };
    assert.deepEqual(errorsOf(files), [
      'environments.prod.rollout.canary.steps[0].setWeight: "ten" is not valid: expected a number.',
      'services.pay.rollout.canary.steps[0].setWieght: This key is not known. Did you mean "setWeight"?',
    ]);
  });

  it("may have no preset for an environment, and then says what that means", () => {
    const [warning, ...others] = plan({}, { environment: "prdo" }).warnings;
    assert.deepEqual(others, []);
    assert.equal(
      warning && formatFinding(warning),
      'environment: prdo has no preset, so a canary without steps of its own updates like a Deployment. Did you mean "prod"? ' +
        "Or give it an entry in environments.yaml of the catalog.",
    );
    assert.deepEqual(plan({ "environments.yaml": "prdo:" }, { environment: "prdo" }).warnings, []);
  });

  it("is a folder that is there, unless the stack does not name it", () => {
    const missing = path.join(folderOf({}), "catlog");
    const planned = (catalog: DataObject) =>
      planEnvironment(parseEnvironment({ environment: "prod", ...catalog }), readCatalog(missing, "prod"));
    assert.throws(() => planned({ catalog: missing }), /catalog: The folder .*catlog does not exist\./);
    assert.deepEqual([...planned({}).services], []);
  });

  it("reads `<<` in a file", () => {
    const files = {
      "pay/values.yaml": "resources:\n  requests: &r { cpu: 1 }\n  limits: { <<: *r, memory: 1Gi }",
    };
    assert.deepEqual(plan(files).services.get("pay")?.resources?.limits, { cpu: 1, memory: "1Gi" });
  });

  const badFiles: [string, string, RegExp][] = [
    ["is no YAML", "a: [", /Not valid YAML in line \d: .*\.$/],
    ["is a list", "- a", /values\.yaml: The file is not a map of values\.$/],
    [
      "has several documents",
      "a: 1\n---\nb: 2",
      /values\.yaml: The file has 2 YAML documents, and one is read\.$/,
    ],
  ];
  for (const [what, text, line] of badFiles) {
    it(`refuses a file that ${what}`, () => {
      const [error, ...others] = errorsOf({ "pay/values.yaml": text }, { defaults: {} });
      assert.match(error ?? "", line);
      assert.deepEqual(others, []);
    });
  }

  it("shows what is wrong in the other files of a service of which one cannot be read", () => {
    const files = { "pay/values.yaml": "a: [", "pay/values-prod.yaml": "replicaCont: 2" };
    const lines = errorsOf(files, { defaults: {} });
    assert.equal(lines.length, 2);
    assert.match(lines[1] ?? "", /^services\.pay\.replicaCont: This key is not known\./);
  });

  it("refuses a folder where a file should be", () => {
    assert.match(errorsOf({ "pay/values.yaml/oops": "" })[0] ?? "", /values\.yaml: The file is a folder\.$/);
  });
});
