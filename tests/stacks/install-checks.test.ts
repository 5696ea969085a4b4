import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type DataObject, formatFinding } from "../../components/config";
import { installChecks } from "../../stacks/install-checks";
import type { FormerOutputs } from "../../stacks/cluster-identity";
import { declaredSurroundings, parseEnvironment, planEnvironment } from "../../stacks/plan-environment";
import { type Answers, ApiServer, kubeconfigOf } from "../components/cluster/api-server";
import { installManifest } from "../support/install-manifest";
import { running } from "../support/live";
import { withLive } from "../support/scoped-rule-cases";

const open: DataObject = { type: "object", "x-kubernetes-preserve-unknown-fields": true };
const strategy = (...canary: string[]): DataObject => ({
  type: "object",
  properties: {
    canary: { type: "object", properties: Object.fromEntries(canary.map((key) => [key, open])) },
  },
});
/** A CRD of Rollouts whose canaries have these fields. */
const crd = (...canary: string[]): DataObject => {
  const properties = Object.fromEntries(
    [
      "replicas",
      "selector",
      "template",
      "workloadRef",
      "revisionHistoryLimit",
      "progressDeadlineSeconds",
    ].map((key) => [key, open]),
  );
  const spec: DataObject = { type: "object", properties: { ...properties, strategy: strategy(...canary) } };
  const version = {
    name: "v1alpha1",
    served: true,
    storage: true,
    schema: { openAPIV3Schema: { type: "object", properties: { spec } } },
  };
  return {
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    metadata: { name: "rollouts.argoproj.io" },
    spec: { names: { kind: "Rollout", plural: "rollouts" }, versions: [version] },
  };
};
const older = crd("steps", "maxSurge", "maxUnavailable");
const newer = crd("steps", "maxSurge", "maxUnavailable", "minPodsPerReplicaSet");

const service = (canary: DataObject = {}) => ({
  image: { repository: "registry.example/pay", tag: "1" },
  rollout: { enabled: true, canary: { steps: [{ setWeight: 50 }], ...canary } },
});
const using = service({ minPodsPerReplicaSet: 2 });
const rollout = (namespace: string, name: string, canary: DataObject): DataObject => ({
  kind: "Rollout",
  metadata: { name, namespace },
  spec: { strategy: { canary } },
});

interface InCluster {
  readonly crd?: DataObject;
  readonly version?: string;
  readonly rollouts?: readonly DataObject[];
}

describe("the controller of a stack against its cluster", function () {
  // The first to read loads the client.
  this.timeout(20_000);
  let folder: string;
  let server: ApiServer | undefined;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "install-checks-"));
  });
  after(() => rm(folder, { recursive: true }));
  afterEach(async () => {
    await server?.stop();
    server = undefined;
  });

  /** A release whose manifest has this CRD. */
  async function release(version: string, definition: DataObject): Promise<DataObject> {
    const file = path.join(folder, `${version}.yaml`);
    const [, ...others] = installManifest.split("---");
    await writeFile(file, [JSON.stringify(definition), ...others].join("\n---\n"));
    return { version, manifest: { path: file } };
  }

  async function checked(config: DataObject, inCluster: InCluster | Answers, former: FormerOutputs = {}) {
    server = await ApiServer.start(typeof inCluster === "function" ? inCluster : answersOf(inCluster));
    const environment = parseEnvironment({
      ...{ environment: "prod", namespace: "shop", kubeconfig: kubeconfigOf(server.address) },
      ...config,
    });
    const catalog = { services: new Map(), presets: {}, presetsFile: "environments.yaml", findings: [] };
    const around = {
      ...declaredSurroundings(environment),
      ...withLive({ namespace: "shop", workloads: [running("Rollout")] }),
    };
    const plan = planEnvironment(environment, catalog, declaredSurroundings(environment));
    const { findings, ...others } = await installChecks(environment, plan, around, former);
    return { said: findings.map(formatFinding), ...others };
  }

  function answersOf({ crd: definition, version, rollouts = [] }: InCluster): Answers {
    return (asked) => {
      if (asked.includes("/deployments"))
        return {
          body: {
            items:
              version === undefined
                ? []
                : [{ spec: { template: { spec: { containers: [{ image: `a:v${version}` }] } } } }],
          },
        };
      if (asked.endsWith("/rollouts.argoproj.io") && definition) return { body: definition };
      if (asked.includes("/rollouts?")) return { body: { items: rollouts } };
      return { status: 404, body: {} };
    };
  }

  it("says which fields another release brings, and has nothing to say of a first install or the same one", async () => {
    const controller = await release("1.10.1", newer);
    const { said, notice } = await checked({ controller }, { crd: older, version: "1.9.3" });
    assert.deepEqual(said, []);
    assert.equal(
      notice,
      "Argo Rollouts 1.9.3 -> 1.10.1: fields of its kinds: new spec.strategy.canary.minPodsPerReplicaSet of rollouts.",
    );
    await server?.stop();
    assert.deepEqual(await checked({ controller }, {}), { said: [] });
    await server?.stop();
    assert.deepEqual(await checked({ controller }, { crd: newer, version: "1.10.1" }), { said: [] });
  });

  it("refuses a release that drops what others use, and reads them only then", async () => {
    const others = {
      crd: newer,
      version: "1.10.1",
      rollouts: [rollout("mall", "cart", { minPodsPerReplicaSet: 2 })],
    };
    const { said } = await checked({ controller: await release("1.8.3", older) }, others);
    assert.deepEqual(said, [
      "controller.version: Argo Rollouts 1.8.3 does not know spec.strategy.canary.minPodsPerReplicaSet, which is used by Rollout mall/cart. Take the field out there first, or stay with the release in the cluster.",
    ]);
    await server?.stop();
    await checked({ controller: await release("1.10.1", newer) }, others);
    assert.deepEqual(
      server?.asked.filter((asked) => asked.includes("/rollouts?limit=500")),
      [],
    );
  });

  it("judges the stack's own objects by what they become, not by what they are", async () => {
    const controller = await release("1.8.3", older);
    const live = { crd: newer, rollouts: [rollout("shop", "pay", { minPodsPerReplicaSet: 2 })] };
    assert.deepEqual((await checked({ controller, services: { pay: service() } }, live)).said, []);
    await server?.stop();
    assert.deepEqual((await checked({ controller, services: { pay: using } }, live)).said, [
      "services.pay.rollout.canary.minPodsPerReplicaSet: The Rollout pay has spec.strategy.canary.minPodsPerReplicaSet, which the CRDs of Argo Rollouts 1.8.3 do not know: the API server would drop it without a word. Take it out, or install a release that knows it.",
    ]);
  });

  it("holds services against the cluster's CRDs where another stack has the controller", async () => {
    const config = { controller: { install: false }, services: { pay: using } };
    const { said, notice } = await checked(config, { crd: older, version: "1.9.3" });
    assert.match(
      said.join("\n"),
      /^services\.pay\.rollout\.canary\.minPodsPerReplicaSet: .* the CRDs of the cluster do not know/,
    );
    assert.equal(notice, undefined);
    await server?.stop();
    assert.deepEqual((await checked(config, { crd: newer })).said, []);
    await server?.stop();
    // Where they may not be read, or there are none, nobody knows.
    assert.deepEqual((await checked(config, {})).said, []);
  });

  it("does the same where the stack has the controller and leaves the CRDs alone", async () => {
    const controller = { ...(await release("1.10.1", newer)), crds: { install: false } };
    const { said } = await checked({ controller, services: { pay: using } }, { crd: older });
    assert.match(said.join("\n"), /the CRDs of the cluster do not know/);
  });

  it("counts the Rollouts that lose their controller, without those that go with it", async () => {
    const controller = { install: false };
    const former = { controller: { version: "1.10.1" }, services: { pay: {} } };
    const gone = await checked({ controller }, { rollouts: [rollout("shop", "pay", {})] }, former);
    assert.deepEqual(gone.said, []);
    await server?.stop();
    const rollouts = [rollout("shop", "pay", {}), rollout("mall", "cart", {})];
    for (const [services, count] of [
      [{}, "1 Rollout is"],
      [{ pay: service() }, "2 Rollouts are"],
    ] as const) {
      const { said } = await checked({ controller, services }, { rollouts }, former);
      assert.match(
        said.join("\n"),
        new RegExp(`^controller\\.install: The controller 1\\.10\\.1 would be removed while ${count} in`),
      );
      await server?.stop();
    }
  });

  it("asks nothing for a stack of Deployments under another stack's controller", async () => {
    const services = { pay: { ...service(), rollout: { enabled: false } } };
    await checked({ controller: { install: false }, services }, {});
    assert.deepEqual(server?.asked, []);
  });

  it("gives the reason where the users of a field may not be listed", async () => {
    const answers = answersOf({ crd: newer });
    const { unread } = await checked({ controller: await release("1.8.3", older) }, (asked, ...rest) =>
      asked.includes("/rollouts?limit=500") ? { status: 403, body: {} } : answers(asked, ...rest),
    );
    assert.equal(unread, "The kubeconfig's user may not list rollouts.");
  });
});
