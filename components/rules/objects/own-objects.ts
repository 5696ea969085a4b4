import {
  appMeshOf,
  type GatewayRoute,
  gatewayRoutesOf,
  istioOf,
  mappingsOf,
  type ServiceConfig,
  traefikOf,
} from "../../config";
import { serviceNames } from "../environment/names";
import { ingressNames } from "../routing/ingress-names";
import type { ServiceScope } from "../scope";

/** An object that the package makes for a service. */
export interface OwnObject {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
}

type Names = (service: ServiceConfig, name: string, scope: ServiceScope) => readonly string[];

const named = (isMade: (service: ServiceConfig) => boolean, suffix = ""): Names => {
  return (service, name) => (isMade(service) ? [`${name}${suffix}`] : []);
};
const hasOwnPods = ({ rollout }: ServiceConfig) => !rollout.enabled || rollout.workloadRef === undefined;
const hasRights = ({ rbac }: ServiceConfig) => rbac.rules.length > 0;

const gatewayRoutes =
  (kind: GatewayRoute["kind"]): Names =>
  (service, name) =>
    gatewayRoutesOf(name, service).flatMap((route) => (route.kind === kind ? [route.name] : []));
const hasPreview = ({ httpRoute }: ServiceConfig, { canary, blueGreen }: ServiceScope) =>
  httpRoute.enabled &&
  httpRoute.preview?.enabled === true &&
  (canary?.canaryService ?? blueGreen?.previewService) !== undefined;
const virtualServices: Names = (service, name) => {
  const istio = istioOf(service);
  if (istio === undefined) return [];
  return [istio.name ?? name, ...(istio.preview ? [`${name}-preview`] : [])];
};
const destinationRules: Names = (service, name) => {
  const { subsets, trafficPolicy } = istioOf(service) ?? {};
  const ofServices = trafficPolicy ? serviceNames(name, service).map((taken) => taken.name) : [];
  const { additional = [] } = subsets ?? {};
  return [...(subsets ? [name] : []), ...(additional.length > 0 ? [`${name}-extra`] : []), ...ofServices];
};

/** Group and kind -> names of the objects of that kind. Jobs and immutable ConfigMaps are not here: a checksum is part of their name. */
const kinds: Readonly<Record<string, Names>> = {
  "apps/Deployment": named(({ rollout }) => !rollout.enabled),
  "argoproj.io/Rollout": named(({ rollout }) => rollout.enabled),
  "argoproj.io/AnalysisTemplate": ({ rollout, analysisTemplates }) =>
    rollout.enabled ? Object.keys(analysisTemplates) : [],
  "/Service": (service, name) => serviceNames(name, service).map((taken) => taken.name),
  "/ServiceAccount": (service, name) =>
    service.serviceAccount.create && hasOwnPods(service) ? [service.serviceAccount.name ?? name] : [],
  "/ConfigMap": (service, name) =>
    Object.keys(service.monitoring.dashboards).map((dashboard) => `${name}-dashboard-${dashboard}`),
  "/PersistentVolumeClaim": (service, name) =>
    Object.keys(service.persistentVolumeClaims).map((claim) => `${name}-${claim}`),
  "external-secrets.io/ExternalSecret": (service, name) =>
    Object.keys(service.externalSecrets).map((secret) => `${name}-${secret}`),
  "gateway.networking.k8s.io/HTTPRoute": (service, name, scope) => [
    ...gatewayRoutes("HTTPRoute")(service, name, scope),
    ...(hasPreview(service, scope) ? [`${name}-preview`] : []),
  ],
  "gateway.networking.k8s.io/GRPCRoute": gatewayRoutes("GRPCRoute"),
  "gateway.networking.k8s.io/TCPRoute": gatewayRoutes("TCPRoute"),
  "gateway.networking.k8s.io/TLSRoute": gatewayRoutes("TLSRoute"),
  "networking.gloo.solo.io/RouteTable": named(({ routing }) => routing.gloo?.enabled === true),
  "networking.istio.io/VirtualService": virtualServices,
  "networking.istio.io/DestinationRule": destinationRules,
  "appmesh.k8s.aws/VirtualService": named((service) => appMeshOf(service) !== undefined),
  "appmesh.k8s.aws/VirtualRouter": named((service) => appMeshOf(service) !== undefined),
  "appmesh.k8s.aws/VirtualNode": (service, name, { canary }) => {
    if (appMeshOf(service) === undefined) return [];
    return canary ? [`${name}-stable`, `${name}-canary`] : [name];
  },
  "traefik.io/TraefikService": named((service) => traefikOf(service) !== undefined),
  "traefik.io/IngressRoute": (service, name) => {
    const route = traefikOf(service);
    return route ? [name, ...(route.preview ? [`${name}-preview`] : [])] : [];
  },
  "getambassador.io/Mapping": ({ routing: { ambassador } }, name, { canary, blueGreen }) => {
    if (!ambassador?.enabled) return [];
    const isSeen = canary?.canaryService !== undefined || blueGreen !== undefined;
    const names = mappingsOf(name, ambassador).map(([mapping]) => mapping);
    return ambassador.preview && isSeen ? [...names, `${name}-preview`] : names;
  },
  "apisix.apache.org/ApisixRoute": ({ routing: { apisix } }, name, { canary, blueGreen }) => {
    if (!apisix?.enabled) return [];
    const isSeen = canary?.canaryService !== undefined || blueGreen !== undefined;
    return apisix.preview && isSeen ? [name, `${name}-preview`] : [name];
  },
  "networking.k8s.io/Ingress": (_service, _name, scope) => ingressNames(scope).map((taken) => taken.name),
  "autoscaling/HorizontalPodAutoscaler": named(({ autoscaling }) => autoscaling.enabled),
  "keda.sh/ScaledObject": named(({ scaledObject }) => scaledObject.enabled),
  "autoscaling.k8s.io/VerticalPodAutoscaler": named(
    ({ verticalPodAutoscaler }) => verticalPodAutoscaler.enabled,
  ),
  "policy/PodDisruptionBudget": (
    { podDisruptionBudget: { enabled, byRole } },
    name,
    { canary, blueGreen },
  ) => {
    if (!enabled) return [];
    if (byRole && canary) return [`${name}-stable`, `${name}-canary`];
    return byRole && blueGreen ? [`${name}-active`, `${name}-preview`] : [name];
  },
  "networking.k8s.io/NetworkPolicy": named(({ networkPolicy }) => networkPolicy.enabled),
  "monitoring.coreos.com/ServiceMonitor": named(({ monitoring }) => monitoring.serviceMonitor.enabled),
  "monitoring.coreos.com/PodMonitor": named(({ monitoring }) => monitoring.podMonitor.enabled),
  "monitoring.coreos.com/PrometheusRule": named(
    ({ monitoring }) => Object.keys(monitoring.prometheusRule.alerts).length > 0,
  ),
  "rbac.authorization.k8s.io/Role": named(hasRights),
  "rbac.authorization.k8s.io/RoleBinding": named(hasRights),
};

export function ownObjects(scope: ServiceScope): OwnObject[] {
  return Object.entries(kinds).flatMap(([groupKind, names]) => {
    const [group = "", kind = ""] = groupKind.split("/");
    return names(scope.service, scope.name, scope).map((name) => ({ group, kind, name }));
  });
}
