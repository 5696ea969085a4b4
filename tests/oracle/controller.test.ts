import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { controller, type ControllerConfig, type DataObject, isDataObject } from "../../components/config";
import { upstreamNotifications } from "../../components/config/controller/notifications";
import { type InstallPlan, loadInstallManifest, planInstall } from "../../components/controller";
import { type Manifest, readManifest } from "../../components/manifests";
import { resolveTools } from "../../scripts/local/toolchain";
import { type Environment, sharedEnvironment } from "../e2e/support/environment";
import { ApiServer } from "../support/api-server";
import { controllerConfig, controllerFindings, plain } from "../support/controller";
import { controllerWithAll } from "../support/controller-with-all";
import { installObjectDefinitions } from "../support/definitions";
import { missing } from "./support/kept";

const NAMESPACE = "rollouts-dry-run";
const base = { namespace: NAMESPACE, createNamespace: false };
const relabelings = [
  {
    ...{ sourceLabels: ["pod", "namespace"], separator: "/", regex: "(.+)/(.+)", modulus: 2 },
    ...{ targetLabel: "at", replacement: "$1", action: "replace" },
  },
];
/** Everything that a monitor may say. */
const monitor = {
  ...{ enabled: true, labels: { release: "prometheus" }, annotations: { note: "all" } },
  ...{ interval: "30s", scrapeTimeout: "10s", honorLabels: false, scheme: "https" },
  ...{ relabelings, metricRelabelings: relabelings, tlsConfig: { insecureSkipVerify: true } },
};

/** What is said -> a controller that says it. */
const cases: Readonly<Record<string, DataObject>> = {
  "every option": controllerWithAll,
  nothing: {},
  "an install of one namespace": { namespaced: true, rights: "used", dashboard: { enabled: true } },
  "an existing account, no budget, no probes and Recreate": {
    serviceAccount: { create: false, name: "there" },
    disruptionBudget: { enabled: false },
    probes: { off: ["liveness", "readiness"] },
    strategy: { type: "Recreate" },
    rights: "none",
  },
  "monitors and alerts": {
    metrics: { serviceMonitor: monitor, podMonitor: monitor },
    alerts: {
      ...{ enabled: true, labels: { release: "prometheus" }, annotations: { note: "all" } },
      ...{ alertLabels: { team: "shop" }, runbooks: "https://shop.example/alerts" },
      rules: {
        ArgoRolloutsMemoryHigh: { severity: "page", for: "1m", labels: { of: "memory" }, threshold: 70 },
      },
    },
  },
  "monitors that say nothing more": {
    metrics: { serviceMonitor: { enabled: true }, podMonitor: { enabled: true } },
  },
  "three shards": { shards: 3, metrics: { service: { port: 9000 } } },
};

/** Keys that say where the manifest comes from, or have a test of their own. */
const elsewhere = [
  ...["version", "manifest", "podSecurity", "namespaceLabels", "namespaceAnnotations"],
  ...["plugins", "grafana"],
];

describe("what is rendered for the controller", function () {
  this.timeout(300_000);
  let env: Environment;
  let server: ApiServer;
  let manifest: { readonly path: string };
  let defaults: { readonly path: string };

  before(async () => {
    const tools = await resolveTools(["rollouts-install.yaml", "rollouts-notifications.yaml"]);
    manifest = tools["rollouts-install.yaml"];
    defaults = tools["rollouts-notifications.yaml"];
    env = await sharedEnvironment();
    server = new ApiServer(env.plane);
    await installObjectDefinitions(server, "prometheus-operator-crds.yaml");
    await server.apply(
      { apiVersion: "v1", kind: "Namespace", metadata: { name: NAMESPACE } },
      { manager: "tests" },
    );
  });
  after(() => env.cluster.delete("Namespace", NAMESPACE));

  for (const [title, input] of Object.entries(cases))
    it(`is accepted by the API server, with every key that it says: ${title}`, async () => {
      assert.deepEqual(controllerFindings({ ...input, ...base }), []);
      await accepts(
        await rendered(controllerConfig({ ...input, ...base, manifest: { path: manifest.path } })),
      );
    });

  it("is accepted with upstream's notifications, and own ones on top", async () => {
    const notifications = {
      defaults: { enabled: true, path: defaults.path },
      triggers: { "on-rollout-paused": [{ send: ["rollout-aborted"] }] },
    };
    const config = controllerConfig({ ...base, manifest: { path: manifest.path }, notifications });
    const objects = await rendered(config);
    await accepts(objects);
    const { "trigger.on-rollout-paused": own, ...others } = entriesOf(objects);
    assert.equal(own, "- send:\n    - rollout-aborted\n");
    assert.ok("trigger.on-rollout-aborted" in others);
  });

  it("has upstream's notifications under the names that rules know", async () => {
    const objects = readManifest(await readFile(defaults.path, "utf8"), "notifications");
    const known = [
      ...upstreamNotifications.templates.map((name) => `template.${name}`),
      ...upstreamNotifications.triggers.map((name) => `trigger.${name}`),
    ];
    assert.deepEqual(Object.keys(entriesOf(objects)).sort(), known.sort());
  });

  it("is shown here with every option of the Deployment, the others in cases of their own", () => {
    const said = new Set([...Object.values(cases), base].flatMap(Object.keys));
    const silent = Object.keys(controller.shape).filter((key) => !said.has(key));
    assert.deepEqual(silent, elsewhere);
  });

  async function accepts(objects: readonly Manifest[]): Promise<void> {
    for (const object of objects) {
      // Names of the whole cluster belong to the controller that the plane runs: what it has is not taken away here.
      const answer = await server.apply(object, { manager: "tests", dryRun: true, force: true });
      assert.deepEqual(missing(plain(object), answer), [], `${object.kind} ${object.metadata.name}`);
    }
  }
});

async function rendered(config: ControllerConfig): Promise<readonly Manifest[]> {
  const plan: InstallPlan = planInstall(await loadInstallManifest(config), config);
  return [...plan.crds, ...plan.support, ...plan.deployments, ...plan.dashboard];
}

/** What the ConfigMap of notifications has. */
function entriesOf(objects: readonly Manifest[]): DataObject {
  const found = objects.find(({ metadata }) => metadata.name === "argo-rollouts-notification-configmap");
  const data = found?.["data"];
  assert.ok(isDataObject(data));
  return data;
}
