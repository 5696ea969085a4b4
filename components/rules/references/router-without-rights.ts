import { routersOf } from "../../config";
import { routerPath } from "../routing/router-path";
import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";

export const routerWithoutRights: Rule<ServiceScope> = {
  id: "router-without-rights",
  severity: "error",
  what: "A canary uses a router for which the controller of the platform's stack has no rights.",
  why: "The API server forbids every change of a weight: an update stands at its first step.",
  upstream: "argo-rollouts manifests/role/argo-rollouts-clusterrole.yaml",
  *check({ name: serviceName, service, canary, around: { controller, platform } }) {
    // The stack that installs a controller gives it the rights that its own services need.
    const allowed = platform?.controller?.routers;
    if (controller !== undefined || allowed === undefined) return;
    for (const router of routersOf(canary?.trafficRouting)) {
      if (router.isPlugin || allowed.includes(router.name)) continue;
      yield {
        path: routerPath(serviceName, service, router),
        reason: `The controller has no rights for ${router.name}.`,
        hint: "Add it to controller.routers of the platform's stack.",
      };
    }
  },
};
