import type { CanaryConfig } from "../rollout-strategy";
import type { ServiceConfig } from "../service";
import { appMeshBlock } from "./app-mesh";
import type { RouterBlock } from "./block";
import { albBlock } from "./alb";
import { ambassadorBlock } from "./ambassador";
import { apisixBlock } from "./apisix";
import { gatewayApiBlock } from "./gateway-api";
import { glooBlock } from "./gloo";
import { istioBlock } from "./istio";
import { nginxBlock } from "./nginx";
import { pluginsBlock } from "./plugins";
import { smiBlock } from "./smi";
import { traefikBlock } from "./traefik";
import type { TrafficRouting } from "./traffic-routing";

const blocks: readonly RouterBlock[] = [
  gatewayApiBlock,
  glooBlock,
  istioBlock,
  nginxBlock,
  albBlock,
  smiBlock,
  traefikBlock,
  appMeshBlock,
  apisixBlock,
  ambassadorBlock,
  pluginsBlock,
];

/** What the keys for routers ask for, router by router, whatever the kind and strategy. */
export function derivedRouting(name: string, service: ServiceConfig): TrafficRouting[] {
  return blocks.map((block) => block(name, service)).filter((one) => one !== undefined);
}

/** What the routers that the values ask for need, under what `trafficRouting` says itself. Undefined: nothing is said. */
export function trafficRoutingOf(name: string, service: ServiceConfig): TrafficRouting | undefined {
  const { trafficRouting: own, steps } = service.rollout.canary;
  const all = [...derivedRouting(name, service), ...(own ? [own] : [])];
  const plugins: TrafficRouting["plugins"] = Object.assign({}, ...all.map((one) => one.plugins));
  const said: TrafficRouting = Object.assign(
    {},
    ...all,
    Object.keys(plugins ?? {}).length > 0 && { plugins },
  );
  if (Object.keys(said).length === 0) return undefined;
  const managedRoutes = routesOf(steps);
  return { ...(managedRoutes.length > 0 && { managedRoutes }), ...said };
}

/** The routes that steps make, those of earlier steps first. */
function routesOf(steps: CanaryConfig["steps"]): { name: string }[] {
  const routes = steps.flatMap(({ setHeaderRoute, setMirrorRoute }) => [setHeaderRoute, setMirrorRoute]);
  const names = new Set(routes.flatMap((route) => route?.name ?? []));
  return [...names].map((name) => ({ name }));
}
