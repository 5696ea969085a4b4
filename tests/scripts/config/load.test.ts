import assert from "node:assert/strict";
import path from "node:path";
import { formatFinding } from "../../../components/config";
import { loadEnvironment, LoadError, loadEnvironments } from "../../../scripts/config/load";
import { temporaryFolder } from "../../support/files";

const folderOf = temporaryFolder();

const project = `
name: shop
runtime: nodejs
stackConfigDir: stacks
config:
  environment: { type: string }
  catalog: { type: string, default: catalog }
  namespace: shop-default
  shop:context: there
  kubernetes:context: elsewhere
`;
const stackFile = (environment: string, more = "") =>
  `config:\n  shop:environment: ${environment}\n  shop:defaults: { image: { repository: registry.example/app } }\n${more}`;

function shop(files: Readonly<Record<string, string>> = {}): string {
  return folderOf({
    "Pulumi.yaml": project,
    "stacks/Pulumi.live.yaml": stackFile("prod"),
    "catalog/pay/values.yaml": "replicaCount: 2",
    ...files,
  });
}

describe("an environment, read without Pulumi", () => {
  it("is the stack that says it is of it, with the project's defaults below", async () => {
    const loaded = await loadEnvironment({ environment: "prod", project: shop() });
    assert.equal(loaded.stack, "live");
    assert.equal(loaded.name, "prod");
    assert.equal(loaded.environment?.namespace, "shop-default");
    assert.equal(loaded.environment?.context, "there");
    assert.deepEqual(loaded.findings, []);
    assert.equal(loaded.services.get("pay")?.rollout.canary.steps.length, 8);
  });

  it("may be asked for by the name of its stack", async () => {
    assert.equal((await loadEnvironment({ environment: "live", project: shop() })).name, "prod");
  });

  it("is one stack by name when several are of it", async () => {
    const folder = shop({ "stacks/Pulumi.eu.yaml": stackFile("prod") });
    const wanted = { environment: "prod", project: folder };
    await assert.rejects(
      loadEnvironment(wanted),
      new LoadError("Several stacks are of the environment prod: eu, live. Choose one with --stack."),
    );
    assert.equal((await loadEnvironment({ ...wanted, stack: "eu" })).stack, "eu");
    await assert.rejects(loadEnvironment({ ...wanted, stack: "us" }), /There is no stack us\. .*"eu"/);
  });

  it("must be there, and what was probably meant is said", async () => {
    await assert.rejects(
      loadEnvironment({ environment: "prd", project: shop() }),
      new LoadError('No stack is of the environment prd. Did you mean "prod"?'),
    );
    await assert.rejects(
      loadEnvironment({ environment: "prod", project: folderOf({}) }),
      /Pulumi\.yaml: The file does not exist\.$/,
    );
  });

  it("needs no stack when a catalog is given: it has its preset, and what stacks bring is taken for granted", async () => {
    const values =
      "rollout: { enabled: true }\nhttpRoute: { enabled: true, parentRefs: [{ name: gate }] }\nautoscaling: { enabled: true, minReplicas: 2 }\n";
    const catalog = path.join(shop({ "catalog/web/values.yaml": values }), "catalog");
    const loaded = await loadEnvironment({ environment: "staging", project: shop(), catalog });
    assert.equal(loaded.stack, undefined);
    assert.deepEqual(loaded.findings, []);
    assert.equal(loaded.services.get("web")?.rollout.canary.steps.length, 2);
  });

  it("has what Pulumi would have made of the stack's file: words for numbers, nothing for an empty key", async () => {
    const more = "  shop:config:namespace: 7\n  shop:services:\n  shop:kubeconfig: { secure: v1:abc }\n";
    const { findings, environment } = await loadEnvironment({
      environment: "prod",
      project: shop({ "stacks/Pulumi.live.yaml": stackFile("prod", more) }),
    });
    assert.deepEqual(findings, []);
    assert.equal(environment?.namespace, "7");
    assert.equal(environment?.kubeconfig, "[secret]");
  });

  it("may hide nothing inside of a map, and the very place is named", async () => {
    const more = "  shop:services: { pay: { env: [{ name: A, value: { secure: v1:abc } }] } }\n";
    const { findings } = await loadEnvironment({
      environment: "prod",
      project: shop({ "stacks/Pulumi.live.yaml": stackFile("prod", more) }),
    });
    const [line, ...others] = findings.map(formatFinding);
    assert.deepEqual(others, []);
    assert.match(line ?? "", /^services\.pay\.env\[0\]\.value: A secure value inside of a map/);
  });

  it("is one of all that are read at once, and a file that is no YAML does not hide the others", async () => {
    const folder = shop({ "stacks/Pulumi.bad.yaml": "config: [" });
    const all = await loadEnvironments({ project: folder });
    assert.deepEqual(
      all.map(({ name, findings }) => [name, findings.length]),
      [
        ["bad", 1],
        ["prod", 0],
      ],
    );
  });

  it("says that it does not see what Pulumi ESC brings", async () => {
    const text = `environment: [shared]\n${stackFile("prod")}`;
    const { findings } = await loadEnvironment({
      environment: "prod",
      project: shop({ "stacks/Pulumi.live.yaml": text }),
    });
    assert.deepEqual(
      findings.map(({ rule, severity }) => [rule, severity]),
      [["esc-environment", "warning"]],
    );
  });
});
