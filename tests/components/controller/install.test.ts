import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { controller, type ControllerConfig, type ControllerInput } from "../../../components/config";
import { loadInstallManifest, planInstall, releaseUrl, sizeController } from "../../../components/controller";
import { installManifest } from "../../support/install-manifest";

const config = (input: ControllerInput = {}): ControllerConfig => controller.parse(input);
const digest = createHash("sha256").update(installManifest).digest("hex");

describe("the controller's install", () => {
  const plan = planInstall(installManifest, config({ namespace: "rollouts", rollouts: 1000 }));

  it("pins the image to the version, though the manifest says latest", () => {
    assert.match(
      JSON.stringify(plan.deployments),
      /"image":"registry.example:5000\/argoproj\/argo-rollouts:v1.10.1"/,
    );
    assert.match(JSON.stringify(plan.deployments), /"imagePullPolicy":"IfNotPresent"/);
  });

  it("asks for memory by the number of Rollouts and keeps the other limits", () => {
    const { needs } = sizeController(config({ rollouts: 1000 }));
    assert.ok(needs);
    assert.match(
      JSON.stringify(plan.deployments),
      new RegExp(
        `"resources":{"limits":{"ephemeral-storage":"1Gi","memory":"${needs.limit}Mi"},"requests":{"cpu":"${needs.cpu}m","memory":"${needs.request}Mi"}}`,
      ),
    );
  });

  it("drops the descriptions of CRDs and keeps a property of that name", () => {
    const text = JSON.stringify(plan.crds);
    assert.equal(text.includes("A Rollout."), false);
    assert.match(text, /"properties":{"description":{"type":"string"}}/);
  });

  it("puts everything into the namespace, the subjects of bindings included", () => {
    assert.equal(plan.namespace?.metadata.name, "rollouts");
    assert.equal(plan.deployments[0]?.metadata.namespace, "rollouts");
    assert.match(
      JSON.stringify(plan.support),
      /"subjects":\[{"kind":"ServiceAccount","name":"argo-rollouts","namespace":"rollouts"}\]/,
    );
  });

  it("leaves out CRDs and namespace when told so", () => {
    const lean = planInstall(installManifest, config({ createNamespace: false, crds: { install: false } }));
    assert.deepEqual([lean.namespace, lean.crds], [undefined, []]);
  });

  it("refuses a file that is no release manifest", () => {
    assert.throws(() => planInstall("just: text", config()), /not a Kubernetes object/);
    assert.throws(() => planInstall("a: [", config()), /not valid YAML/);
    const [crd = ""] = installManifest.split("---");
    assert.throws(() => planInstall(crd, config()), /exactly one Deployment/);
  });
});

describe("the release manifest", () => {
  let folder: string;
  let server: Server;
  let url: string;
  let requests = 0;
  const cacheHome = process.env["XDG_CACHE_HOME"];

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "manifest-"));
    process.env["XDG_CACHE_HOME"] = path.join(folder, "cache");
    requests = 0;
    server = createServer((request, response) => {
      requests += 1;
      response.statusCode = request.url === "/install.yaml" ? 200 : 404;
      response.end(installManifest);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    url = `http://127.0.0.1:${String(address !== null && typeof address === "object" ? address.port : 0)}/install.yaml`;
  });

  afterEach(async () => {
    if (cacheHome === undefined) delete process.env["XDG_CACHE_HOME"];
    else process.env["XDG_CACHE_HOME"] = cacheHome;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await rm(folder, { recursive: true });
  });

  it("is downloaded once and then read from the user's cache, also without a network", async () => {
    const source = config({ manifest: { url, sha256: digest } });
    assert.equal(await loadInstallManifest(source), installManifest);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    assert.equal(await loadInstallManifest(source), installManifest);
    assert.equal(requests, 1);
  });

  it("is downloaded again for another version", async () => {
    await loadInstallManifest(config({ manifest: { url } }));
    await loadInstallManifest(config({ manifest: { url }, version: "1.9.3" }));
    assert.equal(requests, 2);
  });

  it("is refused and not kept when its digest is another one", async () => {
    const wrong = config({ manifest: { url, sha256: "0".repeat(64) } });
    await assert.rejects(loadInstallManifest(wrong), new RegExp(`has the digest ${digest}, not 0{64}`));
    await assert.rejects(loadInstallManifest(wrong));
    assert.equal(requests, 2);
  });

  it("is named with its URL and the way out when the server does not have it", async () => {
    const missing = config({ manifest: { url: `${url}.missing` } });
    await assert.rejects(
      loadInstallManifest(missing),
      /install\.yaml\.missing answered 404\. .*controller\.manifest\.path/,
    );
  });

  it("is read from a file when a path is given", async () => {
    const file = path.join(folder, "install.yaml");
    await writeFile(file, installManifest);
    assert.equal(
      await loadInstallManifest(config({ manifest: { path: file, sha256: digest } })),
      installManifest,
    );
    await assert.rejects(
      loadInstallManifest(config({ manifest: { path: `${file}.no` } })),
      /install\.yaml\.no cannot be read/,
    );
  });

  it("has upstream's notifications after it where they are wanted, with a place and a digest of their own", async () => {
    const file = path.join(folder, "notifications.yaml");
    await writeFile(file, "kind: ConfigMap");
    const load = (defaults: object) =>
      loadInstallManifest(
        config({ manifest: { url }, notifications: { defaults: { path: file, ...defaults } } }),
      );
    assert.equal(await load({}), installManifest);
    assert.equal(await load({ enabled: true }), `${installManifest}\n---\nkind: ConfigMap`);
    await assert.rejects(
      load({ enabled: true, sha256: "0".repeat(64) }),
      /controller\.notifications\.defaults\.sha256: .*has the digest/,
    );
    await assert.rejects(
      load({ enabled: true, path: `${file}.no` }),
      /controller\.notifications\.defaults\.path: .*cannot be read/,
    );
    assert.match(
      releaseUrl("1.10.1", "notifications-install.yaml"),
      /v1\.10\.1\/notifications-install\.yaml$/,
    );
  });

  it("comes from the release of the version by default", () => {
    assert.match(releaseUrl("1.10.1"), /\/releases\/download\/v1\.10\.1\/install\.yaml$/);
  });
});
