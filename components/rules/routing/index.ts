import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";
import { albRootService, albStickiness } from "./alb";
import { appMeshPort } from "./app-mesh";
import { httpRouteParent, routeNotSteered, virtualServiceOff } from "./exposed-routes";
import { gatewayApiFeatures, gatewayApiSettings } from "./gateway-api";
import { gatewayRouteAlpha, gatewayRoutePort, gatewayRuleCount, gatewayRuleManaged } from "./gateway-routes";
import { ingressRules } from "./ingress";
import { glooHeaderRoute, glooSettings } from "./gloo";
import { istioSubsets, istioVirtualServicesUnique } from "./istio";
import { istioRouteUnreachable, istioStepsElsewhere, istioStepsNeedHttp, istioTlsHost } from "./istio-routes";
import {
  istioDelegate,
  istioMeshBypassed,
  istioMeshWildcard,
  istioPort,
  istioSettingsDiffer,
  istioSubsetsDiffer,
} from "./istio-settings";
import {
  managedRouteIsOwn,
  managedRouteListed,
  managedRouteName,
  managedRouteUnique,
} from "./managed-routes";
import { maxTrafficWeight } from "./max-traffic-weight";
import { routerFeature, routerFeaturePartly } from "./router-features";
import { routerServices } from "./router-services";
import { routerTarget } from "./router-target";
import { headerMatchExact, stringMatchKind } from "./string-matches";
import { retiredRouter, routingNamesRouter, routingUnused } from "./used-routers";

/** Which routers a canary has, and what each must be told. */
export const routerRules: readonly Rule<ServiceScope>[] = [
  routingNamesRouter,
  routingUnused,
  retiredRouter,
  routerTarget,
  routerServices,
  maxTrafficWeight,
  albRootService,
  albStickiness,
  istioSubsets,
  istioVirtualServicesUnique,
  gatewayApiSettings,
  glooSettings,
];

/** What steps may ask of routers. */
export const routingStepRules: readonly Rule<ServiceScope>[] = [
  routerFeature,
  routerFeaturePartly,
  gatewayApiFeatures,
  gatewayRuleManaged,
  gatewayRuleCount,
  glooHeaderRoute,
  stringMatchKind,
  headerMatchExact,
  managedRouteListed,
  managedRouteUnique,
  managedRouteName,
  managedRouteIsOwn,
];

/** How clients get to the service, whatever its kind. */
export const exposureRules: readonly Rule<ServiceScope>[] = [
  httpRouteParent,
  virtualServiceOff,
  routeNotSteered,
  gatewayRoutePort,
  gatewayRouteAlpha,
];

/** What App Mesh wants of the objects that are made for it. */
export const appMeshRules: readonly Rule<ServiceScope>[] = [appMeshPort];

/** What Istio wants of the objects that are made for it. */
export const istioRules: readonly Rule<ServiceScope>[] = [
  istioSettingsDiffer,
  istioSubsetsDiffer,
  istioDelegate,
  istioMeshWildcard,
  istioMeshBypassed,
  istioPort,
  istioRouteUnreachable,
  istioTlsHost,
  istioStepsNeedHttp,
  istioStepsElsewhere,
];

/** What the traffic routers of a canary can do. */
export const routingRules: readonly Rule<ServiceScope>[] = [
  ...routerRules,
  ...routingStepRules,
  ...exposureRules,
  ...istioRules,
  ...ingressRules,
  ...appMeshRules,
];
