import assert from "node:assert/strict";
import { controller, type DataObject, INSTANCE_LABEL, templateKey } from "../../../components/config";
import { referenceRules } from "../../../components/rules/references";
import { gatewayRules } from "../../../components/rules/references/gateways";
import { describeRules, findingsOf } from "../../support/rule-cases";
import { withLive, withPlatform, withPlugins } from "../../support/scoped-rule-cases";

const provider = { prometheus: { address: "http://prometheus", query: "up" } };
const template = { metrics: [{ name: "up", provider }] };
const naming = (...refs: DataObject[]): DataObject => ({ templates: refs });
const measuredBy = (...refs: DataObject[]): DataObject => ({
  rollout: { enabled: true, canary: { steps: [{ analysis: naming(...refs) }] } },
});
const subscribing = (subscribe: DataObject): { rollout: DataObject } => ({
  rollout: { enabled: true, notifications: { subscribe } },
});
const at = "services.pay.rollout.canary.steps[0].analysis.templates[0].templateName";
const inNamespace = withLive({ analysisTemplates: new Map([["success-rate", template]]) });
const inCluster = withLive({ clusterAnalysisTemplates: new Map([["success-rate", template]]) });
const workload = (selector: Record<string, string>, kind: "Deployment" | "Rollout" = "Rollout") =>
  withLive({ workloads: [{ kind, name: "pay", selector, replicas: 1, images: {} }] });
const location = "https://plugins.example/x";
const secretArg = (name: string, secret: string, key: string): DataObject => ({
  name,
  valueFrom: { secretKeyRef: { name: secret, key } },
});
const reading = (secret: string) => ({
  args: [{ name: "token", valueFrom: { secretKeyRef: { name: secret, key: "api-key" } } }],
  ...template,
});
const measuredByDatadog = (secretRef: DataObject): DataObject => ({
  metrics: [{ name: "dd", provider: { datadog: { query: "q", secretRef } } }],
});
const fromStore = { secretStoreRef: { name: "vault" }, dataFrom: [{ extract: { key: "datadog" } }] };
const object = (kind: string, name: string, spec: DataObject = {}, namespace?: string): DataObject => ({
  apiVersion: "example.com/v1",
  kind,
  metadata: { name, ...(namespace && { namespace }) },
  spec,
});
const clusterTemplates = {
  errors: reading("datadog-keys"),
  declared: reading("declared"),
  there: reading("there"),
};
/** The namespace shop with these Secrets, and a cluster with these templates. */
const secretsOf = (names: string | readonly string[] = [], templates: Record<string, DataObject> = {}) =>
  withLive({
    namespace: "shop",
    secrets: new Set([names].flat()),
    clusterAnalysisTemplates: new Map(Object.entries(templates)),
  });
/** Services of these controllers, and a cluster with a template of the controller blue, one of green, and one of no id. */
const ofControllers = (instances: readonly string[]) => ({
  instances,
  ...withLive({
    clusterAnalysisTemplates: new Map([["blue", template]]),
    analysisTemplates: new Map(["green", "none"].map((name) => [name, template])),
    templateInstances: new Map([
      [templateKey("ClusterAnalysisTemplate", "blue"), "blue"],
      [templateKey("AnalysisTemplate", "green"), "green"],
    ]),
  }),
});
const ofLabel = `(${INSTANCE_LABEL}). Declare it in analysisTemplates, so that it is made with that one.`;

const others = referenceRules.filter((rule) => !gatewayRules.includes(rule));
describeRules("rules about references", others, [
  {
    rule: "unknown-template",
    when: "a misspelt template",
    refuses: measuredBy({ templateName: "succes-rate" }),
    with: `${at}: There is no AnalysisTemplate "succes-rate". Did you mean "success-rate"?`,
    accepts: [measuredBy({ templateName: "success-rate" }), { rollout: { enabled: false } }],
    around: inNamespace,
  },
  {
    rule: "unknown-template",
    when: "a template in the other scope",
    refuses: measuredBy({ templateName: "success-rate", clusterScope: false }),
    with: `${at}: There is no AnalysisTemplate "success-rate". There is one with clusterScope: true.`,
    accepts: [
      measuredBy({ templateName: "success-rate", clusterScope: true }),
      measuredBy({ templateName: "success-rate" }),
    ],
    around: inCluster,
  },
  {
    rule: "unknown-template",
    when: "a misspelt template of the scope that is said, and of no other",
    refuses: measuredBy(
      { templateName: "latencyy", clusterScope: true },
      { templateName: "latencyy", clusterScope: false },
    ),
    with: [
      `${at}: There is no ClusterAnalysisTemplate "latencyy". Did you mean "latency"?`,
      `${at.replace("[0].templateName", "[1].templateName")}: There is no AnalysisTemplate "latencyy". Did you mean "latencies"?`,
    ],
    accepts: measuredBy(
      { templateName: "latency", clusterScope: true },
      { templateName: "latencies", clusterScope: false },
    ),
    around: withLive({
      clusterAnalysisTemplates: new Map([["latency", template]]),
      analysisTemplates: new Map([["latencies", template]]),
    }),
  },
  {
    rule: "unknown-template",
    when: "what a template of the service names",
    refuses: {
      ...measuredBy({ templateName: "all" }),
      analysisTemplates: { all: naming({ templateName: "success-rate", clusterScope: true }) },
    },
    with: `services.pay.analysisTemplates.all.templates[0].templateName: There is no ClusterAnalysisTemplate "success-rate". There is one with clusterScope: false.`,
    accepts: {
      ...measuredBy({ templateName: "all" }),
      analysisTemplates: { all: naming({ templateName: "success-rate" }) },
    },
    around: inNamespace,
  },
  {
    rule: "unknown-template",
    when: "what a template of the cluster names",
    refuses: measuredBy({ templateName: "all" }),
    with: `${at}: There is no AnalysisTemplate "success-rate", which the template "all" names. There is one with clusterScope: true.`,
    accepts: { ...measuredBy({ templateName: "all" }), analysisTemplates: { "success-rate": template } },
    around: withLive({
      clusterAnalysisTemplates: new Map([
        ["all", naming({ templateName: "success-rate" })],
        ["success-rate", template],
      ]),
    }),
  },
  {
    rule: "unknown-template",
    when: "a template of another controller",
    refuses: measuredBy({ templateName: "blue" }, { templateName: "none" }),
    with: [
      `${at}: There is no AnalysisTemplate "blue". The cluster's ClusterAnalysisTemplate of that name has the label blue, and the controller of this service sees those with the label green ${ofLabel}`,
      `${at.replace("[0].templateName", "[1].templateName")}: There is no AnalysisTemplate "none". The cluster's AnalysisTemplate of that name has no label, and the controller of this service sees those with the label green ${ofLabel}`,
    ],
    accepts: measuredBy({ templateName: "green" }),
    around: ofControllers(["green"]),
  },
  {
    rule: "unknown-template",
    when: "a template of a controller with an id",
    refuses: measuredBy({ templateName: "blue", clusterScope: true }),
    with: `${at}: There is no ClusterAnalysisTemplate "blue". The cluster's ClusterAnalysisTemplate of that name has the label blue, and the controller of this service sees those with no label ${ofLabel}`,
    accepts: measuredBy({ templateName: "none" }),
    around: ofControllers([]),
  },
  {
    rule: "unknown-template",
    when: "a template in an experiment",
    refuses: {
      rollout: {
        enabled: true,
        canary: {
          steps: [
            {
              experiment: {
                templates: [{ name: "canary", specRef: "canary" }],
                analyses: [{ name: "check", templateName: "latency" }],
              },
            },
          ],
        },
      },
    },
    with: `services.pay.rollout.canary.steps[0].experiment.analyses[0].templateName: There is no AnalysisTemplate "latency". Declare it in analysisTemplates.`,
    // A Deployment measures nothing, and its templates are not made.
    accepts: { analysisTemplates: { all: naming({ templateName: "latency" }) } },
    around: withLive(),
  },
  {
    rule: "unknown-shard",
    when: "a controller that several are not",
    refuses: { rollout: { enabled: true, shard: 2 } },
    with: "services.pay.rollout.shard: 2 is not there: there are 2 controllers, 0 to 1. Leave it out, and the service's name decides; or raise controller.shards.",
    accepts: [{ rollout: { enabled: true, shard: 1 } }, { rollout: { shard: 2 } }],
    around: { instances: ["shard-0", "shard-1"] },
  },
  {
    rule: "unknown-shard",
    when: "one of several controllers where there is one",
    refuses: { rollout: { enabled: true, shard: 1 } },
    with: "services.pay.rollout.shard: 1 is not there: there is one controller. Leave it out, and the service's name decides; or raise controller.shards.",
    accepts: { rollout: { enabled: true, shard: 0 } },
    around: { instances: [] },
  },
  {
    rule: "unchecked-template",
    refuses: measuredBy({ templateName: "success-rate" }),
    with: `${at}: Not checked: the AnalysisTemplate "success-rate" is not in the stacks, and the cluster was not read. Make sure that the cluster has it.`,
    accepts: measuredBy({ templateName: "shared" }),
    around: { clusterTemplates: { shared: { metrics: [] } } },
  },
  {
    rule: "missing-secret",
    when: "the Secret of an argument",
    refuses: measuredBy({ templateName: "errors" }),
    with: `${at}: The template "errors" reads the Secret "datadog-keys" (key api-key), and the namespace shop has none of that name. Create it, or declare it in analysisSecrets.`,
    accepts: [
      measuredBy({ templateName: "declared" }),
      measuredBy({ templateName: "there" }),
      { ...measuredBy({ templateName: "errors" }), extraManifests: [object("Secret", "datadog-keys")] },
      { ...measuredBy({ templateName: "errors" }), extraManifests: [object("SealedSecret", "datadog-keys")] },
      {
        ...measuredBy({ templateName: "errors" }),
        extraManifests: [object("ExternalSecret", "other", { target: { name: "datadog-keys" } })],
      },
      {
        ...measuredBy({ templateName: "errors" }),
        externalSecrets: { dd: { ...fromStore, target: { name: "datadog-keys" } } },
      },
      {
        ...measuredBy({ templateName: "own" }),
        analysisTemplates: { own: reading("pay-dd") },
        externalSecrets: { dd: fromStore },
      },
      { analysisTemplates: { own: reading("nowhere") } },
    ],
    around: { ...secretsOf("there"), clusterTemplates, analysisSecrets: new Set(["declared"]) },
  },
  {
    rule: "missing-secret",
    when: "what only seems to make one",
    refuses: {
      ...measuredBy({ templateName: "errors" }),
      externalSecrets: { dd: { ...fromStore, target: { name: "datadog-keys", creationPolicy: "Merge" } } },
      extraManifests: [
        object("ConfigMap", "datadog-keys"),
        object("Secret", "datadog-keys", {}, "elsewhere"),
        object("ExternalSecret", "datadog-keys", { target: { name: "other" } }),
      ],
    },
    with: `${at}: The template "errors" reads the Secret "datadog-keys" (key api-key), and the namespace shop has none of that name. Create it, or declare it in analysisSecrets.`,
    accepts: {
      ...measuredBy({ templateName: "errors" }),
      extraManifests: [object("Secret", "datadog-keys", {}, "shop")],
    },
    around: { ...secretsOf(), clusterTemplates },
  },
  {
    rule: "missing-secret",
    when: "the Secret of datadog, in a template of the cluster that another one names",
    refuses: measuredBy({ templateName: "up" }, { templateName: "all", clusterScope: true }),
    with: `${at.replace("[0].templateName", "[1].templateName")}: The template "datadog" reads the Secret "dd" (keys api-key, app-key), and the namespace shop has none of that name. Create it, or declare it in analysisSecrets.`,
    accepts: [
      measuredBy({ templateName: "shared", clusterScope: true }),
      measuredBy({ templateName: "templated", clusterScope: true }),
    ],
    around: {
      clusterTemplates: { up: { metrics: [] } },
      ...secretsOf([], {
        all: naming({ templateName: "datadog", clusterScope: true }),
        datadog: measuredByDatadog({ name: "dd", namespaced: true }),
        shared: measuredByDatadog({ name: "dd" }),
        templated: {
          args: [{ name: "secret" }],
          ...measuredByDatadog({ name: "{{args.secret}}", namespaced: true }),
        },
      }),
    },
  },
  {
    rule: "missing-secret",
    when: "one Secret with two keys, and not the argument that another template decides",
    refuses: {
      ...measuredBy({ templateName: "own" }),
      analysisTemplates: {
        own: { ...template, args: [secretArg("a", "dd", "x"), secretArg("b", "dd", "y")] },
      },
    },
    with: `${at}: The template "own" reads the Secret "dd" (keys x, y), and the namespace shop has none of that name. Create it, or declare it in analysisSecrets.`,
    accepts: {
      ...measuredBy({ templateName: "own" }, { templateName: "first" }),
      analysisTemplates: {
        own: { args: [{ name: "a", value: "1" }] },
        first: { ...template, args: [secretArg("a", "dd", "x")] },
      },
    },
    around: secretsOf(),
  },
  {
    rule: "unchecked-secret",
    refuses: measuredBy({ templateName: "errors" }),
    with: `${at}: Not checked: The template "errors" reads the Secret "datadog-keys" (key api-key), and the names of the cluster's Secrets were not read. Make sure that the service's namespace has it, and declare it in analysisSecrets.`,
    accepts: measuredBy({ templateName: "declared" }),
    around: { ...withLive(), clusterTemplates, analysisSecrets: new Set(["declared"]) },
  },
  {
    rule: "unregistered-plugin",
    when: "the plugin of httpRoute",
    refuses: { rollout: { enabled: true }, httpRoute: { enabled: true, parentRefs: [{ name: "public" }] } },
    with: `services.pay.httpRoute: The controller has no plugin "argoproj-labs/gatewayAPI". Add it to controller.plugins.trafficRouters.`,
    accepts: { httpRoute: { enabled: true, parentRefs: [{ name: "public" }] } },
    around: withPlugins({ steps: [{ name: "argoproj-labs/gatewayAPI", location }] }),
  },
  {
    rule: "unregistered-plugin",
    when: "the plugin of Linkerd's route",
    refuses: { rollout: { enabled: true }, routing: { linkerd: {} } },
    with: `services.pay.routing.linkerd: The controller has no plugin "argoproj-labs/gatewayAPI". Add it to controller.plugins.trafficRouters.`,
    accepts: { rollout: { enabled: true }, routing: { linkerd: { enabled: false } } },
    around: withPlugins({}),
  },
  {
    rule: "unregistered-plugin",
    when: "the plugin of Gloo's RouteTable",
    refuses: { rollout: { enabled: true }, routing: { gloo: { hosts: ["pay.test"] } } },
    with: `services.pay.routing.gloo: The controller has no plugin "solo-io/glooplatform". Add it to controller.plugins.trafficRouters.`,
    accepts: { routing: { gloo: { hosts: ["pay.test"] } } },
    around: withPlugins({}),
  },
  {
    rule: "unregistered-plugin",
    when: "a step's plugin",
    refuses: { rollout: { enabled: true, canary: { steps: [{ plugin: { name: "acme/jobb" } }] } } },
    with: `services.pay.rollout.canary.steps[0].plugin.name: The controller has no plugin "acme/jobb". Did you mean "acme/job"? Or add it to controller.plugins.steps.`,
    accepts: { rollout: { enabled: true, canary: { steps: [{ plugin: { name: "acme/job" } }] } } },
    around: withPlugins({ steps: [{ name: "acme/job", location }] }),
  },
  {
    rule: "unregistered-plugin",
    when: "a router's plugin",
    refuses: { rollout: { enabled: true, canary: { trafficRouting: { plugins: { "acme/mesh": {} } } } } },
    with: `services.pay.rollout.canary.trafficRouting.plugins["acme/mesh"]: The controller has no plugin "acme/mesh". Did you mean "acme/router"? Or add it to controller.plugins.trafficRouters.`,
    accepts: { rollout: { enabled: true, canary: { trafficRouting: { plugins: { "acme/router": {} } } } } },
    around: withPlugins({ trafficRouters: [{ name: "acme/router", location }] }),
  },
  {
    rule: "unregistered-plugin",
    when: "a step's plugin that the platform's controller does not have",
    refuses: { rollout: { enabled: true, canary: { steps: [{ plugin: { name: "acme/jobb" } }] } } },
    with: `services.pay.rollout.canary.steps[0].plugin.name: The controller has no plugin "acme/jobb". Did you mean "acme/job"? Or add it to controller.plugins.steps of the platform's stack.`,
    accepts: { rollout: { enabled: true, canary: { steps: [{ plugin: { name: "acme/job" } }] } } },
    around: withPlatform({
      controller: {
        version: "1.10.1",
        namespace: "argo-rollouts",
        plugins: { trafficRouters: [], metricProviders: [], steps: ["acme/job"] },
      },
    }),
  },
  {
    rule: "unknown-subscription",
    refuses: subscribing({ "on-paused": { slack: ["releases"], chat: [] }, "on-rollout-pausd": {} }),
    with: [
      `services.pay.rollout.notifications.subscribe.on-paused.slack: The controller has no notifier "slack". Known here: chat. Add it to controller.notifications.`,
      `services.pay.rollout.notifications.subscribe.on-rollout-pausd: The controller has no trigger "on-rollout-pausd". Did you mean "on-rollout-paused"? Add it to controller.notifications.`,
    ],
    accepts: [
      subscribing({ "on-paused": { chat: ["releases"] }, "on-rollout-paused": { chat: [] } }),
      { rollout: { ...subscribing({ other: {} }).rollout, enabled: false } },
    ],
    around: {
      controller: controller.parse({
        notifications: {
          defaults: { enabled: true },
          notifiers: { "webhook.chat": { url: "https://chat.example" } },
          triggers: { "on-paused": [{ send: ["rollout-paused"] }] },
        },
      }),
    },
  },
  {
    rule: "router-without-rights",
    refuses: { rollout: { enabled: true, canary: { trafficRouting: { nginx: { stableIngress: "pay" } } } } },
    with: "services.pay.rollout.canary.trafficRouting.nginx: The controller has no rights for nginx. Add it to controller.routers of the platform's stack.",
    accepts: [
      { rollout: { enabled: true, canary: { trafficRouting: { plugins: { "acme/mesh": {} } } } } },
      { rollout: { enabled: false, canary: { trafficRouting: { nginx: { stableIngress: "pay" } } } } },
    ],
    around: withPlatform({
      controller: {
        version: "1.10.1",
        namespace: "argo-rollouts",
        routers: ["istio"],
        plugins: { trafficRouters: ["acme/mesh"], metricProviders: [], steps: [] },
      },
    }),
  },
  {
    rule: "workload-selector",
    refuses: { rollout: { enabled: true } },
    with: `services.pay: The cluster has a Rollout "pay" with the selector app=pay; this one would have app.kubernetes.io/name=pay. Give the service another name, move the traffic and then delete the old Rollout; or delete it first: its pods go with it.`,
    accepts: [
      { rollout: { enabled: false } },
      {
        image: null,
        service: { selector: { app: "pay" } },
        rollout: { enabled: true, workloadRef: { name: "pay" } },
      },
    ],
    around: workload({ app: "pay" }),
  },
  {
    rule: "workload-selector",
    when: "a selector with one label more",
    refuses: {},
    with: `services.pay: The cluster has a Deployment "pay" with the selector app.kubernetes.io/name=pay,tier=web; this one would have app.kubernetes.io/name=pay. Give the service another name, move the traffic and then delete the old Deployment; or delete it first: its pods go with it.`,
    accepts: { rollout: { enabled: true } },
    around: workload({ tier: "web", "app.kubernetes.io/name": "pay" }, "Deployment"),
  },
]);

describe("what is not known of the cluster", () => {
  it("is not held against a subscription where its namespace may have more", () => {
    const around = { controller: controller.parse({ selfServiceNotifications: true }) };
    assert.deepEqual(findingsOf("unknown-subscription", subscribing({ mine: { chat: [] } }), around), []);
  });

  it("is not held against a service", () => {
    const unknown = {
      ...measuredBy({ templateName: "success-rate" }),
      httpRoute: { enabled: true, parentRefs: [{ name: "public" }] },
    };
    const rules = ["unknown-template", "unregistered-plugin", "workload-selector"];
    assert.deepEqual(
      rules.flatMap((rule) => findingsOf(rule, unknown)),
      [],
    );
  });

  it("is taken from the service before the stack, and from the stack before the cluster", () => {
    const endless = { metrics: [{ name: "up", interval: "1m", provider }] };
    const ref = measuredBy({ templateName: "success-rate" });
    const live = withLive({ clusterAnalysisTemplates: new Map([["success-rate", endless]]) });
    const stack = { ...live, clusterTemplates: { "success-rate": { metrics: [] } } };
    const own = { ...ref, analysisTemplates: { "success-rate": endless } };
    assert.equal(findingsOf("endless-metric", ref, live).length, 1);
    assert.equal(findingsOf("endless-metric", ref, stack).length, 0);
    assert.equal(findingsOf("endless-metric", own, stack).length, 1);
  });
});
