import type { DataObject } from "../../../components/config";
import { routingStepRules } from "../../../components/rules/routing";
import { describeRules } from "../../support/rule-cases";

const managed = { managedRoutes: [{ name: "testers" }, { name: "copies" }] };
const routed = (trafficRouting: DataObject, ...steps: DataObject[]): DataObject => ({
  rollout: {
    enabled: true,
    canary: { trafficRouting: { ...managed, ...trafficRouting }, steps: [{ setWeight: 10 }, ...steps] },
  },
});

const istio = { istio: { virtualService: { name: "pay", routes: ["main"] } } };
const nginx = { nginx: { stableIngress: "pay" } };
const alb = { alb: { ingress: "pay", servicePort: 80 } };
const gateway = (settings: DataObject): DataObject => ({ plugins: { "argoproj-labs/gatewayAPI": settings } });
const unknownPlugin = { plugins: { "example/own": {} } };
const httpRoute = { httpRoute: { enabled: true, parentRefs: [{ name: "public" }] } };

const header = (headerValue: DataObject = { exact: "yes" }, name = "testers"): DataObject => ({
  setHeaderRoute: { name, match: [{ headerName: "X-Tester", headerValue }] },
});
const mirror = (match: DataObject = { method: { exact: "GET" } }): DataObject => ({
  setMirrorRoute: { name: "copies", match: [match] },
});
const experiment = {
  experiment: {
    templates: [
      { name: "a", specRef: "canary", weight: 5 },
      { name: "b", specRef: "stable" },
    ],
  },
};
const at = "services.pay.rollout.canary.steps[1]";
const managedAt = "services.pay.rollout.canary.trafficRouting.managedRoutes";

const gloo = { routing: { gloo: { hosts: ["pay.example.com"] } } };
const raw = { routing: { gatewayApi: { tcpRoutes: { raw: { parentRefs: [{ name: "edge" }] } } } } };
const rules = (name: string, backend: string): DataObject => ({
  httpRoute: {
    ...httpRoute.httpRoute,
    rules: [{ name: "all" }, { name, backendRefs: [{ name: backend, port: 80 }] }],
  },
});

const manyRules = (count: number): DataObject => ({
  httpRoute: {
    ...httpRoute.httpRoute,
    rules: Array.from({ length: count }, (_, index) => ({ name: `rule-${String(index)}` })),
  },
});

describeRules("rules about what steps ask of routers", routingStepRules, [
  {
    rule: "router-feature",
    when: "a header route without a router",
    refuses: { rollout: { enabled: true, canary: { steps: [{ setWeight: 10 }, header()] } } },
    with: `${at}.setHeaderRoute: Without a router there are no header routes. Routers with header routes: istio, alb, apisix or argoproj-labs/gatewayAPI.`,
    accepts: routed({ apisix: { route: { name: "pay" } } }, header()),
  },
  {
    rule: "router-feature",
    when: "a header route that no router has",
    refuses: routed({ ...nginx, smi: {} }, header()),
    with: `${at}.setHeaderRoute: nginx and smi have no header routes. Routers with header routes: istio, alb, apisix or argoproj-labs/gatewayAPI.`,
    accepts: [
      { ...httpRoute, ...routed({}, header()) },
      routed({ plugins: { "solo-io/glooplatform": {} } }, header()),
    ],
  },
  {
    rule: "router-feature",
    when: "a mirror route that the plugin takes and forgets",
    refuses: { ...httpRoute, ...routed({}, mirror()) },
    with: `${at}.setMirrorRoute: argoproj-labs/gatewayAPI has no mirror routes. Routers with mirror routes: istio.`,
    accepts: [routed(istio, mirror()), routed(unknownPlugin, header(), mirror(), experiment)],
  },
  {
    rule: "router-feature",
    when: "a weight of an experiment that the router does not have",
    refuses: routed(nginx, experiment),
    with: `${at}.experiment.templates[0].weight: nginx has no weights for experiments. Routers with weights for experiments: istio, alb or argoproj-labs/gatewayAPI.`,
    accepts: routed({ smi: {} }, experiment),
  },
  {
    rule: "router-feature",
    when: "ping-pong that the plugin does not look at",
    refuses: {
      rollout: {
        enabled: true,
        canary: {
          pingPong: { pingService: "pay-a", pongService: "pay-b" },
          trafficRouting: gateway({ httpRoute: "pay" }),
        },
      },
    },
    with: "services.pay.rollout.canary.pingPong: argoproj-labs/gatewayAPI has no ping-pong. Routers with ping-pong: istio or alb.",
    accepts: [istio, unknownPlugin].map((trafficRouting) => ({
      rollout: {
        enabled: true,
        canary: { pingPong: { pingService: "pay-a", pongService: "pay-b" }, trafficRouting },
      },
    })),
  },
  {
    rule: "router-feature-partly",
    refuses: routed({ ...istio, ...nginx }, header(), mirror()),
    with: [
      `${at}.setHeaderRoute: nginx has no header routes. Requests that come that way are split by weight alone.`,
      "services.pay.rollout.canary.steps[2].setMirrorRoute: nginx has no mirror routes. Requests that come that way are split by weight alone.",
    ],
    accepts: [
      routed({ ...istio, ...alb }, header(), experiment),
      {
        rollout: {
          enabled: true,
          canary: {
            pingPong: { pingService: "pay-a", pongService: "pay-b" },
            trafficRouting: { ...istio, ...nginx },
          },
        },
      },
    ],
  },
  {
    rule: "gateway-api-features",
    refuses: routed(
      gateway({ tcpRoute: "pay", grpcRoutes: [{ name: "pay" }], httpRoutes: [] }),
      header(),
      experiment,
    ),
    with: [
      `${at}.setHeaderRoute: No route of argoproj-labs/gatewayAPI takes header routes. Set useHeaderRoutes: true in an entry of its httpRoutes or grpcRoutes.`,
      "services.pay.rollout.canary.steps[2].experiment.templates: No route of argoproj-labs/gatewayAPI is an HTTPRoute: others take no weights for experiments. Take the weights out.",
    ],
    accepts: routed(
      gateway({ httpRoutes: [{ name: "pay" }], grpcRoutes: [{ name: "pay", useHeaderRoutes: true }] }),
      header(),
      experiment,
    ),
  },
  {
    rule: "gateway-api-features",
    when: "a route that is found by its labels",
    refuses: routed(gateway({ httpRouteSelector: {} }), header(), experiment),
    with: `${at}.setHeaderRoute: No route of argoproj-labs/gatewayAPI takes header routes. Set useHeaderRoutes: true in an entry of its httpRoutes or grpcRoutes.`,
    accepts: [
      routed(gateway({ httpRoute: "pay" }), header(), experiment),
      routed(gateway({ grpcRoute: "pay" }), header(), {
        experiment: { templates: [{ name: "a", specRef: "canary" }] },
      }),
    ],
  },
  {
    rule: "string-match-kind",
    when: "a header that is compared in two ways, or in none",
    refuses: routed(istio, header({ exact: "yes", regex: "y.*" }), header({ prefix: "" })),
    with: [
      `${at}.setHeaderRoute.match[0].headerValue: exact and regex are all set. Set exactly one of exact, prefix and regex.`,
      "services.pay.rollout.canary.steps[2].setHeaderRoute.match[0].headerValue: Nothing is set to compare with. Set exactly one of exact, prefix and regex.",
    ],
    accepts: routed(istio, header({ regex: "y.*" }), header({ exact: "yes", prefix: "" })),
  },
  {
    rule: "string-match-kind",
    when: "a mirrored request that is compared in no way",
    refuses: routed(istio, mirror({ method: {}, path: {}, headers: { "X-Tester": {} } })),
    with: ["method", "path", "headers.X-Tester"].map(
      (key) =>
        `${at}.setMirrorRoute.match[0].${key}: Nothing is set to compare with. Set exactly one of exact, prefix and regex.`,
    ),
    accepts: routed(
      istio,
      mirror({ method: { exact: "GET" }, path: { prefix: "/" }, headers: { "X-Tester": { exact: "yes" } } }),
    ),
  },
  {
    rule: "header-match-exact",
    refuses: routed({ ...alb, ...istio }, header({ prefix: "y" })),
    with: `${at}.setHeaderRoute.match[0].headerValue.prefix: alb compares headers with exact values alone. Use exact, one header route for each value.`,
    accepts: [
      routed({ ...alb, ...istio }, header(), mirror({ path: { prefix: "/" } })),
      routed(alb, header({ prefix: "y", regex: "y.*" })),
    ],
  },
  {
    rule: "managed-route-listed",
    refuses: routed({ ...istio, managedRoutes: [{ name: "others" }] }, header(), mirror()),
    with: [
      `${at}.setHeaderRoute.name: testers is not in trafficRouting.managedRoutes. Add \`name: testers\` there.`,
      "services.pay.rollout.canary.steps[2].setMirrorRoute.name: copies is not in trafficRouting.managedRoutes. Add `name: copies` there.",
    ],
    accepts: routed(istio, header(), mirror()),
  },
  {
    rule: "managed-route-unique",
    refuses: routed({ ...istio, managedRoutes: [{ name: "a" }, { name: "a-1" }, { name: "a" }] }),
    with: `${managedAt}[2].name: a is there already. Choose another name.`,
    accepts: routed({ ...istio, managedRoutes: [{ name: "a" }, { name: "a-1" }] }),
  },
  {
    rule: "managed-route-unique",
    when: "a name that the plugin gives to a copy",
    refuses: { ...httpRoute, ...routed({ ...istio, managedRoutes: [{ name: "a-1" }, { name: "a" }] }) },
    with: `${managedAt}[0].name: a-1 is what the router calls a copy of a. Choose another name.`,
    accepts: { ...httpRoute, ...routed({ managedRoutes: [{ name: "a-1" }, { name: "b" }] }) },
  },
  {
    rule: "managed-route-name",
    refuses: { ...httpRoute, ...routed({ ...alb, managedRoutes: [{ name: "ok" }, { name: "My_Testers" }] }) },
    with: `${managedAt}[1].name: My_Testers is not a name for alb and argoproj-labs/gatewayAPI. Use lower-case letters, digits and dashes.`,
    accepts: routed({ ...istio, managedRoutes: [{ name: "My_Testers" }] }),
  },
  {
    rule: "managed-route-is-own",
    refuses: routed({ ...istio, managedRoutes: [{ name: "testers" }, { name: "main" }] }),
    with: `${managedAt}[1].name: main is a route of the VirtualService, and managed routes are removed. Name here only routes that steps make.`,
    accepts: routed(istio),
  },
  {
    rule: "managed-route-is-own",
    when: "the route of the VirtualService that is made here",
    refuses: {
      "cw-istio": { enabled: true, virtualService: { enabled: true } },
      ...routed({ managedRoutes: [{ name: "primary" }] }),
    },
    with: `${managedAt}[0].name: primary is a route of the VirtualService, and managed routes are removed. Name here only routes that steps make.`,
    accepts: {
      "cw-istio": { enabled: true, virtualService: { enabled: true } },
      ...routed({ managedRoutes: [{ name: "testers" }] }),
    },
  },
  {
    rule: "gateway-api-features",
    when: "routes of the service that have no headers",
    refuses: { ...raw, ...routed({}, header()) },
    with: `${at}.setHeaderRoute: No route of argoproj-labs/gatewayAPI takes header routes. Give the service an HTTPRoute or a GRPCRoute.`,
    accepts: { ...raw, ...httpRoute, ...routed({}, header()) },
  },
  {
    rule: "gateway-rule-count",
    refuses: { ...manyRules(9), ...routed({}, header()) },
    with: "services.pay.httpRoute: 9 rules, and 9 of header steps, are 18: a route has at most 16. Divide it into several routes, or set fewer header routes.",
    accepts: [
      { ...manyRules(16), ...routed({}) },
      { ...manyRules(8), ...routed({}, header()) },
      { ...manyRules(8), ...routed({}, header(), { setWeight: 20 }, header({ exact: "no" })) },
    ],
  },
  {
    rule: "gateway-rule-managed",
    refuses: { ...rules("testers-1", "pay-canary"), ...routed({}, header()) },
    with: [
      "services.pay.httpRoute.rules[1].name: testers-1 is what a step's route is called. Choose another name.",
      "services.pay.httpRoute.rules[1].backendRefs: It leads to pay-canary alone. Take the rule out: httpRoute.preview shows the new version in a route of its own.",
    ],
    accepts: [
      { ...rules("testers-1", "pay-canary"), ...routed({}) },
      { ...rules("testers-b", "pay-stable"), ...routed({}, header()) },
    ],
  },
  {
    rule: "managed-route-is-own",
    when: "the action of a load balancer of AWS",
    refuses: { routing: { alb: {} }, ...routed({ managedRoutes: [{ name: "pay-root" }] }) },
    with: `${managedAt}[0].name: pay-root is the action of the load balancer, and managed routes are removed. Name here only routes that steps make.`,
    accepts: {
      routing: { alb: { rootService: "root" } },
      ...routed({ managedRoutes: [{ name: "pay-root" }] }),
    },
  },
  {
    rule: "gloo-header-route",
    refuses: { ...gloo, ...routed({}, header()) },
    with: `${at}.setHeaderRoute: solo-io/glooplatform keeps the route's own matchers beside the header, so requests without it may match too. Try it on a cluster that nobody depends on, or split by weight alone.`,
    accepts: [
      { ...gloo, rollout: { enabled: true } },
      { ...httpRoute, ...routed({}, header()) },
    ],
  },
  {
    rule: "managed-route-is-own",
    when: "a route of the RouteTable",
    refuses: {
      routing: { gloo: { ...gloo.routing.gloo, http: [{ name: "testers" }] } },
      ...routed({}, header()),
    },
    with: `${managedAt}[0].name: testers is a route of the RouteTable, and managed routes are removed. Name here only routes that steps make.`,
    accepts: {
      routing: { gloo: { ...gloo.routing.gloo, http: [{ name: "all" }] } },
      ...routed({}, header()),
    },
  },
  {
    rule: "managed-route-is-own",
    when: "the service's ApisixRoute, as which a step would make another",
    refuses: { routing: { apisix: {} }, ...routed({ managedRoutes: [{ name: "pay" }] }) },
    with: `${managedAt}[0].name: pay is the ApisixRoute, and managed routes are removed. Name here only routes that steps make.`,
    accepts: { routing: { apisix: {} }, ...routed({ managedRoutes: [{ name: "pay-testers" }] }) },
  },
]);
