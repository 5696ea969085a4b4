import assert from "node:assert/strict";
import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { load } from "js-yaml";
import { type DataObject, isDataObject } from "../../components/config";
import { type Plane, removePlane, startPlane } from "../../scripts/local/plane";
import { resolveTools } from "../../scripts/local/toolchain";
import { render } from "../../scripts/render/command";
import type { Files } from "../../scripts/render/environment";
import type { IgnoredFields } from "../../scripts/render/ignore-differences";
import { ApiServer } from "../support/api-server";
import { temporaryFolder } from "../support/plane";
import { installRouterDefinitions } from "../support/router-definitions";
import { stackFile } from "../support/stack-file";
import { Cluster } from "./support/cluster";
import {
  autoscaled,
  controllerStack,
  type Environment,
  image,
  sharedEnvironment,
} from "./support/environment";
import { applyWithKubectl } from "./support/kubectl";
import { PLUGIN_MANAGER, setWeight } from "./support/gateway-plugin";
import type { Stack } from "./support/stack";
import { readTree } from "../support/read-tree";
import {
  type Live,
  pointersOf,
  type Rendered,
  renderedIn,
  SyncedCluster,
  withoutBookkeeping,
} from "./support/synced-cluster";

const hosts = ["pay.example.com"];
const steps = [{ setWeight: 25 }, { pause: {} }];
const web = { url: "http://pay", jsonPath: "{$.ok}" };
const template = { metrics: [{ name: "up", provider: { web }, successCondition: "result" }] };
const testers = {
  setHeaderRoute: { name: "testers", match: [{ headerName: "x-tester", headerValue: { exact: "yes" } }] },
};
const canary = { enabled: true, canary: { steps } };
const parentRefs = [{ name: "edge", namespace: "gateways" }];

/** Services of all modes: name -> values. */
const modes: Readonly<Record<string, DataObject>> = {
  plain: {
    ...autoscaled,
    configFiles: { "/etc/pay/pay.yaml": "a: yes\n" },
    configEnv: { LEVEL: "0o17" },
    podDisruptionBudget: { enabled: true, maxUnavailable: 1 },
    networkPolicy: { enabled: true },
    rbac: { rules: [{ apiGroups: [""], resources: ["configmaps"], verbs: ["get"] }] },
    persistentVolumeClaims: { data: { size: "1Gi" } },
    preDeploy: { enabled: true, command: ["/migrate"] },
    extraManifests: [{ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "night" }, data: { a: "b" } }],
  },
  ratio: { ...autoscaled, rollout: canary, analysisTemplates: { own: template } },
  bluegreen: {
    rollout: { enabled: true, strategy: "blueGreen", blueGreen: { autoPromotionEnabled: false } },
  },
  hosts: { rollout: canary, routing: { istio: {} } },
  headers: {
    rollout: { enabled: true, canary: { steps: [{ setWeight: 25 }, testers, { pause: {} }] } },
    routing: { istio: {} },
  },
  subsets: { rollout: canary, routing: { istio: { subsets: true } } },
  alb: { rollout: canary, routing: { alb: { hosts } } },
  traefik: { rollout: canary, routing: { traefik: { hosts } } },
  apisix: { rollout: canary, routing: { apisix: { hosts } } },
  "app-mesh": { rollout: canary, routing: { appMesh: {} } },
  // Without its plugin no pod of it runs.
  pay: { wait: "none", rollout: canary, httpRoute: { enabled: true, parentRefs } },
};
const releasing = Object.keys(modes).filter((name) => !["plain", "pay"].includes(name));

describe("what render writes", function () {
  this.timeout(400_000);
  let env: Environment;
  let stack: Stack;
  let other: Plane;
  let cluster: Cluster;
  let synced: SyncedCluster;
  let folder: string;
  let controller: readonly Rendered[];
  let first: readonly Rendered[];
  let ignored: readonly IgnoredFields[];

  const config = (tag: string): DataObject => ({
    namespace: "render",
    analysisTemplates: { shared: template },
    services: Object.fromEntries(
      Object.entries(modes).map(([name, values]) => [
        name,
        { image: image(tag), replicaCount: 4, ...values },
      ]),
    ),
  });

  before(async () => {
    folder = await temporaryFolder();
    [env, other] = await Promise.all([sharedEnvironment(), startPlane({ dir: await temporaryFolder() })]);
    cluster = new Cluster(other);
    synced = new SyncedCluster(other);
    await installRouterDefinitions(new ApiServer(other));
    stack = await env.stack("render");
    const tool = (await resolveTools(["rollouts-install.yaml"]))["rollouts-install.yaml"];
    const { controller: said, ...rest } = controllerStack();
    assert.ok(isDataObject(said));
    const withManifest = { ...rest, controller: { ...said, manifest: { path: tool.path } } };
    controller = renderedIn(await rendered("controller", withManifest));
    await applyWithKubectl(other, path.join(folder, "out", "controller"));
    const files = await rendered("render", config("1"));
    first = renderedIn(files);
    ignored = ignoredIn(files);
    await Promise.all([stack.up(config("1")), applyWithKubectl(other, path.join(folder, "out", "render"))]);
    await healthy();
  });
  after(async () => {
    synced.close();
    await stack.destroy();
    await removePlane(other.dir);
    await rm(other.dir, { recursive: true, force: true });
    await rm(folder, { recursive: true, force: true });
  });

  /** As a person runs the command, in a project with that one stack. */
  async function rendered(name: string, said: DataObject): Promise<Files> {
    const project = path.join(folder, name);
    const out = path.join(folder, "out", name);
    await mkdir(project, { recursive: true });
    await writeFile(
      path.join(project, "Pulumi.yaml"),
      JSON.stringify({ name: "progressive-delivery", runtime: "nodejs" }),
    );
    const all = {
      environment: "dev",
      catalog: path.join(project, "catalog"),
      controller: { install: false },
      ...said,
    };
    await mkdir(path.join(project, "catalog"), { recursive: true });
    await writeFile(path.join(project, `Pulumi.${name}.yaml`), stackFile(all));
    const lines: string[] = [];
    const speech = { say: (line: string) => lines.push(line), warn: (line: string) => lines.push(line) };
    const args = ["dev", "--stack", name, "--out", out, "--repo", "https://git.example/x", "--path", "x"];
    assert.equal(await render(args, speech, project), 0, lines.join("\n"));
    return readTree(out);
  }

  async function healthy(): Promise<void> {
    await Promise.all(releasing.map((name) => cluster.phase(name, "render", "Healthy")));
  }

  it("makes the same objects as an up does: each of them, and no others", async () => {
    const ofState = async (one: Stack) =>
      (await one.resources()).filter(({ type }) => type.startsWith("kubernetes:")).length;
    assert.equal(first.length, await ofState(stack));
    assert.equal(controller.length, await ofState(env.controller));
    const upped = new SyncedCluster(env.plane);
    for (const { manifest, file } of [...controller, ...first]) {
      const [byUp, byFile] = [await upped.get(manifest), await synced.get(manifest)];
      assert.ok(byUp && byFile, file);
      assert.deepEqual(comparable(byFile), comparable(byUp), file);
    }
    upped.close();
  });

  it("is at rest when it is applied: a second time changes nothing", async () => {
    await assertNothingMoves(first);
  });

  it("starts releases when the values do, and leaves what they write to whom it belongs", async () => {
    const files = await rendered("render", config("2"));
    const second = renderedIn(files);
    assert.deepEqual(ignoredIn(files), ignored);
    await synced.syncAll(second, ignored);
    await Promise.all(releasing.map((name) => cluster.phase(name, "render", "Paused")));
    await cluster.scale("Rollout", "ratio", "render", 5);
    await cluster.scale("Deployment", "plain", "render", 5);
    await cluster.rewriteAs(PLUGIN_MANAGER, "HTTPRoute", "pay", "render", setWeight(25));
    await cluster.phase("ratio", "render", "Paused");

    const touched = new Set<string>();
    for (const one of second) {
      const pointers = pointersOf(one.manifest, ignored);
      const found = await synced.wouldChange(one);
      const open = found.filter((at) => !pointers.some((pointer) => isWithin(at, pointer)));
      assert.deepEqual(open, [], one.file);
      if (found.length > 0) touched.add(`${one.manifest.kind} ${one.manifest.metadata.name}`);
    }
    // All entries are needed; what nobody says of an annotation an apply on the server's side leaves alone.
    const needed = ignored.filter(({ kind, name }) => kind !== "Ingress" && !isUnmoved(kind, name));
    assert.deepEqual([...touched].sort(), needed.map(({ kind, name }) => `${kind} ${name}`).sort());
    assert.equal(new Set(needed.map(({ kind }) => kind)).size, 10);
    await assertNothingMoves(second);
  });

  /** A sync of what is synced: no object has another generation, or other metadata, afterwards. */
  async function assertNothingMoves(all: readonly Rendered[]): Promise<void> {
    const before = await states(all);
    await synced.syncAll(all, ignored);
    assert.deepEqual(await states(all), before);
  }

  async function states(all: readonly Rendered[]): Promise<Record<string, unknown>> {
    const found = await Promise.all(
      all.map(async ({ file, manifest }) => {
        const live = await synced.get(manifest);
        return [file, { generation: Object(live?.["metadata"]).generation, ...withoutBookkeeping(live) }];
      }),
    );
    return Object.fromEntries(found);
  }
});

/** No controller has got as far as the Services of the one whose plugin is not there. */
function isUnmoved(kind: string, name: string): boolean {
  return kind === "Service" && name.startsWith("pay-");
}

function isWithin(at: string, pointer: string): boolean {
  return at === pointer || at.startsWith(`${pointer}/`);
}

function ignoredIn(files: Files): IgnoredFields[] {
  const set: unknown = load(files.get("argocd/applicationset-services.yaml") ?? "");
  return Object(set).spec.template.spec.ignoreDifferences;
}

const ofTools = /^(pulumi\.com|argocd\.argoproj\.io|rollout\.argoproj\.io|deployment\.kubernetes\.io)\//;

/** Without what a cluster or its controllers give each object for itself, and what is said to one of both tools alone. */
function comparable(live: Live): Live {
  const { metadata, spec, ...rest } = withoutBookkeeping(live);
  const { annotations = {}, ...others } = Object(metadata);
  const kept = Object.entries(annotations).filter(([key]) => !ofTools.test(key));
  return {
    ...rest,
    spec: withoutAllotted(spec),
    metadata: { ...others, annotations: Object.fromEntries(kept) },
  };
}

function withoutAllotted(spec: unknown): unknown {
  const allotted = /^(clusterIPs?|nodePort|volumeName|batch\.kubernetes\.io\/controller-uid|controller-uid)$/;
  if (Array.isArray(spec)) return spec.map(withoutAllotted);
  if (!isDataObject(spec)) return spec;
  return Object.fromEntries(
    Object.entries(spec)
      .filter(([key]) => !allotted.test(key))
      .map(([key, value]) => [key, withoutAllotted(value)]),
  );
}
