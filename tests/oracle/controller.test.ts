import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { controller, type Data, type DataObject, isDataObject } from "../../components/config";
import { type InstallPlan, planInstall } from "../../components/controller";
import type { Manifest } from "../../components/manifests";
import { resolveTools } from "../../scripts/local/toolchain";
import { type Environment, sharedEnvironment } from "../e2e/support/environment";
import { ApiServer } from "../support/api-server";
import { controllerConfig, controllerFindings, plain } from "../support/controller";
import { controllerWithAll } from "../support/controller-with-all";

const NAMESPACE = "rollouts-dry-run";
const base = { namespace: NAMESPACE, createNamespace: false };

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
  "three shards": { shards: 3, metrics: { service: { port: 9000 } } },
};

/** Keys that say where the manifest comes from, or have a test of their own. */
const elsewhere = [
  ...["version", "manifest", "podSecurity", "namespaceLabels", "namespaceAnnotations"],
  ...["plugins", "alerts", "grafana"],
];

describe("what is rendered for the controller", function () {
  this.timeout(300_000);
  let env: Environment;
  let server: ApiServer;
  let manifest: string;

  before(async () => {
    const tools = await resolveTools(["rollouts-install.yaml"]);
    manifest = await readFile(tools["rollouts-install.yaml"].path, "utf8");
    env = await sharedEnvironment();
    server = new ApiServer(env.plane);
    await server.apply(
      { apiVersion: "v1", kind: "Namespace", metadata: { name: NAMESPACE } },
      { manager: "tests" },
    );
  });
  after(() => env.cluster.delete("Namespace", NAMESPACE));

  for (const [title, input] of Object.entries(cases))
    it(`is accepted by the API server, with every key that it says: ${title}`, async () => {
      assert.deepEqual(controllerFindings({ ...input, ...base }), []);
      const objects = objectsOf(planInstall(manifest, controllerConfig({ ...input, ...base })));
      const skipped: string[] = [];
      for (const object of objects) {
        if (!(await server.serves(object.apiVersion, object.kind))) {
          skipped.push(object.kind);
          continue;
        }
        const wanted = plain(object);
        // Names of the whole cluster belong to the controller that the plane runs: what it has is not taken away here.
        const answer = await server.apply(object, { manager: "tests", dryRun: true, force: true });
        assert.deepEqual(missing(wanted, answer), [], `${object.kind} ${object.metadata.name}`);
      }
      // Their CRDs are not there, and tests/oracle/monitoring.test.ts holds them against those.
      const others = skipped.filter(
        (kind) => !/^(Service|Pod)Monitor$|^PrometheusRule$|^HTTPRoute$/.test(kind),
      );
      assert.deepEqual(others, []);
    });

  it("is shown here with every option of the Deployment, the others in cases of their own", () => {
    const said = new Set([...Object.values(cases), base].flatMap(Object.keys));
    const silent = Object.keys(controller.shape).filter((key) => !said.has(key));
    assert.deepEqual(silent, elsewhere);
  });
});

function objectsOf({ crds, support, deployments, dashboard }: InstallPlan): readonly Manifest[] {
  return [...crds, ...support, ...deployments, ...dashboard];
}

/** Places of what was said that the API server did not keep as it was said. Lists keep their order. */
function missing(said: Data, kept: unknown, at = ""): string[] {
  if (Array.isArray(said))
    return said.flatMap((one: Data, index) =>
      missing(one, Array.isArray(kept) ? kept[index] : undefined, `${at}[${String(index)}]`),
    );
  if (!isDataObject(said)) return said === kept ? [] : [`${at} is ${JSON.stringify(kept)}`];
  return Object.entries(said).flatMap(([key, one]) =>
    // It answers without what is empty.
    isDataObject(one) && Object.keys(one).length === 0
      ? []
      : missing(one, isObject(kept) ? Reflect.get(kept, key) : undefined, `${at}.${key}`),
  );
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
