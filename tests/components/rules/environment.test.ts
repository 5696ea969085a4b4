import assert from "node:assert/strict";
import { type DataObject, isDataObject } from "../../../components/config";
import { environmentRules } from "../../../components/rules/environment";
import { findingsOf } from "../../support/rule-cases";
import { describeEnvironmentRules, environmentFindingsOf, withLive } from "../../support/scoped-rule-cases";

const nginx = { nginx: { stableIngress: "pay" } };
const canary = (values: DataObject): DataObject => ({
  rollout: { enabled: true, canary: { trafficRouting: nginx, ...values } },
});
const blueGreen = (values: DataObject = {}): DataObject => ({
  rollout: { enabled: true, strategy: "blueGreen", blueGreen: values },
});
const template: DataObject = { templates: [{ templateName: "shared" }] };
const steps = (...plugins: DataObject[]): DataObject => ({ controller: { plugins: { steps: plugins } } });
const plugin = "controller.plugins.steps[0]";
const location = "https://plugins.example/x";
const sha256 = "0".repeat(64);
const headersFrom = [{ secretRef: { name: "headers" } }];
const fromStore = { secretStoreRef: { name: "vault" }, dataFrom: [{ extract: { key: "keys" } }] };
const metrics = (values: DataObject): DataObject => ({ controller: { metrics: values } });
const notifications = (values: DataObject): DataObject => ({ controller: { notifications: values } });
/** The same of a stack that leaves the controller to another. */
const elsewhere = ({ controller }: DataObject): DataObject => ({
  controller: { ...(isDataObject(controller) && controller), install: false },
});

/** A service with a template of that name, of which its gate makes a copy. */
const gatedBy = (name: string): DataObject => ({
  analysisTemplates: { [name]: template },
  rollout: {
    enabled: true,
    canary: { steps: [{ analysis: { templates: [{ templateName: name, gate: "observe" }] } }] },
  },
});

const freeze = { until: "2027-01-04T08:00+01:00", reason: "the year's end" };

/** A stack of services as it should be. */
const ofServices = (more: DataObject): DataObject => ({
  ...{ role: "services", selection: { names: ["pay"] }, createNamespace: false },
  ...{ controller: { install: false }, services: { pay: {} } },
  ...more,
});
const ofService = (more: DataObject): DataObject =>
  ofServices({ role: "service", selection: undefined, service: "pay", ...more });

/** One service without labels, and four of a team. */
const grouped = (groups: DataObject): DataObject => {
  const labels = { team: "shop" };
  return {
    ownStacks: { groups },
    services: { pay: {}, cart: { labels }, list: { labels }, search: { labels }, web: { labels } },
  };
};

const overridden = (override: DataObject): DataObject => ({
  promotion: { from: "staging", override },
  services: { pay: {} },
});
const v1 = "registry.example/pay:1.0.0";
const because = { reason: "the bank's deadline" };

describeEnvironmentRules("rules about environments", environmentRules, [
  {
    rule: "promotion-override",
    refuses: overridden({ pay: { image: "registry.example/pay:0.9", ...because } }),
    with: `promotion.override.pay.image: It is for registry.example/pay:0.9, and pay asks for ${v1}. Take it out.`,
    accepts: overridden({ pay: { image: v1, ...because } }),
  },
  {
    rule: "promotion-override",
    when: "a service that is not there",
    refuses: overridden({ pya: { image: v1, ...because } }),
    with: 'promotion.override.pya: There is no service "pya" here. Did you mean "pay"?',
    accepts: [overridden({}), {}],
  },
  {
    rule: "promotion-override",
    when: "an image that has proven itself by now",
    refuses: overridden({ pay: { image: v1, ...because } }),
    with: `promotion.override.pay: ${v1} has been Healthy in staging for long enough. Take it out.`,
    accepts: overridden({}),
    around: {
      now: new Date("2027-01-04T08:00:00Z"),
      promotion: {
        config: { from: "staging", minHealthy: 60, override: { pay: { image: v1, ...because } } },
        proofs: new Map([["pay", [{ image: v1, healthySince: new Date("2027-01-04T07:59:00Z") }]]]),
      },
    },
  },
  {
    rule: "freeze-ended",
    refuses: { freeze },
    with: "freeze.until: The freeze (the year's end) ended at 2027-01-04T08:00+01:00. Take freeze out of the stack's config.",
    accepts: [{}, { freeze: { ...freeze, until: "2027-01-04T08:01+01:00" } }],
    around: { now: new Date("2027-01-04T07:00:00Z") },
  },
  {
    rule: "freeze-exception",
    refuses: { freeze: { ...freeze, except: ["pay", "carts"] }, services: { pay: {}, cart: {} } },
    with: 'freeze.except[1]: There is no service "carts" here. Did you mean "cart"?',
    accepts: { freeze: { ...freeze, except: ["pay"] }, services: { pay: {} } },
  },
  {
    rule: "unknown-dependency",
    refuses: { services: { pay: { dependsOn: ["crat"] }, cart: {} } },
    with: 'services.pay.dependsOn[0]: crat is not a service of this environment. Did you mean "cart"?',
    accepts: [{ services: { pay: { dependsOn: ["cart"] }, cart: {} } }],
  },
  {
    rule: "dependency-circle",
    refuses: { services: { pay: { dependsOn: ["cart"] }, cart: { dependsOn: ["pay"] } } },
    with: "services.cart.dependsOn: cart -> pay -> cart is a circle. Take one of them out.",
    accepts: [
      { services: { pay: { dependsOn: ["cart", "user"] }, cart: { dependsOn: ["user"] }, user: {} } },
    ],
  },
  {
    rule: "dependency-in-later-wave",
    refuses: { services: { pay: { dependsOn: ["cart"] }, cart: { wave: 2 } } },
    with: "services.pay.dependsOn[0]: cart is in wave 2, and pay in wave 0. Set wave: 2 or more here, or a lower one there.",
    accepts: [{ services: { pay: { dependsOn: ["cart"], wave: 2 }, cart: { wave: 2 } } }],
  },
  {
    rule: "role-of-services",
    refuses: ofServices({ controller: {} }),
    with: "controller.install: A stack with role: services has services alone. Set controller.install: false.",
    accepts: [ofServices({}), ofService({}), { services: { pay: {} } }],
  },
  {
    rule: "role-of-services",
    refuses: ofService({ createNamespace: true }),
    with: "createNamespace: A stack with role: service has services alone. Set createNamespace: false.",
    accepts: [],
  },
  {
    rule: "role-of-services",
    refuses: ofService({ analysisTemplates: { shared: template } }),
    with: "analysisTemplates: A stack with role: service has services alone. Leave them out: those of the stack that is named as platform are known.",
    accepts: [],
  },
  {
    rule: "role-of-services",
    refuses: ofService({
      analysisLibrary: { prometheus: "http://prometheus:9090", templates: ["restarts"] },
    }),
    with: "analysisLibrary: A stack with role: service has services alone. Leave it out: the templates of the stack that is named as platform are known.",
    accepts: [],
  },
  {
    rule: "role-of-services",
    refuses: ofService({ analysisSecrets: { keys: { existing: true } } }),
    with: "analysisSecrets: A stack with role: service has services alone. Leave them out: Secrets are looked up in the namespace.",
    accepts: [],
  },
  {
    rule: "role-without-services",
    refuses: ofServices({ selection: undefined }),
    with: "selection: role: services needs it. Set selection.",
    accepts: [ofServices({}), ofService({}), { ownStacks: "all" }],
  },
  {
    rule: "role-without-services",
    refuses: { service: "pay" },
    with: "service: It is for role: service, and this stack has role: environment. Set role: service, or leave service out.",
    accepts: [],
  },
  {
    rule: "role-without-services",
    refuses: ofServices({ ownStacks: ["pay"] }),
    with: "ownStacks: It is for role: environment, and this stack has role: services. Leave it out.",
    accepts: [],
  },
  {
    rule: "role-without-services",
    refuses: ofService({ services: {} }),
    with: "service: pay is not a service of prod, or cannot be read. Name one that has values for this environment.",
    accepts: [],
  },
  {
    rule: "unknown-own-service",
    refuses: { ownStacks: ["cart", "pya"], services: { pay: {}, cart: {} } },
    with: 'ownStacks[1]: pya is not a service of prod. Did you mean "pay"?',
    accepts: [
      { ownStacks: ["cart"], services: { pay: {}, cart: {} } },
      { ownStacks: "all", services: { pay: {} } },
      { ownStacks: { shards: 2 }, services: { pay: {} } },
    ],
  },
  {
    rule: "unknown-own-service",
    refuses: grouped({ one: { labels: { team: "shop" } }, two: { names: ["pay", "crat"] } }),
    with: 'ownStacks.groups.two.names[1]: crat is not a service of prod. Did you mean "cart"?',
    accepts: [grouped({ one: { labels: { team: "shop" } }, two: { names: ["pay"] } })],
  },
  {
    rule: "unknown-own-service",
    refuses: ofServices({ selection: { names: ["pay", "zzz"] } }),
    with: "selection.names[1]: zzz is not a service of prod. Known here: pay.",
    accepts: [ofServices({}), ofServices({ selection: { labels: { team: "shop" } } })],
  },
  {
    rule: "own-stacks-overlap",
    refuses: grouped({ money: { names: ["pay"] }, shop: { labels: { team: "shop" } }, rest: {} }),
    with: [
      "ownStacks.groups.rest: In money too: pay. A service has one stack: narrow one of the groups.",
      "ownStacks.groups.rest: In shop too: cart, list, search and 1 more. A service has one stack: narrow one of the groups.",
    ],
    accepts: [
      grouped({ money: { names: ["pay"] }, shop: { labels: { team: "shop" } } }),
      grouped({ money: { names: ["pay", "cart"] }, shop: { labels: { team: "shop", tier: "2" } } }),
      grouped({ cart: { names: ["cart"], labels: { team: "shop" } }, pay: { names: ["pay"] } }),
    ],
  },
  {
    rule: "controller-one-monitor",
    refuses: metrics({ serviceMonitor: { enabled: true }, podMonitor: { enabled: true } }),
    with: "controller.metrics.podMonitor.enabled: controller.metrics.serviceMonitor.enabled is true too. Turn one of them off.",
    accepts: [
      metrics({ serviceMonitor: { enabled: true } }),
      metrics({ podMonitor: { enabled: true } }),
      elsewhere(metrics({ serviceMonitor: { enabled: true }, podMonitor: { enabled: true } })),
    ],
  },
  {
    rule: "controller-monitor-service",
    refuses: metrics({ service: { enabled: false }, serviceMonitor: { enabled: true } }),
    with: "controller.metrics.service.enabled: The ServiceMonitor finds the controllers by this Service. Leave it on, or use podMonitor.",
    accepts: [
      metrics({ service: { enabled: false }, podMonitor: { enabled: true } }),
      metrics({ serviceMonitor: { enabled: true } }),
    ],
  },
  {
    rule: "controller-scrape-timeout",
    refuses: metrics({ podMonitor: { enabled: true, interval: "30s", scrapeTimeout: "1m" } }),
    with: "controller.metrics.podMonitor.scrapeTimeout: 1m is longer than interval (30s). Lower it, or scrape less often.",
    accepts: [
      metrics({ podMonitor: { enabled: true, interval: "60s", scrapeTimeout: "1m" } }),
      metrics({ podMonitor: { enabled: true, scrapeTimeout: "1m" } }),
      metrics({ podMonitor: { enabled: true, interval: "1s" } }),
      metrics({ podMonitor: { interval: "30s", scrapeTimeout: "1m" } }),
    ],
  },
  {
    rule: "notification-template",
    refuses: notifications({
      templates: { paused: { message: "waits" } },
      triggers: { "on-rollout-paused": [{ send: ["pausd", "rollout-paused"] }] },
    }),
    with: [
      'controller.notifications.triggers.on-rollout-paused[0].send[0]: There is no template "pausd". Did you mean "paused"? Upstream\'s come with notifications.defaults.enabled.',
      'controller.notifications.triggers.on-rollout-paused[0].send[1]: There is no template "rollout-paused". Did you mean "paused"? Upstream\'s come with notifications.defaults.enabled.',
    ],
    accepts: notifications({
      defaults: { enabled: true },
      templates: { paused: { message: "waits" } },
      triggers: { "on-rollout-paused": [{ send: ["paused", "rollout-paused"] }] },
    }),
  },
  {
    rule: "notification-trigger",
    refuses: notifications({
      defaults: { enabled: true },
      subscriptions: [{ recipients: ["slack:a"], triggers: ["on-rollout-pausd"] }],
      defaultTriggers: ["on-rollout-done"],
    }),
    with: [
      'controller.notifications.subscriptions[0].triggers[0]: There is no trigger "on-rollout-pausd". Did you mean "on-rollout-paused"?',
      'controller.notifications.defaultTriggers[0]: There is no trigger "on-rollout-done". Did you mean "on-rollout-aborted"?',
    ],
    accepts: [
      notifications({
        defaults: { enabled: true },
        triggers: { mine: [{ when: "true", send: ["rollout-paused"] }] },
        subscriptions: [{ recipients: ["slack:a"], triggers: ["on-rollout-paused", "mine"] }],
        defaultTriggers: ["on-rollout-aborted"],
      }),
      elsewhere(notifications({ defaultTriggers: ["on-rollout-done"] })),
    ],
  },
  {
    rule: "notification-notifier",
    refuses: notifications({
      notifiers: { slack: { token: "$token" }, "webhook.chat": {} },
      subscriptions: [{ recipients: ["slak:releases", "webhook"] }],
    }),
    with: [
      'controller.notifications.subscriptions[0].recipients[0]: There is no notifier "slak". Did you mean "slack"? Configure it under notifiers.',
      'controller.notifications.subscriptions[0].recipients[1]: There is no notifier "webhook". Known here: slack, chat. Configure it under notifiers.',
    ],
    accepts: notifications({
      notifiers: { slack: { token: "$token" }, "webhook.chat": {} },
      subscriptions: [{ recipients: ["slack:releases", "chat"] }],
    }),
  },
  {
    rule: "notification-secret",
    refuses: notifications({
      notifiers: {
        slack: { token: "$slack-token" },
        "webhook.chat": { headers: [{ name: "a", value: "Bearer $key" }] },
      },
    }),
    with: [
      "controller.notifications.notifiers.slack.token: $slack-token is a key of the Secret argo-rollouts-notification-secret, which is empty. Say where it comes from: notifications.secret.",
      'controller.notifications.notifiers["webhook.chat"].headers[0].value: $key is a key of the Secret argo-rollouts-notification-secret, which is empty. Say where it comes from: notifications.secret.',
    ],
    accepts: [
      notifications({ notifiers: { slack: { token: "$slack-token" } }, secret: { existing: true } }),
      notifications({
        notifiers: { slack: { token: "$slack-token" } },
        secret: { externalSecret: fromStore },
      }),
      notifications({ notifiers: { "webhook.chat": { url: "https://chat.example" } } }),
    ],
  },
  {
    rule: "notification-plain-secret",
    refuses: notifications({
      notifiers: { slack: { token: "xoxb" }, opsgenie: { apiKeys: { shop: "k" }, apiKey: "k" } },
    }),
    with: [
      "controller.notifications.notifiers.slack.token: The value itself stands here. Put it into the Secret argo-rollouts-notification-secret, and write its key with a $ before it.",
      "controller.notifications.notifiers.opsgenie.apiKeys.shop: The value itself stands here. Put it into the Secret argo-rollouts-notification-secret, and write its key with a $ before it.",
      "controller.notifications.notifiers.opsgenie.apiKey: The value itself stands here. Put it into the Secret argo-rollouts-notification-secret, and write its key with a $ before it.",
    ],
    accepts: notifications({
      notifiers: { slack: { token: "$token", username: "rollouts" } },
      secret: { existing: true },
    }),
  },
  {
    rule: "service-name-collision",
    when: "a service with the name of another's preview",
    refuses: { services: { pay: blueGreen(), "pay-preview": {} } },
    with: "services.pay-preview: The name is taken: pay has a Service of this name for one of its versions. Rename one of the two services.",
    accepts: { services: { pay: {}, "pay-preview": {} } },
  },
  {
    rule: "service-name-collision",
    when: "one name that two services chose",
    refuses: {
      services: { buy: canary({ canaryService: "next" }), pay: blueGreen({ previewService: "next" }) },
    },
    with: [
      'services.buy.rollout.canary.canaryService: The name "next" is taken: pay has a Service of this name for one of its versions. Choose another name.',
      'services.pay.rollout.blueGreen.previewService: The name "next" is taken: buy has a Service of this name for one of its versions. Choose another name.',
    ],
    accepts: {
      services: { buy: canary({ canaryService: "next" }), pay: blueGreen({ activeService: "pay" }) },
    },
  },
  {
    rule: "service-name-collision",
    when: "a chosen name that is another service's",
    refuses: {
      services: {
        buy: {},
        pay: canary({
          trafficRouting: { alb: { ingress: "pay", servicePort: 80, rootService: "pay" } },
          pingPong: { pingService: "buy", pongService: "pong" },
        }),
      },
    },
    with: 'services.pay.rollout.canary.pingPong.pingService: The name "buy" is taken: buy is another service. Choose another name.',
    accepts: { services: { buy: {}, pay: canary({ stableService: "old", canaryService: "new" }) } },
  },
  {
    rule: "secret-name-collision",
    refuses: {
      analysisSecrets: { "pay-dd": { externalSecret: fromStore }, keys: { externalSecret: fromStore } },
      services: {
        pay: { externalSecrets: { dd: { ...fromStore, target: { name: "others" } } } },
        buy: { externalSecrets: { dd: { ...fromStore, target: { name: "keys" } } } },
      },
    },
    with: [
      "analysisSecrets.pay-dd: The name is taken: pay makes it in the same namespace. Take one of the two out, or write existing: true here.",
      "analysisSecrets.keys: The name is taken: buy makes it in the same namespace. Take one of the two out, or write existing: true here.",
    ],
    accepts: {
      analysisSecrets: { "pay-dd": { existing: true }, keys: { externalSecret: fromStore } },
      services: { pay: { externalSecrets: { dd: fromStore } } },
    },
  },
  {
    rule: "template-name-collision",
    refuses: {
      services: {
        buy: { rollout: { enabled: true }, analysisTemplates: { errors: template } },
        pay: { rollout: { enabled: true }, analysisTemplates: { errors: template } },
      },
    },
    with: 'services.pay.analysisTemplates.errors: The name is taken: buy has an AnalysisTemplate "errors". Rename one of the two, or declare it once for all in the stack\'s analysisTemplates.',
    accepts: {
      analysisTemplates: { errors: template },
      services: {
        buy: { rollout: { enabled: true }, analysisTemplates: { errors: template } },
        pay: { analysisTemplates: { errors: template } },
      },
    },
  },
  {
    rule: "template-name-collision",
    when: "a copy that a gate makes",
    refuses: {
      services: {
        pay: gatedBy("api-errors"),
        "pay-api": gatedBy("errors"),
      },
    },
    with: 'services.pay-api.analysisTemplates.pay-api-errors-observe: The name is taken: pay has an AnalysisTemplate "pay-api-errors-observe". Rename one of the two, or declare it once for all in the stack\'s analysisTemplates.',
    accepts: { services: { pay: gatedBy("api-errors"), "pay-api": gatedBy("latency") } },
  },
  {
    rule: "long-template-name",
    refuses: { analysisTemplates: { ["a".repeat(246)]: template } },
    with: `analysisTemplates.${"a".repeat(246)}: Its name in the cluster has 254 characters, and 253 are allowed. Give it a shorter one.`,
    accepts: { analysisTemplates: { ["a".repeat(245)]: template } },
    around: { instances: ["shard-0", "shard-1"] },
  },
  {
    rule: "long-template-name",
    when: "one that is too long by itself",
    refuses: { analysisTemplates: { ["a".repeat(254)]: template } },
    with: `analysisTemplates.${"a".repeat(254)}: Its name in the cluster has 254 characters, and 253 are allowed. Give it a shorter one.`,
    accepts: { analysisTemplates: { ["a".repeat(253)]: template } },
  },
  {
    rule: "controller-sees-services",
    refuses: { controller: { namespaced: true }, services: { pay: blueGreen() } },
    with: "controller.namespaced: The controller is in argo-rollouts and the services are in prod. Take it out, or set controller.namespace: prod and controller.createNamespace: false.",
    accepts: [
      { controller: { namespaced: true }, services: { pay: {} } },
      { controller: { namespaced: true, namespace: "prod" }, services: { pay: blueGreen() } },
      { controller: { namespaced: true, install: false }, services: { pay: blueGreen() } },
    ],
  },
  {
    rule: "controller-sees-templates",
    refuses: { controller: { namespaced: true }, analysisTemplates: { errors: template } },
    with: "controller.namespaced: ClusterAnalysisTemplates are not read by a controller of one namespace. Take it out, or declare the templates in the services' own analysisTemplates.",
    accepts: [{ controller: { namespaced: true } }, { analysisTemplates: { errors: template } }],
  },
  {
    rule: "plugin-header-secret",
    refuses: steps({ name: "acme/step", location, sha256, headersFrom }),
    with: `${plugin}.headersFrom[0].secretRef.name: The namespace argo-rollouts has no Secret "headers". Create it before the controller starts, with the namespace where it is not there yet (createNamespace: false).`,
    accepts: [
      steps({ name: "acme/step", location, sha256, headersFrom: [{ secretRef: { name: "there" } }] }),
    ],
    around: withLive({ controllerSecrets: new Set(["there"]) }),
  },
  {
    rule: "plugin-header-secret",
    when: "none of a later Secret",
    refuses: {
      controller: {
        namespace: "rollouts",
        plugins: {
          steps: [
            {
              name: "acme/step",
              location,
              sha256,
              headersFrom: [{ secretRef: { name: "there" } }, ...headersFrom],
            },
          ],
        },
      },
    },
    with: `${plugin}.headersFrom[1].secretRef.name: The namespace rollouts has no Secret "headers". Create it before the controller starts, with the namespace where it is not there yet (createNamespace: false).`,
    accepts: {
      controller: { install: false, plugins: { steps: [{ name: "acme/step", location, headersFrom }] } },
    },
    around: withLive({ controllerSecrets: new Set(["there"]) }),
  },
]);

describe("settings of rules", () => {
  it("must name a rule that there is, in a service", () => {
    assert.deepEqual(findingsOf("unknown-rule", { rules: { "canary-weight-bound": "off" } }), [
      'services.pay.rules.canary-weight-bound: There is no such rule. Did you mean "canary-weight-bounds"?',
    ]);
    const known = { "canary-weight-bounds": "warn", "one-provider": "off", "unknown-rule": "warn" };
    assert.deepEqual(findingsOf("unknown-rule", { rules: known }), []);
  });

  it("must name a rule that there is, in a stack", () => {
    assert.deepEqual(environmentFindingsOf("unknown-rule", { rules: { "plugin-nam": "off" } }), [
      'rules.plugin-nam: There is no such rule. Did you mean "plugin-name"?',
    ]);
    const known = { "plugin-name": "warn", "one-provider": "off", "canary-weight-bounds": "off" };
    assert.deepEqual(environmentFindingsOf("unknown-rule", { rules: known }), []);
  });

  it("of a service do not reach what is about all services", () => {
    assert.deepEqual(findingsOf("unknown-rule", { rules: { "plugin-name": "off" } }), [
      "services.pay.rules.plugin-name: This rule looks at all services together. Set it in the stack's rules.",
    ]);
  });
});
