import { readdir } from "node:fs/promises";
import path from "node:path";
import { resolveTools } from "../../scripts/local/toolchain";
import type { routerDefinitions } from "../../scripts/local/toolchain/router-definitions";
import type { ApiServer } from "./api-server";
import { establish, readDefinitions } from "./definitions";

/** What a service's routes are made of, and refer to. A server takes seconds for all the other kinds of these systems. */
const needed = new Set([
  ...["Gateway", "HTTPRoute", "GRPCRoute", "TCPRoute", "TLSRoute", "ReferenceGrant"],
  ...["VirtualService", "DestinationRule", "ServiceEntry"],
  ...["IngressRoute", "IngressRouteTCP", "TraefikService", "Middleware", "ServersTransport"],
  ...["TrafficSplit", "ApisixRoute", "Mapping", "RouteTable", "VirtualRouter", "VirtualNode"],
]);

/** Systems whose CRDs no public Go module has: typed by hand. */
const ownFolder = path.join(__dirname, "crds");

const names: (keyof typeof routerDefinitions)[] = [
  "gateway-api-crds.yaml",
  "istio-crds.yaml",
  "traefik-crds.yaml",
  "apisix-crds.yaml",
];

/**
 * The CRDs of all traffic routers, established. Before the controller comes: it asks once, when it starts, whether Istio is there.
 * Does nothing where they are there already.
 */
export async function installRouterDefinitions(server: ApiServer): Promise<void> {
  const tools = await resolveTools(names);
  const own = (await readdir(ownFolder)).map((file) => path.join(ownFolder, file));
  const definitions = await readDefinitions([...names.map((name) => tools[name].path), ...own]);
  await establish(
    server,
    definitions.filter(({ spec }) => needed.has(spec.names.kind)),
  );
}
