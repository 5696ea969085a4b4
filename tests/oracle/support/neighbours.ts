import {
  type CanaryConfig,
  type Delivery,
  deliveryOf,
  type ServiceConfig,
  type TrafficRouting,
} from "../../../components/config";
import type { Manifest } from "../../../components/manifests";

/** Objects of other people that the spec names, just as the controller wants them. */
export function neighbours(name: string, service: ServiceConfig): Manifest[] {
  const { workloadRef } = service.rollout;
  const workload = workloadRef?.kind === "Deployment" ? [deployment(workloadRef.name, service)] : [];
  return [...workload, ...routed(name, deliveryOf(name, service))];
}

function routed(name: string, delivery: Delivery): Manifest[] {
  if (delivery.kind !== "canary") return [];
  const { trafficRouting: routing, stableService = "" } = delivery.canary;
  const { nginx, alb, istio } = routing ?? {};
  const ingresses = [nginx?.stableIngress, ...(nginx?.stableIngresses ?? [])];
  const albIngresses = [alb?.ingress, ...(alb?.ingresses ?? [])];
  const virtualServices = [istio?.virtualService, ...(istio?.virtualServices ?? [])];
  return [
    ...ingresses.flatMap((one) => (one === undefined ? [] : [ingress(one, stableService, "http")])),
    ...albIngresses.flatMap((one) =>
      one === undefined ? [] : [ingress(one, alb?.rootService ?? stableService, "use-annotation")],
    ),
    ...virtualServices.flatMap((one) =>
      one === undefined ? [] : [virtualService(one, delivery.canary, name)],
    ),
    ...(istio?.destinationRule ? [destinationRule(istio.destinationRule, name)] : []),
  ];
}

function deployment(name: string, { service: { selector: labels = {} } }: ServiceConfig): Manifest {
  const containers = [{ name: "main", image: "registry.example/legacy:1" }];
  const template = { metadata: { labels }, spec: { containers } };
  const spec = { replicas: 0, selector: { matchLabels: labels }, template };
  return { apiVersion: "apps/v1", kind: "Deployment", metadata: { name }, spec };
}

function ingress(name: string, service: string, port: string): Manifest {
  const backend = { service: { name: service, port: { name: port } } };
  const rule = { http: { paths: [{ path: "/", pathType: "Prefix", backend }] } };
  return { apiVersion: "networking.k8s.io/v1", kind: "Ingress", metadata: { name }, spec: { rules: [rule] } };
}

type VirtualService = NonNullable<NonNullable<TrafficRouting["istio"]>["virtualService"]>;

function virtualService(use: VirtualService, canary: CanaryConfig, apex: string): Manifest {
  const { name, routes, tlsRoutes, tcpRoutes } = use;
  const route = destinations(canary, apex);
  const isHttp = routes !== undefined || (tlsRoutes === undefined && tcpRoutes === undefined);
  return {
    apiVersion: "networking.istio.io/v1",
    kind: "VirtualService",
    metadata: { name },
    spec: {
      hosts: [name],
      ...(isHttp && { http: (routes ?? ["only"]).map((one) => ({ name: one, route })) }),
      ...(tlsRoutes && { tls: tlsRoutes.map((match) => ({ match: [match], route })) }),
      ...(tcpRoutes && { tcp: tcpRoutes.map((match) => ({ match: [match], route })) }),
    },
  };
}

type DestinationRule = NonNullable<NonNullable<TrafficRouting["istio"]>["destinationRule"]>;

function destinationRule(use: DestinationRule, host: string): Manifest {
  const { name, canarySubsetName, stableSubsetName } = use;
  const subsets = [canarySubsetName, stableSubsetName].map((subset) => ({ name: subset, labels: {} }));
  return {
    apiVersion: "networking.istio.io/v1",
    kind: "DestinationRule",
    metadata: { name },
    spec: { host, subsets },
  };
}

function destinations(
  { trafficRouting, pingPong, stableService, canaryService }: CanaryConfig,
  apex: string,
): object[] {
  const subsets = trafficRouting?.istio?.destinationRule;
  const stable = { host: pingPong?.pingService ?? stableService ?? apex, subset: subsets?.stableSubsetName };
  const canary = { host: pingPong?.pongService ?? canaryService ?? apex, subset: subsets?.canarySubsetName };
  return [
    { destination: stable, weight: 100 },
    { destination: canary, weight: 0 },
  ];
}
