import type { KubernetesObject } from "@kubernetes/client-node";
import type { DataObject } from "../../components/config";
import { describeRouters } from "./support/describe-routers";
import type { RouterRun } from "./support/router-run";

type Read = RouterRun["weights"]["read"];

const specOf = (object: object | undefined) => Object(object && "spec" in object ? object.spec : {});
const annotationOf = (object: KubernetesObject | undefined, key: string) =>
  object?.metadata?.annotations?.[key];

interface HttpRoute {
  readonly name: string;
  readonly timeout?: string;
  readonly route: readonly {
    readonly destination: { readonly host: string; readonly subset?: string };
    readonly weight?: number;
  }[];
}
const routesIn = (object: object | undefined): readonly HttpRoute[] => specOf(object).http ?? [];

/** Our own route is the last: those of steps come before it. */
const ofMesh =
  (isCanary: (destination: { readonly host: string; readonly subset?: string }) => boolean): Read =>
  (object) =>
    routesIn(object)
      .at(-1)
      ?.route.find(({ destination }) => isCanary(destination))?.weight;

const inMesh = (service: string, values: DataObject = {}): Omit<RouterRun, "title"> => ({
  service,
  values: { routing: { istio: values } },
  weights: { kind: "VirtualService", read: ofMesh(({ host }) => host === `${service}-canary`) },
  edit: {
    values: { routing: { istio: { ...values, http: [{ name: "primary", timeout: "7s" }] } } },
    read: (object) => routesIn(object).at(-1)?.timeout,
    shows: "7s",
  },
});

/** A list of weighted Services, wherever it is. */
const ofList =
  (
    listOf: (object: KubernetesObject | undefined) => unknown,
    name: string,
    key: string,
    weight = "weight",
  ): Read =>
  (object) => {
    const list = listOf(object);
    const found: unknown = Array.isArray(list) ? list.find((one) => Object(one)[key] === name) : undefined;
    return Number(Object(found)[weight] ?? 0);
  };

const hosts = ["pay.example.com"];
const otherHosts = ["shop.example.com"];
const hostIn = (object: object) => specOf(object).rules[0].host;

describeRouters("a canary through a router of the controller's own", [
  { title: "Istio by hosts", ...inMesh("hosts") },
  {
    title: "Istio with header and mirror routes",
    ...inMesh("headers"),
    managed: {
      steps: [
        {
          setHeaderRoute: {
            name: "testers",
            match: [{ headerName: "x-tester", headerValue: { exact: "yes" } }],
          },
        },
        {
          setMirrorRoute: { name: "shadow", percentage: 10, match: [{ path: { prefix: "/search" } }] },
        },
      ],
      names: ["testers", "shadow"],
      read: (object) =>
        routesIn(object)
          .slice(0, -1)
          .map(({ name }) => name),
    },
  },
  {
    title: "Istio by subsets",
    ...inMesh("subsets", { subsets: true }),
    weights: { kind: "VirtualService", read: ofMesh(({ subset }) => subset === "canary") },
  },
  {
    title: "ingress-nginx",
    service: "nginx",
    values: { routing: { nginx: { hosts } } },
    weights: {
      kind: "Ingress",
      name: "nginx-nginx-canary",
      read: (object) => Number(annotationOf(object, "nginx.ingress.kubernetes.io/canary-weight") ?? 0),
    },
    edit: {
      values: { routing: { nginx: { hosts: otherHosts } } },
      in: { kind: "Ingress", name: "nginx" },
      read: hostIn,
      shows: otherHosts[0],
    },
  },
  {
    title: "a load balancer of AWS",
    service: "alb",
    values: { routing: { alb: { hosts } } },
    weights: {
      kind: "Ingress",
      read: ofList(
        (object) => {
          const action = annotationOf(object, "alb.ingress.kubernetes.io/actions.alb-root");
          return action === undefined ? [] : JSON.parse(action).ForwardConfig.TargetGroups;
        },
        "alb-canary",
        "ServiceName",
        "Weight",
      ),
    },
    edit: { values: { routing: { alb: { hosts: otherHosts } } }, read: hostIn, shows: otherHosts[0] },
  },
  {
    title: "the Service Mesh Interface",
    service: "smi",
    values: { routing: { smi: {} } },
    weights: {
      kind: "TrafficSplit",
      read: ofList((object) => specOf(object).backends, "smi-canary", "service"),
    },
    // The controller makes the object: of ours there is the Service that clients call.
    edit: {
      values: { routing: { smi: {} }, service: { annotations: { team: "pay" } } },
      in: { kind: "Service", name: "smi" },
      read: (object) => object.metadata?.annotations?.["team"],
      shows: "pay",
    },
  },
  {
    title: "Traefik",
    service: "traefik",
    values: { routing: { traefik: { hosts } } },
    weights: {
      kind: "TraefikService",
      read: ofList((object) => specOf(object).weighted?.services, "traefik-canary", "name"),
    },
    edit: {
      values: { routing: { traefik: { hosts, sticky: { cookie: { name: "pay" } } } } },
      read: (object) => specOf(object).weighted.sticky?.cookie.name,
      shows: "pay",
    },
  },
  {
    title: "APISIX",
    service: "apisix",
    values: { routing: { apisix: { hosts } } },
    weights: {
      kind: "ApisixRoute",
      read: ofList((object) => specOf(object).http?.[0].backends, "apisix-canary", "serviceName"),
    },
    edit: {
      values: { routing: { apisix: { hosts: otherHosts } } },
      read: (object) => specOf(object).http[0].match.hosts[0],
      shows: otherHosts[0],
    },
  },
  {
    title: "Emissary-ingress",
    service: "emissary",
    values: { routing: { ambassador: { host: hosts[0] } } },
    weights: {
      kind: "Mapping",
      name: "emissary-canary",
      read: (object) => Number(specOf(object).weight ?? 0),
    },
    edit: {
      values: { routing: { ambassador: { host: otherHosts[0] } } },
      in: { kind: "Mapping", name: "emissary" },
      read: (object) => specOf(object).host,
      shows: otherHosts[0],
    },
  },
  {
    title: "AWS App Mesh",
    service: "app-mesh",
    values: { routing: { appMesh: {} } },
    weights: {
      kind: "VirtualRouter",
      read: (object) => {
        const targets: unknown = specOf(object).routes?.[0].httpRoute.action.weightedTargets;
        const found: unknown = Array.isArray(targets)
          ? targets.find(({ virtualNodeRef }) => virtualNodeRef.name === "app-mesh-canary")
          : undefined;
        return Number(Object(found).weight ?? 0);
      },
    },
    edit: {
      values: { routing: { appMesh: { prefix: "/pay" } } },
      read: (object) => specOf(object).routes[0].httpRoute.match.prefix,
      shows: "/pay",
    },
  },
]);
