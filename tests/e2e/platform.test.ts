import assert from "node:assert/strict";
import { copyFile, mkdir, readFile, rm } from "node:fs/promises";
import path from "node:path";
import type { DataObject } from "../../components/config";
import { type Plane, removePlane, startPlane } from "../../scripts/local/plane";
import { projectRoot } from "../../scripts/local/plane/folder";
import { runPulumi } from "../../scripts/local/pulumi";
import { temporaryFolder } from "../support/plane";
import { Cluster } from "./support/cluster";
import { Stack } from "./support/stack";

const NAME = "platform";

interface Said {
  readonly step?: DataObject;
  readonly templateName?: string;
  readonly argument?: string;
  readonly parent?: DataObject;
}

describe("a platform's stack", function () {
  this.timeout(300_000);
  let plane: Plane;
  let cluster: Cluster;
  let shop: Stack;
  let file: string;

  before(async () => {
    plane = await startPlane({ dir: await temporaryFolder() });
    cluster = new Cluster(plane);
    shop = await Stack.create(plane, "shop");
    const folder = path.join(plane.dir, "stacks", NAME);
    await mkdir(folder, { recursive: true });
    file = path.join(folder, `Pulumi.${NAME}.yaml`);
    await copyFile(path.join(projectRoot, "stacks", `Pulumi.${NAME}.yaml`), file);
    await copyFile(path.join(projectRoot, "Pulumi.yaml"), path.join(folder, "Pulumi.yaml"));
    await run("stack", "init", NAME, "--cwd", folder);
  });
  after(async () => {
    await removePlane(plane.dir);
    await rm(plane.dir, { recursive: true, force: true });
  });

  async function run(...args: string[]): Promise<string> {
    const { code, output } = await runPulumi(plane, args);
    assert.equal(code, 0, output);
    return output;
  }
  const on = ["--yes", "--skip-preview", "--suppress-progress", "--stack", NAME, "--config-file"];

  it("makes what its example file says, and has nothing to do the second time", async () => {
    assert.match(await readFile(file, "utf8"), /role: platform/);
    await run("up", ...on, file);
    assert.deepEqual(
      await cluster.field(
        "Namespace",
        "gateways",
        "",
        "metadata",
        "labels",
        "pod-security.kubernetes.io/enforce",
      ),
      "baseline",
    );
    for (const crd of ["gateways", "httproutes"].map((kind) => `${kind}.gateway.networking.k8s.io`))
      assert.ok(await cluster.get("CustomResourceDefinition", crd));
    assert.ok(await cluster.get("ClusterAnalysisTemplate", "success-rate"));
    await run("up", "--expect-no-changes", ...on, file);
  });

  /** A service that is measured by a template of the platform, and one that is reached by its Gateway. */
  function services({
    step = { pause: {} },
    templateName = "success-rate",
    argument = "service-name",
    parent = {},
  }: Said = {}): DataObject {
    const image = { repository: "registry.example/app", tag: "1" };
    const analysis = {
      templates: [{ templateName, clusterScope: true }],
      args: [{ name: argument, value: "pay" }],
    };
    const canary = { steps: [{ setWeight: 50 }, { analysis }, step] };
    const parentRefs = [{ name: "public", namespace: "gateways", ...parent }];
    return {
      platform: `organization/progressive-delivery/${NAME}`,
      services: {
        pay: { image, rollout: { enabled: true, canary } },
        site: { image, httpRoute: { enabled: true, parentRefs, hostnames: ["shop.test"] } },
      },
    };
  }

  const wrong: [string, Said, RegExp][] = [
    [
      "plugin that its controller does not have",
      { step: { plugin: { name: "acme/bake" } } },
      /pay\.rollout\S*: The controller has no plugin "acme\/bake"\. .*of the platform's stack/,
    ],
    [
      "template that neither it nor the cluster has",
      { templateName: "succes-rate" },
      /There is no ClusterAnalysisTemplate "succes-rate"\. Did you mean "success-rate"\?/,
    ],
    [
      "argument that its template does not have",
      { argument: "servce-name" },
      /pay\.rollout\S*: The argument "service-name" of the template "success-rate" has no value\./,
    ],
    [
      "listener that its Gateway does not have",
      { parent: { sectionName: "wbe" } },
      /site\.httpRoute\.parentRefs\[0\]\.sectionName: The Gateway public has no listener "wbe"\. Did you mean "web"\?/,
    ],
  ];
  for (const [what, said, message] of wrong)
    it(`lets a service of another stack have no ${what}`, async () => {
      assert.match(await shop.fail("preview", services(said)), message);
    });

  it("has what a service of another stack names", async () => {
    await shop.up(services());
    await cluster.phase("pay", "shop", "Healthy");
    const route = ["spec", "parentRefs", "0", "name"];
    assert.equal(await cluster.field("HTTPRoute", "site", "shop", ...route), "public");
    await shop.expectNoChanges();
  });

  it("is still there when that stack goes", async () => {
    await shop.destroy();
    assert.equal(await cluster.get("Namespace", "shop"), undefined);
    assert.ok(await cluster.get("ClusterAnalysisTemplate", "success-rate"));
  });

  it("leaves the CRDs when it goes", async () => {
    await run("destroy", ...on, file);
    assert.ok(await cluster.get("CustomResourceDefinition", "httproutes.gateway.networking.k8s.io"));
    assert.equal(await cluster.get("Namespace", "argo-rollouts"), undefined);
  });
});
