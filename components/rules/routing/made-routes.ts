import {
  type AlbIngress,
  albOf,
  ambassadorOf,
  apisixOf,
  ingressesOf,
  mappingsOf,
  type NginxIngress,
  nginxOf,
  type Path,
  type ServiceConfig,
  type TrafficRouting,
} from "../../config";

/** Objects of one router that the package makes, and those that the canary steers. */
interface MadeRoutes {
  readonly path: Path;
  readonly router: string;
  readonly made: readonly string[];
  readonly steered: readonly string[];
}

interface Steered {
  readonly made: readonly string[];
  readonly steered: readonly (string | undefined)[];
}

type Routers = (name: string, service: ServiceConfig, steered: TrafficRouting | undefined) => MadeRoutes[];

export const madeBy: Routers = (name, service, steered = {}) => {
  const routers: Record<string, Steered> = {
    nginx: {
      made: namesOf(nginxOf(service), (block) => ingressesOf<NginxIngress>(name, block)),
      steered: [steered.nginx?.stableIngress, ...(steered.nginx?.stableIngresses ?? [])],
    },
    alb: {
      made: namesOf(albOf(service), (block) => ingressesOf<AlbIngress>(name, block)),
      steered: [steered.alb?.ingress, ...(steered.alb?.ingresses ?? [])],
    },
    apisix: {
      made: apisixOf(service) ? [name] : [],
      steered: [steered.apisix?.route.name],
    },
    ambassador: {
      made: namesOf(ambassadorOf(service), (block) =>
        mappingsOf(name, block).map(([mapping]) => ({ name: mapping })),
      ),
      steered: steered.ambassador?.mappings ?? [],
    },
  };
  return Object.entries(routers).map(([router, one]) => ({
    path: ["routing", router],
    router,
    made: one.made,
    steered: one.steered.filter((route) => route !== undefined),
  }));
};

function namesOf<Block>(
  block: Block | undefined,
  objects: (block: Block) => readonly { readonly name: string }[],
): string[] {
  return block === undefined ? [] : objects(block).map(({ name }) => name);
}
