import { derivedRouting, routersOf, type ServiceConfig } from "../components/config";

interface Rights {
  readonly rights?: "used" | "all" | "none" | undefined;
  readonly routers?: readonly string[] | undefined;
}

/**
 * With the built-in routers of the stack's services, on top of those that it names itself. A service that may become a
 * Rollout counts too: while it becomes one or ceases to be one, the controller needs its rights.
 *
 * A stack without services installs for others, of whose routers it knows nothing.
 */
export function withUsedRouters<C extends Rights>(
  controller: C,
  services: ReadonlyMap<string, ServiceConfig>,
): C {
  if (services.size === 0) return controller;
  const ofServices = [...services].flatMap(([name, service]) =>
    [...derivedRouting(name, service), service.rollout.canary.trafficRouting].flatMap(routersOf),
  );
  const names = ofServices.filter(({ isPlugin }) => !isPlugin).map(({ name }) => name);
  return { ...controller, routers: [...new Set([...(controller.routers ?? []), ...names])].sort() };
}
