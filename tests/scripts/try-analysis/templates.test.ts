import assert from "node:assert/strict";
import {
  analysisTemplates,
  type DataObject,
  emptyCluster,
  type LiveCluster,
  templateKey,
} from "../../../components/config";
import { chooseTemplate, placeOf, scopesFor } from "../../../scripts/try-analysis/choose";
import { findTemplate } from "../../../scripts/try-analysis/find-template";
import {
  builtInTemplates,
  declaredTemplates,
  liveTemplates,
  over,
  type Templates,
} from "../../../scripts/try-analysis/templates";

const specs = (...names: string[]): Map<string, DataObject> =>
  new Map(names.map((name) => [name, { of: name }]));
const live = (namespaced: string[], clusterWide: string[]) => ({
  ...emptyCluster,
  analysisTemplates: specs(...namespaced),
  clusterAnalysisTemplates: specs(...clusterWide),
});
/** A ClusterAnalysisTemplate of the controller blue. */
const blue = (cluster: LiveCluster, name: string): LiveCluster => ({
  ...cluster,
  templateInstances: new Map([[templateKey("ClusterAnalysisTemplate", name), "blue"]]),
});

const provider = { web: { url: "http://a" } };
const declared = {
  own: analysisTemplates.parse({
    mine: { metrics: [{ name: "m", min: 0.9, provider }], templates: [{ templateName: "shared" }] },
  }),
  clusterTemplates: analysisTemplates.parse({
    shared: {
      args: [{ name: "url", type: "url", description: "What is asked." }],
      metrics: [{ name: "n", provider }],
    },
  }),
};

describe("where a template is looked for", () => {
  const both = liveTemplates(live(["rate"], ["rate"]));
  const place = { where: "here", wayOut: [] };

  it("is the cluster first, and the namespace first where one is said", () => {
    const chosen = (isSaid: boolean) =>
      chooseTemplate("rate", both, scopesFor({ from: "cluster" }, isSaid), place).scope;
    assert.deepEqual([chosen(false), chosen(true)], ["clusterWide", "namespaced"]);
  });

  it("is the other one where the first has none of that name", () => {
    const chosen = (templates: Templates, isSaid: boolean) =>
      chooseTemplate("rate", templates, scopesFor({ from: "cluster" }, isSaid), place).scope;
    assert.equal(chosen(liveTemplates(live(["rate"], [])), false), "namespaced");
    assert.equal(chosen(liveTemplates(live([], ["rate"])), true), "clusterWide");
  });

  it("is told with the nearest name and all others when there is none", () => {
    const templates = liveTemplates(live(["rate"], ["latency"]));
    const where = placeOf({ from: "cluster" }, "rat", "shop");
    assert.throws(() => chooseTemplate("rat", templates, ["clusterWide", "namespaced"], where), {
      name: "LoadError",
      message:
        'There is no template "rat" in the cluster, its namespace shop included. Did you mean "rate"? Known here: latency, rate.',
    });
  });

  it("is told where there is nothing at all, with the built-in one of that name", () => {
    const where = placeOf({ from: "cluster" }, "web-check", "shop");
    assert.throws(() => chooseTemplate("web-check", liveTemplates(live([], [])), ["clusterWide"], where), {
      message: /There are none\. The built-in one of that name can be tried with --prometheus <url>\.$/,
    });
  });

  it("names the services of the environment that have one", () => {
    const source = {
      from: "project",
      environment: "prod",
      service: undefined,
      stack: undefined,
      catalog: undefined,
    } as const;
    assert.deepEqual(placeOf(source, "mine", "shop", ["pay"]), {
      where: "in the environment prod",
      wayOut: ["The service pay has one: give --service pay."],
    });
  });
});

describe("the templates of a project", () => {
  it("are as an update renders them, and keep what is known of their arguments", () => {
    const { namespaced, clusterWide } = declaredTemplates(declared);
    const [metric] = Object(namespaced.get("mine")?.spec["metrics"]);
    assert.equal(metric.successCondition, "asFloat(result) >= 0.9");
    assert.deepEqual(namespaced.get("mine")?.spec["templates"], [
      { templateName: "shared", clusterScope: true },
    ]);
    assert.deepEqual(clusterWide.get("shared")?.spec["args"], [{ name: "url" }]);
    assert.deepEqual(clusterWide.get("shared")?.notes, [
      { name: "url", type: "url", description: "What is asked." },
    ]);
  });

  it("take the place of those in the cluster", () => {
    const all = over(declaredTemplates(declared), liveTemplates(live(["other"], ["shared"])));
    assert.deepEqual([...all.namespaced.keys()], ["other", "mine"]);
    assert.equal(all.clusterWide.get("shared")?.spec["of"], undefined);
  });

  const source = {
    from: "project",
    environment: "prod",
    service: "pay",
    stack: undefined,
    catalog: undefined,
  } as const;
  const project = { declared, namespace: "shop", instance: "blue", ownersOf: () => [] };

  it("need no look at the cluster while they name nothing else", async () => {
    const readLive = () => Promise.reject(new Error("read"));
    const around = { namespace: "shop", project, readLive };
    const found = await findTemplate({ template: "mine", source, namespace: undefined }, around);
    assert.equal(found.origin, "of the service pay in the environment prod");
    assert.equal(found.instance, "blue");
  });

  it("may name one that the cluster alone has", async () => {
    const own = analysisTemplates.parse({ mine: { templates: [{ templateName: "theirs" }] } });
    const around = {
      namespace: "shop",
      project: { ...project, declared: { own, clusterTemplates: {} } },
      readLive: () => Promise.resolve(blue(live([], ["theirs"]), "theirs")),
    };
    const { templates } = await findTemplate({ template: "mine", source, namespace: undefined }, around);
    assert.deepEqual(templates.namespaced.get("mine")?.spec["templates"], [
      { templateName: "theirs", clusterScope: true },
    ]);
    assert.ok(templates.clusterWide.has("theirs"));
  });
});

describe("a template of the cluster", () => {
  it("is tried by the controller to which it belongs", async () => {
    const found = async (name: string) => {
      const readLive = () => Promise.resolve(blue(live(["here"], ["theirs"]), "theirs"));
      const request = { template: name, source: { from: "cluster" as const }, namespace: undefined };
      return findTemplate(request, { namespace: "shop", project: undefined, readLive });
    };
    assert.equal((await found("theirs")).instance, "blue");
    assert.equal((await found("here")).instance, undefined);
  });
});

describe("the built-in templates", () => {
  it("are all there, and ask the Prometheus that is given", () => {
    const { clusterWide } = builtInTemplates("http://p:9090");
    for (const name of ["success-rate", "istio-latency-p99", "restarts", "web-check"])
      assert.ok(clusterWide.has(name), name);
    const args: { name: string; value?: string }[] = Object(clusterWide.get("success-rate")?.spec["args"]);
    assert.equal(args.find(({ name }) => name === "prometheus")?.value, "http://p:9090");
  });
});
