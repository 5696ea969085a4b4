import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { loadAll } from "js-yaml";
import type { Manifest } from "../../components/manifests";
import { resolveTools } from "../../scripts/local/toolchain";
import type { routerDefinitions } from "../../scripts/local/toolchain/router-definitions";
import type { ApiServer } from "./api-server";

interface Definition extends Manifest {
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: readonly { readonly name: string; readonly served: boolean }[];
  };
}

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
  const definitions = await readDefinitions();
  await Promise.all(definitions.map((one) => server.apply(one, { manager: "router-definitions" })));
  for (const end = Date.now() + 30_000; ; await sleep(100)) {
    const missing = await notServed(server, definitions);
    if (missing.length === 0) return;
    if (Date.now() > end) throw new Error(`Not served within 30 s: ${missing.join(", ")}`);
  }
}

async function readDefinitions(): Promise<Definition[]> {
  const tools = await resolveTools(names);
  const own = (await readdir(ownFolder)).map((file) => path.join(ownFolder, file));
  const files = [...names.map((name) => tools[name].path), ...own];
  const texts = await Promise.all(files.map((file) => readFile(file, "utf8")));
  const definitions: Definition[] = JSON.parse(JSON.stringify(texts.flatMap((text) => loadAll(text))));
  return definitions.filter(({ spec }) => needed.has(spec.names.kind));
}

async function notServed(server: ApiServer, definitions: readonly Definition[]): Promise<string[]> {
  const kinds = definitions.flatMap(
    ({
      spec: {
        group,
        names: { kind },
        versions,
      },
    }) =>
      versions.filter(({ served }) => served).map(({ name }) => ({ apiVersion: `${group}/${name}`, kind })),
  );
  const answers = await Promise.all(
    kinds.map(async (one) => ({ ...one, isServed: await server.serves(one.apiVersion, one.kind) })),
  );
  return answers.filter(({ isServed }) => !isServed).map(({ apiVersion, kind }) => `${apiVersion} ${kind}`);
}
