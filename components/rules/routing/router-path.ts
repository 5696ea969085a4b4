import type { Path, ServiceConfig, UsedRouter } from "../../config";

/** Where the values ask for a router: in the canary's own block, or under the service's `routing`. */
export function routerPath(
  { rollout }: ServiceConfig,
  { name, isPlugin }: Pick<UsedRouter, "name" | "isPlugin">,
): Path {
  const own = rollout.canary.trafficRouting ?? {};
  const at = isPlugin ? ["plugins", name] : [name];
  const isOwn = isPlugin ? Object.hasOwn(own.plugins ?? {}, name) : Object.hasOwn(own, name);
  return isOwn ? ["rollout", "canary", "trafficRouting", ...at] : ["routing", ...at];
}
