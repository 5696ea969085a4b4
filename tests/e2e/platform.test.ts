import assert from "node:assert/strict";
import { copyFile, mkdir, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { type Plane, removePlane, startPlane } from "../../scripts/local/plane";
import { projectRoot } from "../../scripts/local/plane/folder";
import { runPulumi } from "../../scripts/local/pulumi";
import { temporaryFolder } from "../support/plane";
import { Cluster } from "./support/cluster";
import { Stack } from "./support/stack";

const NAME = "platform";

describe("a platform's stack", function () {
  this.timeout(300_000);
  let plane: Plane;
  let cluster: Cluster;
  let file: string;

  before(async () => {
    plane = await startPlane({ dir: await temporaryFolder() });
    cluster = new Cluster(plane);
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

  it("is what services of another stack are checked against", async () => {
    const shop = await Stack.create(plane, "shop");
    const rollout = { enabled: true, canary: { steps: [{ plugin: { name: "acme/bake" } }] } };
    const output = await shop.fail("preview", {
      platform: `organization/progressive-delivery/${NAME}`,
      services: { pay: { image: { repository: "registry.example/pay", tag: "1" }, rollout } },
    });
    assert.match(output, /The controller has no plugin "acme\/bake"\. .*of the platform's stack/);
  });

  it("leaves the CRDs when it goes", async () => {
    await run("destroy", ...on, file);
    assert.ok(await cluster.get("CustomResourceDefinition", "httproutes.gateway.networking.k8s.io"));
    assert.equal(await cluster.get("Namespace", "argo-rollouts"), undefined);
  });
});
