import {
  type AlbIngress,
  albOf,
  apisixOf,
  ingressesOf,
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

type Routers = (name: string, service: ServiceConfig, steered: TrafficRouting | undefined) => MadeRoutes[];

export const madeBy: Routers = (name, service, steered = {}) => {
  const routers = {
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
