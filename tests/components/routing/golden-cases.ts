import { dump } from "js-yaml";
import type { DataObject } from "../../../components/config";
import { manifestsOf, planWorkload } from "../../../components/workload";
import { subjectOf } from "../../support/services";

/** What every router has to be rendered beside. */
const workloads: Readonly<Record<string, DataObject>> = {
  deployment: {},
  canary: { rollout: { enabled: true, canary: { steps: [{ setWeight: 25 }, { pause: {} }] } } },
  "blue-green": { rollout: { enabled: true, strategy: "blueGreen" } },
  "canary-autoscaled": {
    rollout: { enabled: true, canary: { steps: [{ setWeight: 25 }, { pause: {} }] } },
    resources: { requests: { cpu: "100m" } },
    autoscaling: { enabled: true, minReplicas: 3, maxReplicas: 6 },
  },
};

interface GoldenRouter {
  /** What a service says to be reached by it. */
  readonly values: DataObject;
  /** Further cases: name -> values on top of these. */
  readonly more?: Readonly<Record<string, DataObject>>;
}

const edge = { parentRefs: [{ name: "edge", namespace: "gateways" }] };
const next = { hosts: ["next.example.com"] };
const hosts = ["pay.example.com"];
const steps = [{ setWeight: 25 }, { pause: {} }];
const byHeader = { name: "testers", match: [{ headerName: "x-tester", headerValue: { exact: "yes" } }] };
const withHeaders = {
  rollout: { enabled: true, canary: { steps: [{ setHeaderRoute: byHeader }, ...steps] } },
};
const pingPong = {
  rollout: {
    enabled: true,
    canary: { steps, pingPong: { pingService: "pay-ping", pongService: "pay-pong" } },
  },
};

/** One entry for each router; the name is that of its folder. */
const routers: Readonly<Record<string, GoldenRouter>> = {
  "gateway-api": {
    values: {
      httpRoute: {
        enabled: true,
        ...edge,
        hostnames: hosts,
        preview: { hostnames: next.hosts },
        rules: [
          {
            name: "api",
            matches: [{ path: { value: "/api" }, headers: [{ name: "x-a", value: "b" }] }],
            filters: [
              {
                type: "URLRewrite",
                urlRewrite: { path: { type: "ReplacePrefixMatch", replacePrefixMatch: "/" } },
              },
            ],
            timeouts: { request: "10s" },
          },
          {
            name: "old",
            matches: [{ path: { value: "/old" } }],
            filters: [{ type: "RequestRedirect", requestRedirect: { scheme: "https" } }],
          },
        ],
      },
    },
    more: { "canary-with-headers": withHeaders },
  },
  "gateway-api-further": {
    values: {
      service: { port: 8080, ports: [{ name: "grpc", port: 9090 }] },
      routing: {
        gatewayApi: {
          httpRoutes: { web: edge },
          grpcRoutes: { rpc: { ...edge, port: "grpc", matches: [{ method: { service: "pay.v1.Pay" } }] } },
          tcpRoutes: { raw: { ...edge, port: 9090 } },
          tlsRoutes: { sni: { ...edge, hostnames: ["tls.example.com"] } },
        },
      },
    },
  },
  linkerd: { values: { routing: { linkerd: {} } } },
  "linkerd-grpc": { values: { routing: { linkerd: { protocol: "grpc" } } } },
  gloo: {
    values: { routing: { gloo: { hosts, virtualGateways: [{ name: "ingress", namespace: "gloo-mesh" }] } } },
  },
  istio: { values: { "cw-istio": { enabled: true, virtualService: { enabled: true } } } },
  "istio-hosts": {
    values: {
      routing: {
        istio: {
          hosts: [...hosts, "pay"],
          gateways: ["edge/public", "mesh"],
          preview: { ...next, gateways: ["edge/public"] },
        },
      },
    },
    more: { "canary-with-headers": withHeaders, "canary-ping-pong": pingPong },
  },
  "istio-subsets": {
    values: {
      routing: {
        istio: {
          subsets: { additional: [{ name: "beta", labels: { track: "beta" }, weight: 10 }] },
          trafficPolicy: { tls: { mode: "ISTIO_MUTUAL" } },
        },
      },
    },
  },
  "istio-routes": {
    values: {
      service: { ports: [{ name: "db", port: 5432 }] },
      routing: {
        istio: {
          http: [
            { name: "cards", match: [{ uri: { prefix: "/cards" } }], timeout: "5s", servicePort: 80 },
            { name: "rest", servicePort: 80 },
          ],
          tcp: [{ port: 5432 }],
        },
      },
    },
  },
  traefik: {
    values: { routing: { traefik: { hosts, entryPoints: ["websecure"], tls: {}, preview: next } } },
  },
  nginx: {
    values: {
      routing: {
        nginx: {
          hosts,
          tls: [{ secretName: "pay-tls" }],
          ingresses: { inside: { className: "inside" } },
          preview: next,
        },
      },
    },
  },
  alb: {
    values: { routing: { alb: { hosts, scheme: "internet-facing", preview: next } } },
    more: { "canary-with-headers": withHeaders, "canary-ping-pong": pingPong },
  },
  smi: { values: { routing: { smi: {} } } },
  apisix: {
    values: { routing: { apisix: { hosts, plugins: { "limit-count": { count: 2, time_window: 60 } } } } },
  },
  ambassador: {
    values: { routing: { ambassador: { host: hosts[0], mappings: { v1: { prefix: "/v1/" } } } } },
  },
  "app-mesh": { values: { routing: { appMesh: {} } } },
  plugin: { values: { routing: { plugins: { "argoproj-labs/contour": { httpProxies: ["pay"] } } } } },
  "smi-and-nginx": { values: { routing: { smi: {}, nginx: { hosts } } } },
  "istio-and-alb": { values: { routing: { istio: {}, alb: { hosts } } } },
};

export interface GoldenCase {
  readonly router: string;
  readonly name: string;
  readonly values: readonly DataObject[];
}

export const goldenCases: readonly GoldenCase[] = Object.entries(routers).flatMap(
  ([router, { values, more = {} }]) =>
    Object.entries({ ...workloads, ...more }).map(([name, added]) => ({
      router,
      name,
      values: [values, added],
    })),
);

/** All objects of the service, as a person would read them. */
export function goldenText({ values }: GoldenCase): string {
  const objects: unknown[] = JSON.parse(JSON.stringify(manifestsOf(planWorkload(subjectOf(...values)))));
  return objects.map((object) => dump(object, { noRefs: true, lineWidth: -1 })).join("---\n");
}
