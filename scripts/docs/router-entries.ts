import type { DataObject } from "../../components/config";

/** A router as the documentation presents it. */
export interface RouterEntry {
  readonly name: string;
  /** Keys of a service that ask for it. */
  readonly keys: readonly string[];
  /** The smallest values. */
  readonly values: DataObject;
  /** Whether it routes TCP, and by which key. */
  readonly tcp?: string;
  /** What its objects and its part of a canary were held against. */
  readonly checkedAgainst: string;
}

const CONTROLLER = "Argo Rollouts 1.10.1";

export const routerEntries: readonly RouterEntry[] = [
  {
    name: "Gateway API",
    keys: ["httpRoute", "routing.gatewayApi"],
    values: { httpRoute: { enabled: true, parentRefs: [{ name: "public", namespace: "gateways" }] } },
    tcp: "routing.gatewayApi.tcpRoutes",
    checkedAgainst: "Gateway API 1.6.3 (experimental channel), plugin 0.15 as its code says",
  },
  {
    name: "Istio by hosts",
    keys: ["cw-istio", "routing.istio"],
    values: { routing: { istio: { hosts: ["pay.example.com"], gateways: ["istio-system/public", "mesh"] } } },
    tcp: "routing.istio.tcp",
    checkedAgainst: `Istio 1.31.1, ${CONTROLLER}`,
  },
  {
    name: "Istio by subsets",
    keys: ["routing.istio.subsets"],
    values: { routing: { istio: { subsets: true } } },
    tcp: "routing.istio.tcp",
    checkedAgainst: `Istio 1.31.1, ${CONTROLLER}`,
  },
  {
    name: "Linkerd",
    keys: ["routing.linkerd"],
    values: { routing: { linkerd: {} } },
    checkedAgainst: "Gateway API 1.6.3, plugin 0.15 as its code says",
  },
  {
    name: "AWS load balancer",
    keys: ["routing.alb"],
    values: { routing: { alb: { hosts: ["pay.example.com"], scheme: "internet-facing" } } },
    checkedAgainst: CONTROLLER,
  },
  {
    name: "Traefik",
    keys: ["routing.traefik"],
    values: { routing: { traefik: { hosts: ["pay.example.com"], entryPoints: ["websecure"] } } },
    checkedAgainst: `Traefik 3.7.13, ${CONTROLLER}`,
  },
  {
    name: "APISIX",
    keys: ["routing.apisix"],
    values: { routing: { apisix: { hosts: ["pay.example.com"] } } },
    checkedAgainst: `${CONTROLLER} and the ApisixRoute of its tests`,
  },
  {
    name: "Emissary-ingress (Ambassador)",
    keys: ["routing.ambassador"],
    values: { routing: { ambassador: { host: "pay.example.com" } } },
    checkedAgainst: `${CONTROLLER}, a Mapping typed by hand`,
  },
  {
    name: "ingress-nginx (retired)",
    keys: ["routing.nginx"],
    values: { routing: { nginx: { hosts: ["pay.example.com"] } } },
    checkedAgainst: CONTROLLER,
  },
  {
    name: "Service Mesh Interface (archived)",
    keys: ["routing.smi"],
    values: { routing: { smi: {} } },
    checkedAgainst: `${CONTROLLER}, a TrafficSplit v1alpha1 typed by hand`,
  },
  {
    name: "Gloo Platform (plugin frozen)",
    keys: ["routing.gloo"],
    values: { routing: { gloo: { hosts: ["pay.example.com"] } } },
    checkedAgainst: "a RouteTable v2 typed by hand, plugin v0.0.0-beta3 as its code says",
  },
  {
    name: "AWS App Mesh (retired)",
    keys: ["routing.appMesh"],
    values: { routing: { appMesh: {} } },
    checkedAgainst: `${CONTROLLER}, its kinds typed by hand`,
  },
  {
    name: "Contour, OpenShift and other plugins",
    keys: ["routing.plugins"],
    values: { routing: { plugins: { "argoproj-labs/contour": { httpProxies: ["pay"] } } } },
    checkedAgainst: `${CONTROLLER}: what its settings mean is the plugin's`,
  },
];
