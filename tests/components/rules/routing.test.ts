import type { DataObject } from "../../../components/config";
import { routerRules } from "../../../components/rules/routing";
import { describeRules } from "../../support/rule-cases";

const routed = (trafficRouting: DataObject, values: DataObject = {}): DataObject => ({
  rollout: { enabled: true, canary: { trafficRouting, ...values } },
});
const gateway = (settings: DataObject): DataObject =>
  routed({ plugins: { "argoproj-labs/gatewayAPI": settings } });

const istio = { virtualService: { name: "pay" } };
const nginx = { stableIngress: "pay" };
const alb = { ingress: "pay", servicePort: 80 };
const pingPong = { pingService: "pay-ping", pongService: "pay-pong" };
const at = "services.pay.rollout.canary.trafficRouting";
const gatewayAt = `${at}.plugins["argoproj-labs/gatewayAPI"]`;
const subsets = (values: DataObject): DataObject =>
  routed({
    istio: {
      ...istio,
      destinationRule: { name: "pay", stableSubsetName: "old", canarySubsetName: "new", ...values },
    },
  });

/** As the plugin's first documentation has it. */
const firstGloo = {
  routeTableName: "default",
  routeTableNamespace: "gloo-mesh",
  destinationKind: "SERVICE",
  destinationNamespace: "gloo-rollout-demo",
};

describeRules("rules about routers", routerRules, [
  {
    rule: "routing-names-router",
    refuses: routed({ managedRoutes: [] }),
    with: `${at}: No router is named here. Name one (istio, plugins, ...), or take the block out.`,
    accepts: routed({ smi: {} }),
  },
  {
    rule: "routing-unused",
    refuses: { rollout: { enabled: true, strategy: "bluegreen", canary: { trafficRouting: { alb } } } },
    with: `${at}: It does nothing: rollout.strategy is bluegreen. Take it out, or set strategy: canary.`,
    accepts: { rollout: { enabled: true, strategy: "bluegreen", canary: { steps: [{ setWeight: 10 }] } } },
  },
  {
    rule: "routing-unused",
    when: "routers that have no object of ours",
    refuses: {
      rollout: { enabled: true, strategy: "bluegreen" },
      routing: { smi: {}, plugins: { "argoproj-labs/contour": {} } },
    },
    with: ["smi", "plugins"].map(
      (router) =>
        `services.pay.routing.${router}: It does nothing: rollout.strategy is bluegreen. Take it out, or set strategy: canary.`,
    ),
    accepts: [
      { rollout: { enabled: true, strategy: "bluegreen" }, routing: { smi: { enabled: false }, nginx: {} } },
      { routing: { smi: {} } },
    ],
  },
  {
    rule: "retired-router",
    when: "one that brings traffic to a Deployment",
    refuses: { routing: { nginx: {}, gloo: { hosts: ["pay.example.com"] } } },
    with: [
      "services.pay.routing.gloo: solo-io/glooplatform is retired and gets no more fixes. Use the Gateway API (httpRoute) instead.",
      "services.pay.routing.nginx: nginx is retired and gets no more fixes. Use the Gateway API (httpRoute) instead.",
    ],
    accepts: { routing: { alb: {}, nginx: { enabled: false } } },
  },
  {
    rule: "retired-router",
    refuses: routed({ nginx, smi: {}, istio, plugins: { "solo-io/glooplatform": {} } }),
    with: [
      `${at}.nginx: nginx is retired and gets no more fixes. Use the Gateway API (httpRoute) instead.`,
      `${at}.smi: smi is retired and gets no more fixes. Use the Gateway API (httpRoute) instead.`,
      `${at}.plugins["solo-io/glooplatform"]: solo-io/glooplatform is retired and gets no more fixes. Use the Gateway API (httpRoute) instead.`,
    ],
    accepts: routed({ istio, alb }),
  },
  {
    rule: "retired-router",
    when: "one that the service's own block asks for",
    refuses: { rollout: { enabled: true }, routing: { nginx: {} } },
    with: "services.pay.routing.nginx: nginx is retired and gets no more fixes. Use the Gateway API (httpRoute) instead.",
    accepts: { rollout: { enabled: true }, routing: { nginx: { enabled: false } } },
  },
  {
    rule: "router-target",
    when: "no object and two",
    refuses: routed({
      istio: {},
      nginx: { ...nginx, stableIngresses: ["pay"] },
      alb: { ingresses: ["pay"], ingress: "pay", servicePort: 80 },
    }),
    with: [
      `${at}.istio: It names no object of istio. Set virtualService or virtualServices.`,
      `${at}.nginx: stableIngress and stableIngresses are both set. Set stableIngress or stableIngresses.`,
      `${at}.alb: ingress and ingresses are both set. Set ingress or ingresses.`,
    ],
    accepts: routed({ istio, nginx: { stableIngresses: ["pay"] }, alb }),
  },
  {
    rule: "router-target",
    when: "no object of a router that needs several",
    refuses: routed({ ambassador: { mappings: [] }, appMesh: { virtualService: { name: "pay" } } }),
    with: [
      `${at}.ambassador.mappings: ambassador needs it. Name the objects that share the traffic.`,
      `${at}.appMesh.virtualNodeGroup: appMesh needs it. Name the objects that share the traffic.`,
    ],
    accepts: routed({
      ambassador: { mappings: ["pay"] },
      appMesh: {
        virtualService: { name: "pay" },
        virtualNodeGroup: {
          canaryVirtualNodeRef: { name: "pay-new" },
          stableVirtualNodeRef: { name: "pay-old" },
        },
      },
    }),
  },
  {
    rule: "router-services",
    refuses: routed({ alb: { ...alb, rootService: "pay" }, nginx }, { pingPong }),
    with: "services.pay.rollout.canary.canaryService: nginx needs it: it has no ping-pong. Set canaryService and stableService beside pingPong.",
    accepts: routed(
      { alb: { ...alb, rootService: "pay" }, nginx },
      { pingPong, canaryService: "pay-new", stableService: "pay-old" },
    ),
  },
  {
    rule: "router-services",
    when: "one of the two Services",
    refuses: routed(
      { istio, traefik: { weightedTraefikServiceName: "pay" } },
      { pingPong, canaryService: "pay-new" },
    ),
    with: "services.pay.rollout.canary.stableService: traefik needs it: it has no ping-pong. Set canaryService and stableService beside pingPong.",
    accepts: [
      routed({ istio, plugins: { "hashicorp/consul": {} } }, { pingPong }),
      routed({ nginx }, { pingPong }),
    ],
  },
  {
    rule: "router-services",
    when: "one of the two Services, which nobody needs",
    refuses: routed({ istio }, { pingPong, canaryService: "pay-new" }),
    with: "services.pay.rollout.canary.canaryService: With it alone the two of pingPong do not count, and the other version has no Service. Set stableService too, or neither of them.",
    accepts: [
      routed({ istio }, { pingPong }),
      routed({ istio }, { pingPong, canaryService: "pay-new", stableService: "pay-old" }),
    ],
  },
  {
    rule: "max-traffic-weight",
    when: "it where the controller refuses it",
    refuses: routed({ istio, maxTrafficWeight: 100 }),
    with: `${at}.maxTrafficWeight: All traffic is always 100 for istio. Take it out, and write weights as percentages.`,
    accepts: [routed({ nginx, maxTrafficWeight: 1000 }), routed({ istio })],
  },
  {
    rule: "max-traffic-weight",
    when: "it where one of the routers counts to 100",
    refuses: routed({ nginx, istio, plugins: { "argoproj-labs/contour": {} }, maxTrafficWeight: 1000 }),
    with: `${at}.maxTrafficWeight: All traffic is always 100 for istio and argoproj-labs/contour. Take it out, and write weights as percentages.`,
    accepts: routed({ nginx, istio, maxTrafficWeight: 100 }),
  },
  {
    rule: "max-traffic-weight",
    when: "it with a plugin that does not look at it",
    refuses: {
      httpRoute: { enabled: true, parentRefs: [{ name: "public" }] },
      ...routed({ maxTrafficWeight: 50 }),
    },
    with: `${at}.maxTrafficWeight: All traffic is always 100 for argoproj-labs/gatewayAPI. Take it out, and write weights as percentages.`,
    accepts: routed({ plugins: { "example/own": {} }, maxTrafficWeight: 50 }),
  },
  {
    rule: "alb-root-service",
    refuses: routed({ alb }, { pingPong }),
    with: `${at}.alb.rootService: It is needed with pingPong: no Service is the stable one for good. Name the Service that the Ingress names.`,
    accepts: routed({ alb: { ...alb, rootService: "pay" } }, { pingPong }),
  },
  {
    rule: "alb-stickiness",
    refuses: routed({ alb: { ...alb, stickinessConfig: { enabled: true, durationSeconds: "192h" } } }),
    with: `${at}.alb.stickinessConfig.durationSeconds: 691200 s is not between 1 s and 7 days (604800 s). Choose a time between them.`,
    accepts: [1, 604800].map((durationSeconds) =>
      routed({ alb: { ...alb, stickinessConfig: { enabled: true, durationSeconds } } }),
    ),
  },
  {
    rule: "alb-stickiness",
    when: "no time at all",
    refuses: routed({ alb: { ...alb, stickinessConfig: { enabled: true, durationSeconds: 0 } } }),
    with: `${at}.alb.stickinessConfig.durationSeconds: 0 s is not between 1 s and 7 days (604800 s). Choose a time between them.`,
    accepts: routed({ alb: { ...alb, stickinessConfig: { enabled: false, durationSeconds: 0 } } }),
  },
  {
    rule: "istio-subsets",
    refuses: subsets({ canarySubsetName: "old", additionalSubsetNames: ["beta", "old"] }),
    with: [
      `${at}.istio.destinationRule.canarySubsetName: old is the stableSubsetName too. Each version needs a subset of its own.`,
      `${at}.istio.destinationRule.additionalSubsetNames[1]: old is the subset of a version. List only other subsets, which keep their weight.`,
    ],
    accepts: subsets({ additionalSubsetNames: ["beta"] }),
  },
  {
    rule: "istio-subsets",
    when: "a version among the other subsets",
    refuses: subsets({ additionalSubsetNames: ["new", "old"] }),
    with: ["new", "old"].map(
      (name, index) =>
        `${at}.istio.destinationRule.additionalSubsetNames[${index}]: ${name} is the subset of a version. List only other subsets, which keep their weight.`,
    ),
    accepts: subsets({}),
  },
  {
    rule: "istio-virtual-services-unique",
    refuses: routed({ istio: { virtualServices: [{ name: "pay" }, { name: "pay.shop" }, { name: "pay" }] } }),
    with: `${at}.istio.virtualServices[2].name: pay is listed already. List all of its routes in one entry.`,
    accepts: routed({ istio: { virtualServices: [{ name: "pay" }, { name: "pay.shop" }] } }),
  },
  {
    rule: "gateway-api-settings",
    when: "no route",
    refuses: gateway({ namespace: "shop", httpRoutes: [] }),
    with: `${gatewayAt}: It names no route. Set httpRoutes, grpcRoutes, tcpRoutes or tlsRoutes, or leave it out and enable httpRoute.`,
    accepts: [
      gateway({ tlsRouteSelector: { matchLabels: { app: "pay" } } }),
      gateway({ tcpRoutes: [{ name: "pay" }] }),
      {
        rollout: {
          enabled: true,
          strategy: "blueGreen",
          canary: { trafficRouting: { plugins: { "argoproj-labs/gatewayAPI": {} } } },
        },
      },
    ],
  },
  {
    rule: "gateway-api-settings",
    when: "a wrong shape",
    refuses: gateway({ httpRoutes: [{ useHeaderRoutes: true }], grpcRoute: "" }),
    with: [
      `${gatewayAt}.grpcRoute: "" is not valid: expected at least 1 character. The plugin's documentation lists its settings.`,
      `${gatewayAt}.httpRoutes[0].name: A value is needed: expected text. The plugin's documentation lists its settings.`,
    ],
    accepts: gateway({ grpcRoutes: [{ name: "pay" }] }),
  },
  {
    rule: "gloo-settings",
    when: "the settings of the plugin's first releases",
    refuses: routed({ plugins: { "solo-io/glooplatformAPI": firstGloo } }),
    with: Object.keys(firstGloo).map(
      (key) =>
        `${at}.plugins["solo-io/glooplatformAPI"].${key}: The plugin has no such setting since its second release. Write plugins["solo-io/glooplatform"].routeTableSelector: { name: default, namespace: gloo-mesh }; destinations are found by the Services' names.`,
    ),
    accepts: [
      routed({ plugins: { "solo-io/glooplatform": { routeTableSelector: { name: "default" } } } }),
      { rollout: { enabled: true }, routing: { gloo: { hosts: ["pay.test"] } } },
    ],
  },
  {
    rule: "gloo-settings",
    when: "no RouteTable",
    refuses: routed({ plugins: { "solo-io/glooplatform": { routeSelector: { name: "pay" } } } }),
    with: `${at}.plugins["solo-io/glooplatform"].routeTableSelector: It names no RouteTable. Set routeTableSelector: { name: ... }, or use routing.gloo, which makes the RouteTable too.`,
    accepts: routed({
      plugins: { "solo-io/glooplatform": { routeTableSelector: { labels: { app: "pay" } } } },
    }),
  },
]);
