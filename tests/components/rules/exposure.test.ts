import type { DataObject } from "../../../components/config";
import { exposureRules } from "../../../components/rules/routing";
import { describeRules } from "../../support/rule-cases";

const httpRoute = { httpRoute: { enabled: true, parentRefs: [{ name: "public" }] } };
const parentRefs = [{ name: "public" }];
const httpRouteOn = (values: DataObject): DataObject => ({
  httpRoute: { enabled: true, parentRefs, ...values },
});
const plain = {
  parentRefs,
  filters: [{ type: "RequestRedirect", requestRedirect: { scheme: "https" } }],
};
const further = {
  routing: {
    gatewayApi: {
      httpRoutes: { web: { parentRefs } },
      grpcRoutes: { rpc: { parentRefs } },
      tcpRoutes: { raw: { parentRefs } },
    },
  },
};
const cwIstio = (enabled: boolean): DataObject => ({
  "cw-istio": { enabled, virtualService: { enabled: true } },
});
const routed = (trafficRouting: DataObject): DataObject => ({
  rollout: { enabled: true, canary: { trafficRouting } },
});
const traefik = { routing: { traefik: { hosts: ["pay.example.com"] } } };
const gateway = (settings: DataObject): DataObject =>
  routed({ plugins: { "argoproj-labs/gatewayAPI": settings } });

describeRules("rules about how clients get to a service", exposureRules, [
  {
    rule: "http-route-parent",
    refuses: { httpRoute: { enabled: true } },
    with: "services.pay.httpRoute.parentRefs: The route belongs to no Gateway. Name one, for example `- name: public, namespace: gateways`.",
    accepts: httpRoute,
  },
  {
    rule: "virtual-service-off",
    refuses: cwIstio(false),
    with: "services.pay.cw-istio.virtualService.enabled: No VirtualService is made: cw-istio.enabled is false. Set cw-istio.enabled: true too, or take this out.",
    accepts: cwIstio(true),
  },
  {
    rule: "route-not-steered",
    when: "an HTTPRoute that the plugin is not told about",
    refuses: { ...httpRoute, ...gateway({ httpRoutes: [{ name: "other" }], grpcRoute: "pay" }) },
    with: 'services.pay.httpRoute: The route is called pay, and rollout.canary.trafficRouting.plugins["argoproj-labs/gatewayAPI"] does not name it. Add pay there, or leave that block out.',
    accepts: { ...httpRoute, ...gateway({ httpRoutes: [{ name: "other" }, { name: "pay" }] }) },
  },
  {
    rule: "route-not-steered",
    when: "a VirtualService that the controller is not told about",
    refuses: { ...cwIstio(true), ...routed({ istio: { virtualService: { name: "other" } } }) },
    with: "services.pay.cw-istio.virtualService: The route is called pay, and rollout.canary.trafficRouting.istio does not name it. Add pay there, or leave that block out.",
    accepts: {
      ...cwIstio(true),
      ...routed({ istio: { virtualServices: [{ name: "other" }, { name: "pay.shop" }] } }),
    },
  },
  {
    rule: "route-not-steered",
    when: "a TraefikService that the controller is not told about",
    refuses: { ...traefik, ...routed({ traefik: { weightedTraefikServiceName: "other" } }) },
    with: "services.pay.routing.traefik: The route is called pay, and rollout.canary.trafficRouting.traefik does not name it. Add pay there, or leave that block out.",
    accepts: { ...traefik, ...routed({ traefik: { weightedTraefikServiceName: "pay" } }) },
  },
  {
    rule: "route-not-steered",
    when: "no route of the Gateway API at all",
    refuses: { ...httpRoute, ...gateway({ tcpRoute: "pay" }) },
    with: 'services.pay.httpRoute: The route is called pay, and rollout.canary.trafficRouting.plugins["argoproj-labs/gatewayAPI"] does not name it. Add pay there, or leave that block out.',
    accepts: { ...httpRoute, ...cwIstio(true), ...routed({ nginx: { stableIngress: "pay" } }) },
  },
  {
    rule: "route-not-steered",
    when: "an HTTPRoute that the plugin may find",
    refuses: { ...httpRoute, ...gateway({ grpcRouteSelector: {} }) },
    with: 'services.pay.httpRoute: The route is called pay, and rollout.canary.trafficRouting.plugins["argoproj-labs/gatewayAPI"] does not name it. Add pay there, or leave that block out.',
    accepts: { ...httpRoute, ...gateway({ httpRouteSelector: {} }) },
  },
  {
    rule: "route-not-steered",
    when: "a route of each kind that the plugin is not told about",
    refuses: { ...further, ...gateway({ httpRoutes: [{ name: "pay-rpc" }], tlsRoute: "pay-raw" }) },
    with: ["httpRoutes.web", "grpcRoutes.rpc", "tcpRoutes.raw"].map((route) => {
      const name = `pay-${route.replace(/.*\./, "")}`;
      return `services.pay.routing.gatewayApi.${route}: The route is called ${name}, and rollout.canary.trafficRouting.plugins["argoproj-labs/gatewayAPI"] does not name it. Add ${name} there, or leave that block out.`;
    }),
    accepts: [
      { ...further, rollout: { enabled: true } },
      {
        ...further,
        ...gateway({ httpRoute: "pay-web", grpcRouteSelector: {}, tcpRoutes: [{ name: "pay-raw" }] }),
      },
      { routing: { gatewayApi: { httpRoutes: { web: plain } } }, ...gateway({ httpRoute: "other" }) },
    ],
  },
  {
    rule: "route-not-steered",
    when: "a route in the VirtualService that the controller is not told about",
    refuses: {
      routing: {
        istio: { http: [{ name: "cards", match: [{ uri: { prefix: "/cards" } }] }, { name: "rest" }] },
      },
      ...routed({ istio: { virtualService: { name: "pay", routes: ["rest"] } } }),
    },
    with: "services.pay.routing.istio.http: The route is called cards, and rollout.canary.trafficRouting.istio.virtualService.routes does not name it. Add cards there, or leave that block out.",
    accepts: {
      routing: { istio: {} },
      ...routed({ istio: { virtualService: { name: "pay", routes: ["primary"] } } }),
    },
  },
  {
    rule: "gateway-route-port",
    refuses: {
      ...httpRouteOn({ port: "grpc" }),
      service: { ports: [{ name: "admin", port: 9090 }] },
      routing: { linkerd: { port: 9091 }, gloo: { hosts: ["pay.test"], port: "rest" } },
    },
    with: [
      "services.pay.httpRoute.port: grpc is not a port of the service. Choose 80 or 9090, or add it to service.ports.",
      "services.pay.routing.linkerd.port: 9091 is not a port of the service. Choose 80 or 9090, or add it to service.ports.",
      "services.pay.routing.gloo.port: rest is not a port of the service. Choose 80 or 9090, or add it to service.ports.",
    ],
    accepts: ["admin", 9090, "http", 80].map((port) => ({
      ...httpRouteOn({ port }),
      service: { ports: [{ name: "admin", port: 9090 }] },
    })),
  },
  {
    rule: "gateway-route-alpha",
    refuses: further,
    with: "services.pay.routing.gatewayApi.tcpRoutes.raw: It is a TCPRoute of v1alpha2, which the standard CRDs of the Gateway API do not serve. Install the CRDs of the experimental channel, and turn this warning off.",
    accepts: httpRoute,
  },
  {
    rule: "route-not-steered",
    when: "an Ingress that the controller is not told about",
    refuses: {
      routing: { nginx: { ingresses: { inside: {} } } },
      ...routed({ nginx: { stableIngress: "pay" } }),
    },
    with: "services.pay.routing.nginx: The route is called pay-inside, and rollout.canary.trafficRouting.nginx does not name it. Add pay-inside there, or leave that block out.",
    accepts: [
      { routing: { nginx: { ingresses: { inside: {} } } }, rollout: { enabled: true } },
      { routing: { nginx: {} }, ...routed({ nginx: { stableIngresses: ["pay", "other"] } }) },
      { routing: { nginx: { enabled: false } }, ...routed({ nginx: { stableIngress: "other" } }) },
    ],
  },
  {
    rule: "route-not-steered",
    when: "an Ingress of a load balancer that the controller is not told about",
    refuses: { routing: { alb: {} }, ...routed({ alb: { ingress: "edge", servicePort: 80 } }) },
    with: "services.pay.routing.alb: The route is called pay, and rollout.canary.trafficRouting.alb does not name it. Add pay there, or leave that block out.",
    accepts: [
      { routing: { alb: { name: "edge" } }, ...routed({ alb: { ingress: "edge", servicePort: 80 } }) },
      { routing: { alb: { ingresses: { inside: {} } } }, rollout: { enabled: true } },
    ],
  },
  {
    rule: "route-not-steered",
    when: "an ApisixRoute that the controller is not told about",
    refuses: { routing: { apisix: {} }, ...routed({ apisix: { route: { name: "edge" } } }) },
    with: "services.pay.routing.apisix: The route is called pay, and rollout.canary.trafficRouting.apisix does not name it. Add pay there, or leave that block out.",
    accepts: { routing: { apisix: {} }, rollout: { enabled: true } },
  },
  {
    rule: "route-not-steered",
    when: "a Mapping that the controller is not told about",
    refuses: {
      routing: { ambassador: { mappings: { v1: {} } } },
      ...routed({ ambassador: { mappings: ["pay"] } }),
    },
    with: "services.pay.routing.ambassador: The route is called pay-v1, and rollout.canary.trafficRouting.ambassador does not name it. Add pay-v1 there, or leave that block out.",
    accepts: { routing: { ambassador: { mappings: { v1: {} } } }, rollout: { enabled: true } },
  },
]);
