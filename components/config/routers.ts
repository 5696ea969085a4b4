import type { TrafficRouting } from "./traffic-routing";

type Ability = "yes" | "no";

/** What a traffic router can do for a canary, as far as the controller and the router's own code let it. */
export interface RouterTraits {
  /** `setHeaderRoute`; `exact`: with exact values alone. */
  readonly headerRoutes: Ability | "exact";
  /** `setMirrorRoute`; `ignored`: accepted, and nothing happens. */
  readonly mirrorRoutes: Ability | "ignored";
  /** `weight` of an experiment's template; `ignored`: accepted, and nothing happens. */
  readonly experimentWeights: Ability | "ignored";
  readonly pingPong: Ability;
  /** `maxTrafficWeight`; `ignored`: accepted, and computed with 100 all the same. */
  readonly maxTrafficWeight: Ability | "ignored";
  /** Whether it splits between a canary and a stable Service. */
  readonly needsServices: boolean;
  /** What to use instead of a router that is archived or retired. */
  readonly insteadOfRetired?: string;
}

const none = {
  headerRoutes: "no",
  mirrorRoutes: "no",
  experimentWeights: "no",
  pingPong: "no",
  maxTrafficWeight: "no",
  needsServices: true,
} as const satisfies RouterTraits;

/** The key of the routing plugin for the Gateway API in `trafficRouting.plugins`. */
export const GATEWAY_API_PLUGIN = "argoproj-labs/gatewayAPI";

const builtIn = {
  istio: { ...none, headerRoutes: "yes", mirrorRoutes: "yes", experimentWeights: "yes", pingPong: "yes" },
  nginx: { ...none, maxTrafficWeight: "yes", insteadOfRetired: "the Gateway API (httpRoute)" },
  alb: { ...none, headerRoutes: "exact", experimentWeights: "yes", pingPong: "yes" },
  smi: { ...none, experimentWeights: "yes", insteadOfRetired: "the Gateway API (httpRoute)" },
  ambassador: none,
  apisix: { ...none, headerRoutes: "yes" },
  traefik: none,
  appMesh: { ...none, insteadOfRetired: "the Gateway API (httpRoute) or Istio" },
} as const satisfies Record<string, RouterTraits>;

const anyPlugin: RouterTraits = {
  headerRoutes: "yes",
  mirrorRoutes: "yes",
  experimentWeights: "yes",
  pingPong: "yes",
  maxTrafficWeight: "yes",
  needsServices: false,
};

const knownPlugins: Readonly<Record<string, RouterTraits>> = {
  [GATEWAY_API_PLUGIN]: {
    ...anyPlugin,
    mirrorRoutes: "ignored",
    pingPong: "no",
    maxTrafficWeight: "ignored",
    needsServices: true,
  },
  "solo-io/glooplatform": {
    ...anyPlugin,
    mirrorRoutes: "ignored",
    experimentWeights: "ignored",
    pingPong: "no",
    maxTrafficWeight: "ignored",
    needsServices: true,
    insteadOfRetired: "the Gateway API (httpRoute)",
  },
};

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
    ...plugins.map((name) => ({ name, isPlugin: true, traits: knownPlugins[name] ?? anyPlugin })),
  ];
}
