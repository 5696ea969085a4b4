import { z } from "zod";
import { appMesh } from "./app-mesh";
import { httpRoute } from "./gateway-api";
import { cwIstio, istio } from "./istio";
import { traefik } from "./traefik";

const routing = z.strictObject({
  istio: istio.optional().describe("Istio, with all that it can be told."),
  appMesh: appMesh.optional().describe("AWS App Mesh, retired."),
  traefik: traefik.optional().describe("Traefik, by its own kinds."),
});

/** Keys of a service that say how clients reach it, whatever its kind. */
export const routingKeys = {
  httpRoute: httpRoute.prefault({}).describe("Traffic from a Gateway of the Gateway API."),
  "cw-istio": cwIstio.prefault({}).describe("Traffic through Istio."),
  routing: routing.prefault({}).describe("Traffic through other routers. Several may be set at once."),
};
