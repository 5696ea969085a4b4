import assert from "node:assert/strict";
import { type ClusterQuery, readCluster } from "../../../components/cluster";
import { CONFIG_OF, INSTANCE_LABEL } from "../../../components/config";
import { type Answers, ApiServer, kubeconfigOf } from "./api-server";

const everything = { namespace: "shop", templates: true, workloads: true };
const named = (name: string, spec: object = {}) => ({ metadata: { name }, spec });
const selecting = (name: string, app: string) => named(name, { selector: { matchLabels: { app } } });
const items = (...objects: object[]) => ({ body: { items: objects } });

describe("reading the cluster", function () {
  // The first to read loads the client.
  this.timeout(20_000);
  let server: ApiServer | undefined;
  afterEach(async () => {
    await server?.stop();
    server = undefined;
  });

  async function read(answers: Answers, query: Partial<ClusterQuery> = {}) {
    server = await ApiServer.start(answers);
    return readCluster({ ...everything, kubeconfig: kubeconfigOf(server.address), ...query });
  }

  it("gives the cluster's identity, templates by name and workloads, for one list of each kind", async () => {
    const owned = { metadata: { name: "own", labels: { [INSTANCE_LABEL]: "blue" } }, spec: { args: [] } };
    const { live } = await read((path) => {
      if (path.endsWith("/namespaces/kube-system")) return { body: { metadata: { uid: "u-1" } } };
      if (path.includes("/clusteranalysistemplates")) return items(named("wide", { metrics: [] }));
      if (path.includes("/shop/analysistemplates")) return items(owned, named("any"));
      if (path.includes("/apps/v1/namespaces/shop/deployments")) return items(selecting("pay", "a"));
      if (path.includes("/rollouts")) return items(selecting("cart", "b"));
      return items();
    });
    const release = {
      phase: "",
      message: "",
      isAborted: false,
      isUnderway: false,
      isFirst: true,
      replicaSet: "cart-",
    };
    assert.deepEqual(live, {
      uid: "u-1",
      namespace: "shop",
      clusterAnalysisTemplates: new Map([["wide", { metrics: [] }]]),
      analysisTemplates: new Map([
        ["own", { args: [] }],
        ["any", {}],
      ]),
      templateInstances: new Map([["AnalysisTemplate own", "blue"]]),
      workloads: [
        { kind: "Deployment", name: "pay", selector: { app: "a" }, replicas: 1, images: {} },
        { kind: "Rollout", name: "cart", selector: { app: "b" }, replicas: 1, images: {}, release },
      ],
      config: { configMaps: new Map(), inUse: new Set() },
    });
    assert.equal(server?.asked.length, 6);
  });

  it("asks for the workloads of one service alone, and for its config", async () => {
    await read(() => items(), { templates: false, service: "pay" });
    const asked = (server?.asked ?? []).map((path) => decodeURIComponent(path));
    const queryOf = (plural: string) => asked.find((path) => path.includes(`/${plural}?`))?.split(/[?&]/)[1];
    assert.deepEqual(["deployments", "rollouts", "configmaps"].map(queryOf), [
      "fieldSelector=metadata.name=pay",
      "fieldSelector=metadata.name=pay",
      `labelSelector=${CONFIG_OF}=pay`,
    ]);
  });

  it("gives routers' objects with the namespace that was asked for, and the kinds that are not there", async () => {
    const route = { apiVersion: "example.com/v1", kind: "Route", plural: "routes" };
    const routes = [route, { ...route, namespace: "edge" }, { ...route, kind: "Other", plural: "others" }];
    const { live } = await read(
      (path) => {
        if (path.includes("/others")) return { status: 404, body: {} };
        return path.includes("/edge/routes") ? items(named("there")) : items(named("here"));
      },
      { workloads: false, routes },
    );
    assert.deepEqual(live?.routes, {
      objects: new Map([
        ["Route here", named("here")],
        ["Route edge/there", named("there")],
      ]),
      asked: new Set(["Route", "Route edge", "Other"]),
      absentKinds: new Set(["others.example.com"]),
    });
  });

  const configMap = (name: string, more: object = {}) => ({
    metadata: { name, labels: { "progressive-delivery/config-of": "pay" } },
    data: { a: "1" },
    ...more,
  });

  it("gives the ConfigMaps of services, and the names of those that any pod template needs, revisions included", async () => {
    const container = {
      envFrom: [{ configMapRef: { name: "env-from" } }, { secretRef: { name: "secret" } }],
      env: [{ name: "A", valueFrom: { configMapKeyRef: { name: "env", key: "a" } } }],
    };
    const sources = [{ configMap: { name: "projected" } }];
    const volumes = [
      { configMap: { name: "volume" } },
      { projected: { sources } },
      { secret: { name: "x" } },
    ];
    const templates: Record<string, object> = {
      deployments: { containers: [container] },
      rollouts: { initContainers: [{ envFrom: [{ configMapRef: { name: "init" } }] }] },
      replicasets: { volumes },
    };
    const { live } = await read((path) => {
      if (path.startsWith("/api/v1/namespaces/shop/configmaps?"))
        return items(
          configMap("pay-config-1", { immutable: true }),
          configMap("pay-env", { data: undefined }),
        );
      const spec = templates[/\/namespaces\/shop\/(\w+)/.exec(path)?.[1] ?? ""];
      return spec === undefined ? items() : items(named("pay", { template: { spec } }));
    });
    const found = { namespace: "shop", service: "pay" };
    assert.deepEqual(
      live?.config?.configMaps,
      new Map([
        ["pay-config-1", { ...found, immutable: true, data: { a: "1" } }],
        ["pay-env", { ...found, immutable: false, data: {} }],
      ]),
    );
    const inUse = [...live.config.inUse].sort();
    assert.deepEqual(inUse, ["env", "env-from", "init", "projected", "volume"]);
  });

  it("asks for the ConfigMaps with the label alone, and for ReplicaSets only where there are any", async () => {
    const asked = (what: string) => server?.asked.filter((path) => path.includes(what)) ?? [];
    await read(() => items());
    assert.match(asked("configmaps").join(), /labelSelector=progressive-delivery%2Fconfig-of&/);
    assert.deepEqual(asked("replicasets"), []);
    await server?.stop();
    await read((path) => (path.includes("/configmaps") ? items(configMap("pay-config-1")) : items()));
    assert.equal(asked("/apis/apps/v1/namespaces/shop/replicasets?").length, 1);
  });

  it("gives the names of Secrets, asked for without what they hold", async () => {
    const answers: Answers = (path, _method, accept) =>
      path.includes("/secrets?") && !accept?.includes("as=PartialObjectMetadataList")
        ? { status: 500, body: "the Secrets themselves" }
        : items(...(path.startsWith("/api/v1/namespaces/shop/secrets?") ? [named("a"), named("b")] : []));
    const { live } = await read(answers, { secrets: true });
    assert.deepEqual(live?.secrets, new Set(["a", "b"]));
  });

  it("gives the names of the Secrets of the controller's namespace, for which alone it asks a cluster too", async () => {
    const query = { workloads: false, templates: false, controllerNamespace: "rollouts" };
    const inRollouts = "/api/v1/namespaces/rollouts/secrets?";
    const { live } = await read(
      (path) => items(...(path.startsWith(inRollouts) ? [named("headers")] : [])),
      query,
    );
    assert.deepEqual(live?.controllerSecrets, new Set(["headers"]));
    assert.equal(live.secrets, undefined);
    await server?.stop();
    const forbidden = await read(
      (path) => (path.startsWith(inRollouts) ? { status: 403, body: {} } : items()),
      query,
    );
    assert.ok(forbidden.live);
    assert.equal(forbidden.live.controllerSecrets, undefined);
  });

  it("takes a list of metadata that is null, as the API server writes an empty one, for no Secrets", async () => {
    const { live } = await read(
      (path) => (path.includes("/secrets?") ? { body: { items: null } } : items()),
      {
        secrets: true,
      },
    );
    assert.deepEqual(live?.secrets, new Set());
  });

  it("does not ask for Secrets unless it is told to, and goes on where they may not be listed", async () => {
    await read(() => items());
    assert.ok(!server?.asked.some((path) => path.includes("secrets")));
    await server?.stop();
    for (const status of [403, 406]) {
      const { live } = await read(
        (path) => (path.includes("/secrets?") ? { status, body: {} } : items(selecting("pay", "a"))),
        { secrets: true },
      );
      assert.deepEqual([live?.workloads.length, live?.secrets], [2, undefined]);
      await server?.stop();
    }
    server = undefined;
  });

  it("goes on without the cluster's identity where it may not be read", async () => {
    const { live } = await read((path) =>
      path.endsWith("/kube-system") ? { status: 403, body: {} } : items(selecting("pay", "a")),
    );
    assert.equal(live?.uid, undefined);
    assert.equal(live?.workloads.length, 2);
  });

  it("turns the page while there is one", async () => {
    const pages: Record<string, object> = {
      "": { metadata: { continue: "2/3" }, items: [selecting("a", "a")] },
      "2%2F3": { metadata: { continue: "" }, items: [selecting("b", "b")] },
    };
    const { live } = await read(
      (path) => ({
        body: path.includes("/deployments") ? (pages[path.split("continue=")[1] ?? ""] ?? {}) : { items: [] },
      }),
      { templates: false },
    );
    assert.deepEqual(
      live?.workloads.map(({ name }) => name),
      ["a", "b"],
    );
  });

  it("finds no Rollouts and no templates where their CRDs are not installed yet", async () => {
    const { live } = await read((path) =>
      path.includes("argoproj.io")
        ? { status: 404, body: "404 page not found\n" }
        : items(selecting("pay", "a")),
    );
    assert.deepEqual(
      live?.workloads.map(({ name }) => name),
      ["pay"],
    );
    assert.equal(live?.clusterAnalysisTemplates.size, 0);
  });

  it("asks for nothing that is not wanted, and needs no cluster where nothing is", async () => {
    await read(() => items(), { templates: false });
    assert.equal(
      server?.asked.some((path) => path.includes("analysistemplates")),
      false,
    );
    const nothing = { namespace: "shop", templates: false, workloads: false, kubeconfig: "/nowhere" };
    assert.deepEqual((await readCluster(nothing)).live?.workloads, []);
  });

  it("says nothing of config that it did not look for", async () => {
    const { live } = await read(() => items(), { workloads: false });
    assert.equal(live?.config, undefined);
  });

  const refusals: [string, Answers, string][] = [
    [
      "the credentials",
      () => ({ status: 401, body: {} }),
      "The API server does not accept the kubeconfig's credentials.",
    ],
    [
      "a list",
      (path) => (path.includes("/clusteranalysis") ? { status: 403, body: {} } : items()),
      "The kubeconfig's user may not list clusteranalysistemplates.",
    ],
    ["to work", () => ({ status: 503, body: "" }), "The API server answered 503 instead of a list of"],
    ["to speak Kubernetes", () => ({ body: {} }), "The API server answered 200 instead of a list of"],
  ];
  for (const [what, answers, reason] of refusals) {
    it(`gives a reason where the server refuses ${what}`, async () => {
      const reading = await read(answers);
      assert.ok(reading.reason?.startsWith(reason), reading.reason);
    });
  }

  it("waits for a silent server or a login plugin no longer than its time limit", async () => {
    const plugin = { exec: { command: process.execPath, args: ["-e", "setTimeout(() => {}, 2000)"] } };
    const readings = [
      read(() => undefined, { timeoutSeconds: 1 }),
      readCluster({
        ...everything,
        kubeconfig: kubeconfigOf("http://127.0.0.1:1", "plane", plugin),
        timeoutSeconds: 1,
      }),
    ];
    for (const reading of readings)
      assert.deepEqual(await reading, { reason: "The cluster did not answer within 1 s." });
  });

  it("gives a reason where nobody listens or the login plugin fails", async () => {
    const gone = await ApiServer.start(() => undefined);
    await gone.stop();
    const reasonFor = async (user?: object) =>
      (await readCluster({ ...everything, kubeconfig: kubeconfigOf(gone.address, "plane", user) })).reason ??
      "";
    assert.match(await reasonFor(), /^The cluster cannot be reached: connect ECONNREFUSED/);
    const script = "console.error('log in first\\nmore'); process.exit(1)";
    assert.equal(
      await reasonFor({ exec: { command: process.execPath, args: ["-e", script] } }),
      "The cluster cannot be reached: log in first.",
    );
  });
});
