import assert from "node:assert/strict";
import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import { resolveTools } from "../../../scripts/local/toolchain";
import { render } from "../../../scripts/render/command";
import { temporaryFolder } from "../../support/files";
import { installManifest } from "../../support/install-manifest";
import { readTree } from "../../support/read-tree";
import { withEnvironment } from "../../support/with-environment";

const folderOf = temporaryFolder();
const project = { "Pulumi.yaml": "name: shop\nruntime: nodejs" };
const keys = (config: object) =>
  JSON.stringify({
    config: Object.fromEntries(Object.entries(config).map(([key, value]) => [`shop:${key}`, value])),
  });
const image = { repository: "registry.example/app", tag: "1" };
const template = {
  metrics: [
    { name: "up", provider: { web: { url: "http://pay", jsonPath: "{$.ok}" } }, successCondition: "result" },
  ],
};
const live = (more: object = {}) => ({
  environment: "prod",
  namespace: "shop",
  controller: { install: false },
  services: { pay: { image } },
  ...more,
});

describe("npm run render", () => {
  let out: string;
  beforeEach(() => {
    out = path.join(folderOf({}), "prod");
  });

  /** What it said, and its exit code. */
  async function run(files: Readonly<Record<string, string>>, ...args: readonly string[]) {
    const [said, warned]: [string[], string[]] = [[], []];
    const speech = { say: (line: string) => said.push(line), warn: (line: string) => warned.push(line) };
    const folder = folderOf({ ...project, ...files });
    const code = await render(["prod", "--out", out, ...args], speech, folder);
    return { code, said: said.join("\n"), warned: warned.join("\n"), folder };
  }
  const text = (file: string) => readTree(out).get(file) ?? "";

  it("writes a stack, and says what is new", async () => {
    const { code, said } = await run({ "Pulumi.live.yaml": keys(live()) });
    assert.equal(code, 0);
    assert.match(said, /^live: 4 objects of 1 service and the platform in .*\/prod: 5 files new\.$/m);
    assert.match(said, /No ApplicationSet was written: it needs --repo\./);
    assert.equal(readTree(out).size, 5);
    assert.match((await run({ "Pulumi.live.yaml": keys(live()) })).said, /: nothing changed\./);
    const other = await run({ "Pulumi.live.yaml": keys(live({ services: { site: { image } } })) });
    assert.match(other.said, /3 files new, 3 files gone\./);
  });

  it("writes an ApplicationSet for a repository, and finds the folder's path in it", async () => {
    const repository = folderOf({ ".git/HEAD": "" });
    out = path.join(repository, "rendered", "prod");
    await run({ "Pulumi.live.yaml": keys(live()) }, "--repo", "https://git.example/x");
    assert.match(text("argocd/applicationset-services.yaml"), /- path: rendered\/prod\/services\/\*/);
    out = path.join(folderOf({}), "prod");
    await assert.rejects(run({ "Pulumi.live.yaml": keys(live()) }, "--repo", "x"), /--path is needed/);
  });

  it("shows every mistake with its place, and writes nothing", async () => {
    const bad = { services: { pay: { image, replicaCount: -1 }, site: {} } };
    const { code, said, warned } = await run({ "Pulumi.live.yaml": keys(live(bad)) });
    assert.equal(code, 1);
    assert.equal(said, "");
    assert.match(warned, /services\.pay\.replicaCount: /);
    assert.match(warned, /services\.site\.image: /);
    assert.ok(!existsSync(out));
  });

  it("leaves what was rendered before when there is a mistake", async () => {
    await run({ "Pulumi.live.yaml": keys(live()) });
    const before = readTree(out);
    const { code } = await run({ "Pulumi.live.yaml": keys(live({ services: { pay: {} } })) });
    assert.equal(code, 1);
    assert.deepEqual(readTree(out), before);
  });

  it("refuses what is encrypted, but for what says where the cluster is", async () => {
    const secure = { secure: "v1:abc" };
    assert.equal((await run({ "Pulumi.live.yaml": keys(live({ kubeconfig: secure })) })).code, 0);
    const hidden = { "Pulumi.live.yaml": keys(live({ namespace: secure })) };
    await assert.rejects(run(hidden), /namespace of the stack live is encrypted/);
    const inside = await run({ "Pulumi.live.yaml": keys(live({ defaults: { env: [secure] } })) });
    assert.equal(inside.code, 1);
    assert.match(inside.warned, /A secure value inside of a map/);
  });

  it("says which Secrets it withholds", async () => {
    const secret = {
      apiVersion: "v1",
      kind: "Secret",
      metadata: { name: "keys" },
      stringData: { a: "hidden" },
    };
    const services = { pay: { image, extraManifests: [secret] } };
    const { code, warned } = await run({ "Pulumi.live.yaml": keys(live({ services })) });
    assert.equal(code, 0);
    assert.match(warned, /The Secret shop\/keys has values, and is not written/);
  });

  it("says that a release manifest cannot be had", async () => {
    const controller = { manifest: { path: "/nowhere/install.yaml" } };
    await assert.rejects(run({ "Pulumi.live.yaml": keys(live({ controller })) }), {
      name: "LoadError",
      message: /controller\.manifest\.path: \/nowhere\/install\.yaml cannot be read/,
    });
    assert.ok(!existsSync(out));
  });

  it("refuses fields that the controller's release does not know", async () => {
    // Its kind has no field at all.
    const old = installManifest.replace(
      "            description:\n",
      "            spec: { type: object, properties: {} }\n$&",
    );
    const folder = folderOf({ "install.yaml": old });
    const said = live({
      controller: { manifest: { path: `${folder}/install.yaml` } },
      services: { pay: { image, rollout: { enabled: true } } },
    });
    const { code, warned } = await run({ "Pulumi.live.yaml": keys(said) });
    assert.equal(code, 1);
    assert.match(warned, /services\.pay\.rollout.*which the CRDs of Argo Rollouts .* do not know/);
  });

  it("knows a platform's stack of the same project by its file, and says when it does not", async () => {
    const analysis = { templates: [{ templateName: "shared" }] };
    const rollout = { enabled: true, canary: { steps: [{ setWeight: 50 }, { analysis }] } };
    const said = live({ platform: "acme/shop/platform", services: { pay: { image, rollout } } });
    const controller = { install: false, shards: 2 };
    const platform = keys({ role: "platform", controller, analysisTemplates: { shared: template } });
    const known = await run({ "Pulumi.live.yaml": keys(said), "Pulumi.platform.yaml": platform });
    assert.equal(known.warned, "");
    assert.match(text("services/pay/rollout-pay.yaml"), /clusterScope: true/);
    assert.match(text("services/pay/rollout-pay.yaml"), /templateName: shared-shard-[01]/);
    const other = await run({ "Pulumi.live.yaml": keys({ ...said, platform: "acme/other/platform" }) });
    assert.match(other.warned, /The stack acme\/other\/platform is not one of this project/);
    assert.doesNotMatch(text("services/pay/rollout-pay.yaml"), /clusterScope/);
  });

  it("sizes the controller for the services of the project's other stacks", async () => {
    const tool = (await resolveTools(["rollouts-install.yaml"]))["rollouts-install.yaml"];
    const controller = { manifest: { path: tool.path }, stacks: ["acme/shop/many", "acme/other/more"] };
    const many = Object.fromEntries(
      Array.from({ length: 400 }, (_, index) => [`s${String(index)}`, { image, rollout: { enabled: true } }]),
    );
    const files = {
      "Pulumi.live.yaml": keys(live({ controller })),
      "Pulumi.many.yaml": keys(live({ environment: "dev", services: many })),
    };
    const { warned } = await run(files);
    assert.match(warned, /not sized for the services of acme\/other\/more/);
    const memory = () =>
      Number(/memory: (\d+)Mi/.exec(text("platform/controller/deployment-argo-rollouts.yaml"))?.[1]);
    const sized = memory();
    await run({ "Pulumi.live.yaml": keys(live({ controller: { ...controller, stacks: [] } })) });
    assert.ok(sized > memory(), `${String(sized)} and ${String(memory())}`);
  });

  it("renders a platform's stack, but for what is a chart", async () => {
    const tools = await resolveTools(["rollouts-install.yaml", "gateway-api-crds.yaml"]);
    const platform = {
      role: "platform",
      namespaces: { gateways: {} },
      gatewayApi: { channel: "experimental" },
      certManager: {},
      issuers: { own: { selfSigned: {} } },
      analysisTemplates: { shared: template },
    };
    const variables = {
      ROLLOUTS_MANIFEST: tools["rollouts-install.yaml"].path,
      GATEWAY_API_MANIFEST: tools["gateway-api-crds.yaml"].path,
    };
    const { code, warned } = await withEnvironment(variables, () =>
      run({ "Pulumi.prod.yaml": keys(platform) }, "--repo", "https://git.example/x", "--path", "x"),
    );
    assert.equal(code, 0, warned);
    assert.match(warned, /cert-manager is a chart, and not rendered/);
    const files = [...readTree(out).keys()];
    for (const file of [
      "platform/namespace-gateways.yaml",
      "platform/clusterissuer-own.yaml",
      "platform/clusteranalysistemplate-shared.yaml",
      "platform/customresourcedefinition-httproutes.gateway.networking.k8s.io.yaml",
      "platform/controller/deployment-argo-rollouts.yaml",
      "argocd/application-platform.yaml",
    ])
      assert.ok(files.includes(file), file);
    assert.ok(!files.some((file) => file.startsWith("services/")));
  });

  it("is not called without a folder, nor for an environment without a stack", async () => {
    await assert.rejects(render(["prod"]), /Needed: --out/);
    await assert.rejects(render(["--out", out]), /Needed: an environment/);
    const catalog = folderOf({ "pay/values.yaml": "replicaCount: 2" });
    await assert.rejects(run({}, "--catalog", catalog), /No stack is of the environment prod/);
    mkdirSync(out);
  });
});
