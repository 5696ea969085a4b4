import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { controller } from "../../components/config";
import { planInstall } from "../../components/controller";
import type { Manifest } from "../../components/manifests";
import { resolveTools } from "../../scripts/local/toolchain";
import { ApiServer } from "../support/api-server";
import { sharedPlane } from "../support/plane";

const NAMESPACE = "restricted-rollouts";

describe("the Pod Security Standard of the controller's namespace", function () {
  this.timeout(300_000);
  let server: ApiServer;
  let template: Manifest;

  before(async () => {
    server = new ApiServer(await sharedPlane());
    const { "rollouts-install.yaml": manifest } = await resolveTools(["rollouts-install.yaml"]);
    const plan = planInstall(
      await readFile(manifest.path, "utf8"),
      controller.parse({ namespace: NAMESPACE }),
    );
    assert.ok(plan.namespace);
    await server.apply(plan.namespace, { manager: "tests" });
    await server.apply(
      { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "argo-rollouts", namespace: NAMESPACE } },
      { manager: "tests" },
    );
    template = Object(plan.deployments[0]?.["spec"]).template;
  });

  /** What the API server makes of a pod of the template, with this on top. */
  async function admitted(pod: object = {}): Promise<string> {
    const metadata = { ...template.metadata, name: "controller", namespace: NAMESPACE };
    const spec = { ...Object(template["spec"]), ...pod };
    const object = { apiVersion: "v1", kind: "Pod", metadata, spec };
    try {
      await server.apply(object, { manager: "tests", dryRun: true });
      return "admitted";
    } catch (error) {
      return String(error);
    }
  }

  it("is restricted, and lets the controller's pods in", async () => {
    assert.equal(await admitted(), "admitted");
  });

  it("keeps out what is not", async () => {
    assert.match(
      await admitted({ hostNetwork: true }),
      /violates PodSecurity "restricted:latest": .*hostNetwork/,
    );
  });
});
