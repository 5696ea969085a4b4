import { z } from "zod";
import { alb } from "./alb";
import { gatewayApi, httpRoute } from "./gateway-api";
import { gloo } from "./gloo";
import { appMesh } from "./app-mesh";
import { cwIstio, istio } from "./istio";
import { linkerd } from "./linkerd";
import { ambassador } from "./ambassador";
import { apisix } from "./apisix";
import { nginx } from "./nginx";
import { routerPlugins } from "./plugins";
import { smi } from "./smi";
import { traefik } from "./traefik";

const routing = z.strictObject({
  gatewayApi: gatewayApi.optional().describe("Further routes of the Gateway API, beside `httpRoute`."),
  istio: istio.optional().describe("Istio, with all that it can be told."),
  gloo: gloo.optional().describe("A RouteTable of Gloo Platform."),
  linkerd: linkerd.optional().describe("Calls in Linkerd's mesh."),
  appMesh: appMesh.optional().describe("AWS App Mesh, retired."),
  traefik: traefik.optional().describe("Traefik, by its own kinds."),
  nginx: nginx.optional().describe("Traffic through ingress-nginx, retired upstream in 2026."),
  alb: alb.optional().describe("Traffic through an Application Load Balancer of AWS."),
  smi: smi.optional().describe("Traffic through a mesh with the Service Mesh Interface, archived in 2023."),
  apisix: apisix.optional().describe("Traffic through APISIX."),
  ambassador: ambassador.optional().describe("Traffic through Emissary-ingress (Ambassador)."),
  plugins: routerPlugins
    .default({})
    .describe(
      "Traffic through plugins of the controller: name -> settings. Their objects go into `extraManifests`.",
    ),
});

/** Keys of a service that say how clients reach it, whatever its kind. */
export const routingKeys = {
  httpRoute: httpRoute.prefault({}).describe("Traffic from a Gateway of the Gateway API."),
  "cw-istio": cwIstio.prefault({}).describe("Traffic through Istio."),
  routing: routing.prefault({}).describe("Traffic through other routers. Several may be set at once."),
};
