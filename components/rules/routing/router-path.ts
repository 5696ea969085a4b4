import {
  GATEWAY_API_PLUGIN,
  gatewayRoutesOf,
  GLOO_PLUGIN,
  isSteerable,
  type Path,
  type ServiceConfig,
  type UsedRouter,
} from "../../config";

/** Plugins that the package uses for other keys than `routing.plugins`, and where those stand. */
const sources: Readonly<Record<string, (name: string, service: ServiceConfig) => Path | undefined>> = {
  [GATEWAY_API_PLUGIN]: (name, service) => gatewayRoutesOf(name, service).find(isSteerable)?.path,
  [GLOO_PLUGIN]: (_name, { routing }) => (routing.gloo?.enabled === true ? ["routing", "gloo"] : undefined),
};

/** Where the values ask for a router: in the canary's own block, or under the service's `routing`. */
export function routerPath(
  service: string,
  config: ServiceConfig,
  { name, isPlugin }: Pick<UsedRouter, "name" | "isPlugin">,
): Path {
  const own = config.rollout.canary.trafficRouting ?? {};
  const at = isPlugin ? ["plugins", name] : [name];
  const isOwn = isPlugin ? Object.hasOwn(own.plugins ?? {}, name) : Object.hasOwn(own, name);
  if (isOwn) return ["rollout", "canary", "trafficRouting", ...at];
  return (isPlugin ? sources[name]?.(service, config) : undefined) ?? ["routing", ...at];
}
