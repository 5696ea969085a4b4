import type { RouteQuery } from "../cluster";
import type { Manifest, Subject } from "../manifests";
import { appMesh } from "./app-mesh";
import { trafficOf } from "./backends";
import { alb } from "./alb";
import { ambassador } from "./ambassador";
import { apisix } from "./apisix";
import { gatewayApi } from "./gateway-api";
import { gloo } from "./gloo";
import { istio } from "./istio";
import { kindsMadeByController } from "./live/made-by-controller";
import { routeKindOf } from "./live/route-kinds";
import { elsewhere, type Route, withLive } from "./live/with-live";
import { nginx } from "./nginx";
import type { Router } from "./router";
import { traefik } from "./traefik";

const routers: readonly Router[] = [
  gatewayApi,
  gloo,
  istio,
  traefik,
  nginx,
  alb,
  apisix,
  ambassador,
  appMesh,
];

/**
 * The objects that bring traffic to a service, the same ones in every kind and strategy: a switch moves their backends. What
 * the controller has written into them stays.
 */
export function renderRoutes(subject: Subject): Route[] {
  return manifestsOf(subject).map((manifest) => withLive(subject, overControllers(manifest)));
}

/** Where the objects that bring traffic to the service are to be looked for. */
export function routeQueriesOf(subject: Subject): RouteQuery[] {
  const ofManifests = manifestsOf(subject).flatMap((manifest) => {
    const kind = routeKindOf(manifest);
    if (kind === undefined) return [];
    const namespace = elsewhere(subject, manifest);
    const { shared, owned, ...query } = kind;
    return [{ ...query, ...(namespace !== undefined && { namespace }) }];
  });
  return [...ofManifests, ...kindsMadeByController(subject)];
}

function manifestsOf(subject: Subject): Manifest[] {
  const traffic = trafficOf(subject);
  return routers.flatMap((render) => render(subject, traffic));
}

/** What is written into an atomic list has its weights taken from the live one, so nobody loses anything by force. */
function overControllers(manifest: Manifest): Manifest {
  const annotations = { ...manifest.metadata.annotations, "pulumi.com/patchForce": "true" };
  return { ...manifest, metadata: { ...manifest.metadata, annotations } };
}
