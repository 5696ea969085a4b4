import assert from "node:assert/strict";
import { ConfigError } from "../../components/config";
import { type DataObject, formatPath, type PlatformOutputs } from "../../components/config";
import { readCatalog } from "../../stacks/catalog";
import { parseEnvironment } from "../../stacks/plan-environment";
import { blindFindings, surroundingsOf } from "../../stacks/surroundings";
import { serviceOf } from "../support/services";
import { type Answers, ApiServer, kubeconfigOf } from "../components/cluster/api-server";

const image = { repository: "registry.example/app", tag: "1" };
const measuredBy = (ref: DataObject) => ({
  image,
  rollout: { enabled: true, canary: { steps: [{ analysis: { templates: [ref] } }] } },
});
const onPlatform = { platform: "shop/delivery/platform", controller: { install: false } };
const nothing: Answers = () => ({ body: { items: [] } });

describe("what is around a stack's services", function () {
  // The first to read a cluster loads its client.
  this.timeout(20_000);
  let server: ApiServer;
  afterEach(() => server.stop());

  async function around(
    config: DataObject,
    { answers = nothing, platform }: { answers?: Answers; platform?: Partial<PlatformOutputs> } = {},
  ) {
    server = await ApiServer.start(answers);
    const environment = parseEnvironment({
      environment: "prod",
      kubeconfig: kubeconfigOf(server.address),
      ...config,
    });
    const readPlatform = (stack: string) =>
      Promise.resolve({
        ...{ format: 1 as const, instances: [], namespaces: {}, gateways: [], analysisTemplates: {} },
        ...(platform ?? assert.fail(`nobody asked for the stack ${stack}`)),
      });
    return surroundingsOf(environment, readCatalog("/nowhere", "prod"), readPlatform);
  }

  const asksForTemplates = (): boolean => server.asked.some((path) => path.includes("analysistemplates"));

  it("is what the stack declares: the controller that it installs, its templates, its rules", async () => {
    const declared = { analysisTemplates: { own: {} }, rules: { "unknown-template": "warn" } };
    const { around: found } = await around({ ...declared, controller: { rollouts: 7 } });
    assert.equal(found.controller?.rollouts, 7);
    assert.deepEqual(found.clusterTemplates, declared.analysisTemplates);
    assert.deepEqual(found.settings, declared.rules);
    await server.stop();
    assert.equal((await around({ controller: { install: false } })).around.controller, undefined);
  });

  it("has the templates of the platform's stack, beside the stack's own", async () => {
    const { around: found } = await around(
      { ...onPlatform, analysisTemplates: { own: { args: [] } } },
      { platform: { analysisTemplates: { shared: {} } } },
    );
    assert.deepEqual(found.clusterTemplates, { shared: {}, own: { args: [] } });
    assert.deepEqual(found.platform?.analysisTemplates, { shared: {} });
  });

  it("has the controllers of the stack, or of its platform where another one installs them", async () => {
    const ids = ["shard-0", "shard-1"];
    const platform = { platform: "shop/delivery/platform" };
    const instancesOf = async (config: DataObject, theirs?: string[]) => {
      const { around: found } = await around(config, theirs && { platform: { instances: theirs } });
      await server.stop();
      return found.instances;
    };
    assert.deepEqual(await instancesOf({}), []);
    assert.deepEqual(await instancesOf({ controller: { shards: 2 } }), ids);
    assert.deepEqual(await instancesOf({ controller: { install: false, shards: 2 } }), ids);
    assert.deepEqual(await instancesOf({ ...platform, controller: { install: false } }, ids), ids);
    assert.deepEqual(await instancesOf({ ...platform, controller: { install: false, shards: 2 } }, ids), ids);
    assert.deepEqual(await instancesOf({ ...platform, controller: { instanceId: "own" } }, ids), ["own"]);
  });

  it("has no other controllers than the platform's, where that one has them", async () => {
    const controller = { install: false, shards: 2 };
    const config = { platform: "shop/delivery/platform", controller };
    await assert.rejects(around(config, { platform: { instances: ["blue"] } }), {
      message:
        /controller: The controllers are shard-0, shard-1 by instanceId and shards here, and blue in the platform's stack shop\/delivery\/platform\. Leave instanceId and shards to the platform\./,
    });
    await server.stop();
    await assert.rejects(around(config, { platform: {} }), { message: /and one without an id in the/ });
  });

  it("has no template that the platform's stack makes too, by itself or from the library", async () => {
    const analysisLibrary = { prometheus: "http://prometheus:9090", templates: ["restarts"] };
    const both = around(
      { ...onPlatform, analysisTemplates: { errors: {} }, analysisLibrary },
      { platform: { analysisTemplates: { errors: {}, restarts: {} } } },
    );
    await assert.rejects(both, (error) => {
      assert.ok(error instanceof ConfigError);
      assert.match(
        error.message,
        /analysisTemplates\.errors: The platform's stack shop\/delivery\/platform makes/,
      );
      assert.match(
        error.message,
        /analysisLibrary: The platform's stack .* makes the template "restarts" already/,
      );
      return true;
    });
  });

  const namespaces = { shop: { "pod-security.kubernetes.io/enforce": "baseline" } };
  it("has neither a second namespace nor a second controller beside those of the platform's stack", async () => {
    const controller = {
      ...{ version: "1.10.1", namespace: "argo-rollouts" },
      plugins: { trafficRouters: [], metricProviders: [], steps: [] },
    };
    const both = around(
      { platform: "shop/delivery/platform", namespace: "shop" },
      { platform: { namespaces, controller } },
    );
    await assert.rejects(both, (error) => {
      assert.ok(error instanceof ConfigError);
      assert.match(error.message, /namespace: The platform's stack .* makes the namespace shop already\./);
      assert.match(
        error.message,
        /controller\.install: The platform's stack .* installs a controller already/,
      );
      return true;
    });
    await server.stop();
    const apart = { ...onPlatform, namespace: "shop", createNamespace: false };
    assert.equal((await around(apart, { platform: { namespaces, controller } })).warning, undefined);
  });

  describe("with a controller of its own beside the platform's", () => {
    const plugins = { trafficRouters: [], metricProviders: [], steps: [] };
    const theirs = { version: "1.10.1", namespace: "argo-rollouts", plugins };
    const analysisTemplates = { errors: {} };
    const own = { instanceId: "green", namespace: "prod", namespaced: true };
    const found = async (controller: DataObject, more: DataObject = {}, instances: string[] = []) => {
      const platform = { controller: theirs, instances, analysisTemplates };
      const config = { platform: "shop/delivery/platform", controller, ...more };
      try {
        return (await around(config, { platform })).around;
      } finally {
        await server.stop();
      }
    };
    const refused = (message: RegExp, controller: DataObject, more: DataObject = {}, instances?: string[]) =>
      assert.rejects(found(controller, more, instances), { name: "ConfigError", message });

    it("shares no id with it", async () => {
      const same =
        /controller\.install: .* installs a controller already: two would work on the same Rollouts\./;
      await refused(same, { namespace: "prod", namespaced: true });
      await refused(/already that has the id green: two/, own, {}, ["green"]);
      await refused(/already that has the id green-shard-0: two/, { ...own, shards: 2 }, {}, [
        "green-shard-0",
      ]);
      assert.deepEqual((await found(own)).instances, ["green"]);
      assert.deepEqual((await found(own, {}, ["blue"])).instances, ["green"]);
      assert.deepEqual((await found({ ...own, instanceId: undefined }, {}, ["blue"])).instances, []);
    });

    it("shares no name of an object with it", async () => {
      await refused(/controller\.namespace: .* in the namespace argo-rollouts too/, {
        ...own,
        namespace: "argo-rollouts",
      });
      const roles = /controller\.namespaced: .* makes the ClusterRoles of a controller already/;
      await refused(roles, { ...own, namespaced: false });
      await refused(roles, { ...own, aggregateRoles: true });
      await refused(roles, { ...own, namespaced: false, rights: "none" });
      const without = { ...own, namespaced: false, rights: "none", aggregateRoles: false };
      assert.deepEqual((await found(without)).instances, ["green"]);
    });

    it("sees none of its templates, and has those of the same names where they are called otherwise", async () => {
      assert.deepEqual((await found(own)).clusterTemplates, {});
      const errors = { analysisTemplates: { errors: { args: [] } } };
      await refused(/analysisTemplates\.errors: .* makes the template "errors" already/, own, errors);
      const several = await found({ ...own, shards: 2 }, errors);
      assert.deepEqual(several.clusterTemplates, errors.analysisTemplates);
    });
  });

  it("has the security level of the namespace, by the stack that makes it", async () => {
    const apart = { ...onPlatform, namespace: "shop", createNamespace: false };
    assert.equal((await around(apart, { platform: { namespaces } })).around.podSecurity, "baseline");
    await server.stop();
    const own = { podSecurity: { enforce: { level: "restricted", version: "latest" } } };
    assert.equal((await around({ ...own })).around.podSecurity, "restricted");
    await server.stop();
    assert.equal((await around({ ...own, createNamespace: false })).around.podSecurity, undefined);
  });

  it("has the namespace with its labels, where the stack or its platform makes it", async () => {
    const namespaceIn = async (config: DataObject, platform?: Partial<PlatformOutputs>) => {
      const { around: found } = await around(config, platform && { platform });
      await server.stop();
      return found.namespace;
    };
    const own = { podSecurity: { enforce: "restricted" }, namespaceLabels: { team: "shop" } };
    const labels = { team: "shop", "pod-security.kubernetes.io/enforce": "restricted" };
    assert.deepEqual(await namespaceIn(own), { name: "prod", labels });
    const apart = { ...onPlatform, namespace: "shop", createNamespace: false };
    assert.deepEqual(await namespaceIn(apart, { namespaces }), { name: "shop", labels: namespaces.shop });
    assert.deepEqual(await namespaceIn(apart, {}), { name: "shop" });
  });

  it("has the objects of routers, asked for once for all services", async () => {
    const httpRoute = { enabled: true, parentRefs: [{ name: "edge" }] };
    const answers: Answers = (path) =>
      path.includes("virtualservices")
        ? { status: 404, body: {} }
        : { body: { items: path.includes("httproutes") ? [{ metadata: { name: "pay" } }] : [] } };
    const mesh = { "cw-istio": { enabled: true, virtualService: { enabled: true } } };
    const services = {
      pay: { image, httpRoute },
      cart: { image, httpRoute, ...mesh },
      plain: { image },
      wrong: { httpRoute: 1 },
    };
    const { around: found } = await around({ namespace: "shop", services }, { answers });
    assert.deepEqual([...(found.live?.routes?.objects.keys() ?? [])], ["HTTPRoute pay"]);
    assert.deepEqual([...(found.live?.routes?.absentKinds ?? [])], ["virtualservices.networking.istio.io"]);
    assert.equal(server.asked.filter((path) => path.includes("/shop/httproutes")).length, 1);
  });

  it("has what runs in the namespace of the services", async () => {
    const answers: Answers = (path) => ({
      body: { items: path.includes("/namespaces/shop/deployments") ? [{ metadata: { name: "pay" } }] : [] },
    });
    const { around: found } = await around({ namespace: "shop", services: { pay: { image } } }, { answers });
    assert.deepEqual(found.live?.workloads, [
      { kind: "Deployment", name: "pay", selector: {}, replicas: 1, images: {} },
    ]);
  });

  it("needs no cluster for a stack without services", async () => {
    const { around: found, warning } = await around({ kubeconfig: "/nowhere" });
    assert.deepEqual([found.live?.workloads, warning], [[], undefined]);
  });

  const own = { analysisTemplates: { success: {} } };
  const reads: [string, DataObject, boolean][] = [
    ["no templates where none is named", { services: { pay: { image } } }, false],
    [
      "no templates where the service has them",
      { services: { pay: { ...measuredBy({ templateName: "success" }), ...own } } },
      false,
    ],
    [
      "no templates where the stack has them",
      { ...own, services: { pay: measuredBy({ templateName: "success" }) } },
      false,
    ],
    [
      "templates where no file has them",
      { ...own, services: { pay: measuredBy({ templateName: "sucess" }) } },
      true,
    ],
    [
      "templates where only another service has them",
      { services: { pay: measuredBy({ templateName: "success" }), cart: { image, ...own } } },
      true,
    ],
    [
      "templates where the reference asks for the other scope",
      { services: { pay: { ...measuredBy({ templateName: "success", clusterScope: true }), ...own } } },
      true,
    ],
    [
      "templates where one of the stack's names another",
      {
        analysisTemplates: { success: { templates: [{ templateName: "base", clusterScope: true }] } },
        services: { pay: { image } },
      },
      true,
    ],
  ];
  for (const [what, config, expected] of reads) {
    it(`reads ${what}`, async () => {
      await around(config);
      assert.equal(asksForTemplates(), expected);
    });
  }

  const reading = {
    args: [{ name: "token", valueFrom: { secretKeyRef: { name: "keys", key: "token" } } }],
  };
  const byDatadog = {
    metrics: [
      { name: "a", provider: { datadog: { query: "q", secretRef: { name: "keys", namespaced: true } } } },
    ],
  };
  const measured = measuredBy({ templateName: "success" });
  const env = [{ name: "TOKEN", valueFrom: { secretKeyRef: { name: "keys", key: "token" } } }];
  const readsOfSecrets: [string, DataObject, boolean][] = [
    [
      "no names of Secrets where no template reads one",
      { ...own, services: { pay: { ...measured, env } } },
      false,
    ],
    [
      "names of Secrets where a template of the stack reads one",
      { analysisTemplates: { success: reading }, services: { pay: measured } },
      true,
    ],
    [
      "names of Secrets where a template of a service reads one",
      { services: { pay: { ...measured, analysisTemplates: { success: byDatadog } } } },
      true,
    ],
    [
      "no names of Secrets where the stack declares them",
      {
        analysisTemplates: { success: reading },
        analysisSecrets: { keys: { existing: true } },
        services: { pay: measured },
      },
      false,
    ],
    ["names of Secrets where a template of the cluster may read one", { services: { pay: measured } }, true],
    ["no names of Secrets where there is no service", { analysisTemplates: { success: reading } }, false],
  ];
  for (const [what, config, expected] of readsOfSecrets) {
    it(`reads ${what}`, async () => {
      const { around: found } = await around(config);
      assert.equal(
        server.asked.some((path) => path.includes("/secrets?")),
        expected,
      );
      assert.equal(found.live?.secrets !== undefined, expected);
    });
  }

  const plugin = (name: string) => ({ name, location: "https://plugins.example/x", sha256: "0".repeat(64) });
  const headersFrom = [{ secretRef: { name: "headers" } }];
  const readsForPlugins: [string, DataObject, boolean][] = [
    [
      "where a plugin's download needs one",
      { steps: [plugin("acme/a"), { ...plugin("acme/b"), headersFrom }] },
      true,
    ],
    ["not where none does", { steps: [plugin("acme/a")] }, false],
  ];
  for (const [where, plugins, expected] of readsForPlugins) {
    it(`reads names of Secrets of the controller's namespace ${where}`, async () => {
      const { around: found } = await around({ controller: { namespace: "rollouts", plugins } });
      const asked = (namespace: string) => server.asked.some((one) => one.includes(`/${namespace}/secrets?`));
      assert.deepEqual([asked("rollouts"), asked("prod")], [expected, false]);
      assert.equal(found.live?.controllerSecrets !== undefined, expected);
      await server.stop();
      const elsewhere = await around({ controller: { install: false, namespace: "elsewhere", plugins } });
      assert.equal(asked("elsewhere"), false);
      assert.equal(elsewhere.around.live?.controllerSecrets, undefined);
    });
  }

  it("knows which Secrets the stack declares", async () => {
    const { around: found } = await around({ analysisSecrets: { keys: { existing: true } } });
    assert.deepEqual(found.analysisSecrets, new Set(["keys"]));
  });

  it("says in one warning why the cluster could not be read, and goes on without it", async () => {
    const { around: found, warning } = await around(
      { services: { pay: { image } } },
      { answers: () => ({ status: 403, body: {} }) },
    );
    assert.equal(found.live, undefined);
    assert.equal(
      warning,
      "The kubeconfig's user may not list deployments. So nothing was checked against what is in the cluster, and a switch between Deployment and Rollout would start with the fewest pods.",
    );
  });
});

describe("an up that could not read the cluster", () => {
  it("is refused where there are services, and nowhere else", () => {
    assert.deepEqual(blindFindings(new Map()), []);
    assert.deepEqual(
      blindFindings(new Map([["pay", serviceOf({})]])).map(({ path }) => formatPath(path)),
      ["kubeconfig"],
    );
  });
});
