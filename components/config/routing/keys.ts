import { z } from "zod";
import { gatewayApi, httpRoute } from "./gateway-api";
import { gloo } from "./gloo";
import { cwIstio } from "./istio";
import { linkerd } from "./linkerd";

const routing = z.strictObject({
  gatewayApi: gatewayApi.optional().describe("Further routes of the Gateway API, beside `httpRoute`."),
  gloo: gloo.optional().describe("A RouteTable of Gloo Platform."),
  linkerd: linkerd.optional().describe("Calls in Linkerd's mesh."),
});

/** Keys of a service that say how clients reach it, whatever its kind. */
export const routingKeys = {
  httpRoute: httpRoute.prefault({}).describe("Traffic from a Gateway of the Gateway API."),
  "cw-istio": cwIstio.prefault({}).describe("Traffic through Istio."),
  routing: routing.prefault({}).describe("Traffic through other routers. Several may be set at once."),
};
