import type { TrafficRouting } from "./traffic-routing";

/** `ignored`: accepted, and nothing happens; `exact`: with exact values alone; `no`: the controller refuses it. */
export type RouterSupport = "yes" | "exact" | "ignored" | "no";

/** What a canary may ask of a router beyond weights. */
export interface RouterFeatures {
  /** `setHeaderRoute`. */
  readonly headerRoutes: RouterSupport;
  /** `setMirrorRoute`. */
  readonly mirrorRoutes: RouterSupport;
  /** `weight` of an experiment's template. */
  readonly experimentWeights: RouterSupport;
  /** `pingPong`. */
  readonly pingPong: RouterSupport;
  /** `maxTrafficWeight` other than 100; `ignored`: the stable version gets 100 minus the canary's weight all the same. */
  readonly maxTrafficWeight: RouterSupport;
}

/** What a traffic router can do for a canary, as far as the controller and the router's own code let it. */
export interface RouterTraits extends RouterFeatures {
  /** Whether it splits between a canary and a stable Service. */
  readonly needsServices: boolean;
  /** What a managed route's name becomes; `numbered`: a name for Kubernetes, and its copies are called `-1`, `-2`, ... */
  readonly managedRouteNames: "free" | "kubernetes" | "numbered";
  /** What to use instead of a router that is archived or retired. */
  readonly insteadOfRetired?: string;
}

const weightsAlone = {
  headerRoutes: "no",
  mirrorRoutes: "no",
  experimentWeights: "no",
  pingPong: "no",
  maxTrafficWeight: "no",
  needsServices: true,
  managedRouteNames: "free",
} as const satisfies RouterTraits;

/** The key of the routing plugin for the Gateway API in `trafficRouting.plugins`. */
export const GATEWAY_API_PLUGIN = "argoproj-labs/gatewayAPI";

/** The key of the routing plugin for Gloo Platform in `trafficRouting.plugins`. */
export const GLOO_PLUGIN = "solo-io/glooplatform";

const gatewayApi = "the Gateway API (httpRoute)";

const builtIn = {
  istio: {
    ...weightsAlone,
    headerRoutes: "yes",
    mirrorRoutes: "yes",
    experimentWeights: "yes",
    pingPong: "yes",
  },
  nginx: { ...weightsAlone, maxTrafficWeight: "yes", insteadOfRetired: gatewayApi },
  alb: {
    ...weightsAlone,
    headerRoutes: "exact",
    experimentWeights: "yes",
    pingPong: "yes",
    managedRouteNames: "kubernetes",
  },
  smi: { ...weightsAlone, experimentWeights: "yes", insteadOfRetired: gatewayApi },
  ambassador: weightsAlone,
  apisix: { ...weightsAlone, headerRoutes: "yes", managedRouteNames: "kubernetes" },
  traefik: weightsAlone,
  appMesh: { ...weightsAlone, insteadOfRetired: `${gatewayApi} or Istio` },
} as const satisfies Record<string, RouterTraits>;

/** The controller lets a plugin do everything; most need both Services, though the controller does not ask for them. */
const unknownPlugin: RouterTraits = {
  headerRoutes: "yes",
  mirrorRoutes: "yes",
  experimentWeights: "yes",
  pingPong: "yes",
  maxTrafficWeight: "yes",
  needsServices: true,
  managedRouteNames: "free",
};

/** A plugin has to answer every call; what it has no code for it answers with success. */
const weightsAlonePlugin: RouterTraits = {
  headerRoutes: "ignored",
  mirrorRoutes: "ignored",
  experimentWeights: "ignored",
  pingPong: "ignored",
  maxTrafficWeight: "ignored",
  needsServices: true,
  managedRouteNames: "free",
};

const knownPlugins: Readonly<Record<string, RouterTraits>> = {
  [GATEWAY_API_PLUGIN]: {
    ...weightsAlonePlugin,
    headerRoutes: "yes",
    experimentWeights: "yes",
    managedRouteNames: "numbered",
  },
  "argoproj-labs/contour": weightsAlonePlugin,
  "argoproj-labs/openshift": weightsAlonePlugin,
  "hashicorp/consul": { ...weightsAlonePlugin, needsServices: false },
  [GLOO_PLUGIN]: { ...weightsAlonePlugin, headerRoutes: "yes", insteadOfRetired: gatewayApi },
  "solo-io/glooedge": { ...weightsAlonePlugin, insteadOfRetired: gatewayApi },
};

/** Upstream: the plugin makes one rule for each rule of a route, under the managed route's name, and numbers all but the first. */
export function isManagedCopy(rule: string, managed: string): boolean {
  return rule.startsWith(managed) && /^(-\d+)?$/.test(rule.slice(managed.length));
}

export type BuiltInRouter = keyof typeof builtIn;
export const builtInRouters: Readonly<Record<BuiltInRouter, RouterTraits>> = builtIn;

export interface UsedRouter {
  /** As in the config: `istio`, or the name of a plugin. */
  readonly name: string;
  readonly isPlugin: boolean;
  readonly traits: RouterTraits;
}

/** The routers that a `trafficRouting` block names; several may be at work at once. */
export function routersOf(routing: TrafficRouting | undefined): readonly UsedRouter[] {
  if (routing === undefined) return [];
  const used = new Set(Object.keys(routing));
  const inBlock = Object.entries(builtInRouters).filter(([name]) => used.has(name));
  const plugins = Object.keys(routing.plugins ?? {});
  return [
    ...inBlock.map(([name, traits]) => ({ name, isPlugin: false, traits })),
    ...plugins.map((name) => ({ name, isPlugin: true, traits: knownPlugins[name] ?? unknownPlugin })),
  ];
}

/** Routers with a future that have a feature. */
export function routersWith(feature: keyof RouterFeatures): readonly string[] {
  return Object.entries({ ...builtInRouters, ...knownPlugins })
    .filter(([, traits]) => hasFeature(traits, feature) && traits.insteadOfRetired === undefined)
    .map(([name]) => name);
}

export function hasFeature(traits: RouterTraits, feature: keyof RouterFeatures): boolean {
  return traits[feature] === "yes" || traits[feature] === "exact";
}
