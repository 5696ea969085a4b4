import {
  type DataObject,
  GATEWAY_API_PLUGIN,
  GLOO_PLUGIN,
  listAt,
  mapAt,
  nameOf,
  textAt,
  textsAt,
} from "../../components/config";
import { routeKinds } from "../../components/routing/live/route-kinds";
import type { RouteKind } from "../../components/routing/live/shared-list";
import { canaryOf } from "./facts";

/** An object in which a router of a Rollout has its routes. */
export interface RouteTarget {
  /** `istio`, or the name of a plugin. */
  readonly router: string;
  readonly kind: RouteKind;
  readonly namespace: string;
  /** Of one object. Without a name: of those that have the labels. */
  readonly name?: string;
  readonly labels?: Readonly<Record<string, string>>;
  /** By which its backends tell the versions apart: names of Services, or of Istio's subsets. */
  readonly canary: string;
  readonly stable: string;
  /** Backends that it must have before the controller does anything. */
  readonly needs: readonly string[];
  /** Nobody but the controller makes it. */
  readonly isMadeByController?: boolean;
}

type Names = Pick<RouteTarget, "canary" | "stable" | "needs">;
type Place = Pick<RouteTarget, "name" | "labels"> & { readonly namespace?: string };

interface Router {
  readonly isMadeByController?: true;
  /** Undefined: the kind is in its settings. */
  readonly kind?: string;
  places(settings: DataObject, rollout: DataObject): readonly (Place & { readonly kind?: string })[];
  names?(settings: DataObject, names: Names): Names;
}

const trafficSplit: RouteKind = {
  apiVersion: "split.smi-spec.io/v1alpha1",
  kind: "TrafficSplit",
  plural: "trafficsplits",
  shared: [{ at: ["spec", "backends"], backends: [], names: [["service"]], written: ["weight"] }],
};

const kinds = new Map([...routeKinds, trafficSplit].map((kind) => [kind.kind, kind]));

/** Kinds of the Gateway API, by how the settings of its plugin begin. */
const gatewayKinds = {
  httpRoute: "HTTPRoute",
  grpcRoute: "GRPCRoute",
  tcpRoute: "TCPRoute",
  tlsRoute: "TLSRoute",
};

/** Where each router keeps its routes. Of those that are not here nothing is looked at but their plugin. */
const routers: Readonly<Record<string, Router>> = {
  istio: {
    kind: "VirtualService",
    places: (settings) =>
      [mapAt(settings, "virtualService"), ...listAt(settings, "virtualServices")].flatMap((one) =>
        placeOfIstio(textAt(one, "name")),
      ),
    names: (settings, names) => {
      const { canarySubsetName, stableSubsetName } = mapAt(settings, "destinationRule");
      if (typeof canarySubsetName !== "string" || typeof stableSubsetName !== "string") return names;
      return namesOf(canarySubsetName, stableSubsetName);
    },
  },
  nginx: {
    kind: "Ingress",
    places: (settings) => named([settings["stableIngress"], ...texts(settings["stableIngresses"])]),
    names: (_, { canary, stable }) => ({ canary, stable, needs: [stable] }),
  },
  alb: {
    kind: "Ingress",
    places: (settings) => named([settings["ingress"], ...texts(settings["ingresses"])]),
    names: (settings, { canary, stable }) => ({
      canary,
      stable,
      needs: [textAt(settings, "rootService") || stable],
    }),
  },
  smi: {
    isMadeByController: true,
    kind: "TrafficSplit",
    places: (settings, rollout) => [{ name: textAt(settings, "trafficSplitName") || nameOf(rollout) }],
  },
  ambassador: {
    kind: "Mapping",
    places: (settings) => named(texts(settings["mappings"])),
    names: (_, names) => ({ ...names, needs: [] }),
  },
  apisix: { kind: "ApisixRoute", places: (settings) => named([mapAt(settings, "route")["name"]]) },
  traefik: { kind: "TraefikService", places: (settings) => named([settings["weightedTraefikServiceName"]]) },
  [GATEWAY_API_PLUGIN]: {
    places: (settings) =>
      Object.entries(gatewayKinds).flatMap(([key, kind]) => {
        const namespace = textAt(settings, "namespace");
        const places: Place[] = [
          ...named([settings[key], ...listAt(settings, `${key}s`).map((one) => one["name"])]),
          ...selected(mapAt(settings, `${key}Selector`)),
        ];
        return places.map((place) => ({ ...place, kind, ...(namespace !== "" && { namespace }) }));
      }),
  },
  [GLOO_PLUGIN]: {
    kind: "RouteTable",
    places: (settings) => {
      const selector = mapAt(settings, "routeTableSelector");
      const namespace = textAt(selector, "namespace");
      const name = textAt(selector, "name");
      const place: Place = name === "" ? { labels: textsAt(selector, "labels") } : { name };
      return [{ ...place, ...(namespace !== "" && { namespace }) }];
    },
  },
};

/** All that the routers of a canary refer to. */
export function routeTargets(rollout: DataObject): RouteTarget[] {
  const canary = canaryOf(rollout);
  const routing = mapAt(canary, "trafficRouting");
  const { canaryService, stableService } = versionServices(rollout);
  const settings = { ...routing, ...mapAt(routing, "plugins") };
  return Object.entries(routers).flatMap(
    ([router, { kind: only, places, names = same, isMadeByController = false }]) => {
      if (!(router in settings)) return [];
      const own = mapAt(settings, router);
      return places(own, rollout).flatMap(({ kind: ofPlace, namespace, ...place }) => {
        const kind = kinds.get(ofPlace ?? only ?? "");
        if (kind === undefined) return [];
        const where = namespace ?? textAt(mapAt(rollout, "metadata"), "namespace");
        const backends = names(own, namesOf(canaryService, stableService));
        return [{ router, kind, namespace: where, ...place, ...backends, isMadeByController }];
      });
    },
  );
}

/** The Services between which a router splits. With ping-pong they trade places at each update. Upstream: `GetStableAndCanaryServices`. */
export function versionServices(rollout: DataObject): {
  readonly canaryService: string;
  readonly stableService: string;
} {
  const canary = canaryOf(rollout);
  const { pingService, pongService } = textsAt(canary, "pingPong");
  if (pingService === undefined || pongService === undefined)
    return { canaryService: textAt(canary, "canaryService"), stableService: textAt(canary, "stableService") };
  return mapAt(rollout, "status", "canary")["stablePingPong"] === "ping"
    ? { canaryService: pongService, stableService: pingService }
    : { canaryService: pingService, stableService: pongService };
}

function namesOf(canary: string, stable: string): Names {
  return { canary, stable, needs: [stable, canary].filter((name) => name !== "") };
}

function same(_: DataObject, names: Names): Names {
  return names;
}

function named(names: readonly unknown[]): { readonly name: string }[] {
  return names.flatMap((name) => (typeof name === "string" && name !== "" ? [{ name }] : []));
}

function selected(selector: DataObject): Place[] {
  const labels = textsAt(selector, "matchLabels");
  return Object.keys(labels).length === 0 ? [] : [{ labels }];
}

function texts(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** `pay`, or `pay.mesh` in the namespace `mesh`. Upstream: `GetVirtualServiceNamespaceName`. */
function placeOfIstio(name: string): Place[] {
  if (name === "") return [];
  const dot = name.lastIndexOf(".");
  return [dot < 0 ? { name } : { name: name.slice(0, dot), namespace: name.slice(dot + 1) }];
}
