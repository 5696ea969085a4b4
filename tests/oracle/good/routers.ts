import type { DataObject } from "../../../components/config";
import { canary, routed, type Specs } from "../support/specs";

const weights: DataObject = { steps: [{ setWeight: 10 }, { pause: { duration: "5m" } }, { setWeight: 50 }] };
const split = (router: DataObject, block: DataObject = {}) => routed(router, { ...weights, ...block });

/** Every router, and every form of naming what it routes. */
export const routers: Specs = {
  "nginx with one Ingress": split({ nginx: { stableIngress: "pay" } }),
  "nginx with several Ingresses": split({ nginx: { stableIngresses: ["pay", "pay-internal"] } }),
  "nginx with annotations": split({
    nginx: {
      stableIngress: "pay",
      annotationPrefix: "custom.ingress.example.com",
      additionalIngressAnnotations: { "canary-by-header": "X-Canary" },
      canaryIngressAnnotations: { "example.com/owner": "shop" },
    },
  }),
  "nginx with weights in thousandths": routed(
    { nginx: { stableIngress: "pay" }, maxTrafficWeight: 1000 },
    { steps: [{ setWeight: 5 }, { pause: {} }, { setWeight: 1000 }] },
  ),
  "alb with one Ingress": split({ alb: { ingress: "pay", servicePort: 80 } }),
  "alb with several Ingresses": split({ alb: { ingresses: ["pay", "pay-internal"], servicePort: 80 } }),
  "alb with a root Service": split({
    alb: {
      ingress: "pay",
      servicePort: 80,
      rootService: "pay",
      annotationPrefix: "alb.ingress.example.com",
      stickinessConfig: { enabled: true, durationSeconds: 300 },
    },
  }),
  "istio with one named route": split({ istio: { virtualService: { name: "pay", routes: ["primary"] } } }),
  "istio with the only route": split({ istio: { virtualService: { name: "pay" } } }),
  "istio with several VirtualServices": split({
    istio: { virtualServices: [{ name: "pay", routes: ["a", "b"] }, { name: "pay-internal" }] },
  }),
  "istio with TLS and TCP routes": split({
    istio: {
      virtualService: {
        name: "pay",
        tlsRoutes: [{ port: 443, sniHosts: ["pay.example.com"] }],
        tcpRoutes: [{ port: 9000 }],
      },
    },
  }),
  "istio with subsets": split({
    istio: {
      virtualService: { name: "pay" },
      destinationRule: { name: "pay", canarySubsetName: "canary", stableSubsetName: "stable" },
    },
  }),
  "istio through the service's own block": canary(weights, {
    "cw-istio": { enabled: true, virtualService: { enabled: true, hosts: ["pay.example.com"] } },
  }),
  "the Gateway API through the service's own route": canary(weights, {
    httpRoute: { enabled: true, parentRefs: [{ name: "public" }], hostnames: ["pay.example.com"] },
  }),
  "the Gateway API with a route that is made elsewhere": split({
    plugins: { "argoproj-labs/gatewayAPI": { httpRoutes: [{ name: "pay" }], namespace: "shop" } },
  }),
  "a plugin of one's own": split({ plugins: { "example/router": { route: "pay" } } }),
  smi: split({ smi: {} }),
  "smi with names": split({ smi: { rootService: "pay", trafficSplitName: "pay-split" } }),
  ambassador: split({ ambassador: { mappings: ["pay", "pay-internal"] } }),
  apisix: split({ apisix: { route: { name: "pay", rules: ["http"] } } }),
  traefik: split({ traefik: { weightedTraefikServiceName: "pay" } }),
  appMesh: split({
    appMesh: {
      virtualService: { name: "pay", routes: ["http"] },
      virtualNodeGroup: {
        canaryVirtualNodeRef: { name: "pay-canary" },
        stableVirtualNodeRef: { name: "pay-stable" },
      },
    },
  }),
  "two routers at once": split({ smi: {}, nginx: { stableIngress: "pay" } }),
};
