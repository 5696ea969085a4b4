import { allowedRouters, listedPlugins, listOf, loadedPlugin } from "../config";
import type { Manifest } from "../manifests";
import type { Install } from "./install";
import { renderRole } from "./role";
import { texts } from "./routers";

const NAME = "argo-rollouts-routers";

/** The built-in router for APISIX makes and removes a route for each header route, and upstream's role does not let it. */
const apisix = {
  apiGroups: ["apisix.apache.org"],
  resources: ["apisixroutes"],
  verbs: ["create", "delete"],
};

/** In EKS Auto Mode. Upstream's role has the group since 1.9. */
const eks = {
  apiGroups: ["eks.amazonaws.com"],
  resources: ["targetgroupbindings"],
  verbs: ["list", "get"],
};

function rulesOf({ controller, release }: Install): object[] {
  const used = allowedRouters(controller);
  const isUsed = (router: string) => used?.includes(router) ?? true;
  const knowsEks = release.some((object) =>
    listOf(object["rules"]).some((rule) =>
      texts(rule["apiGroups"]).some((group) => eks.apiGroups.includes(group)),
    ),
  );
  const ofPlugins = listedPlugins(controller.plugins)
    .flatMap(({ plugin }) => loadedPlugin(plugin).known?.rights ?? [])
    .map((one) => ({ ...one, verbs: ["get", "list", "watch", "update", "patch"] }));
  return [
    ...(isUsed("apisix") ? [apisix] : []),
    ...(isUsed("alb") && !knowsEks ? [eks] : []),
    ...ofPlugins,
    ...controller.additionalRules,
  ];
}

/** What the manifest's controller needs beyond its own role, as wide as that one: the cluster, or its namespace. */
export function renderRoutersRole(install: Install): Manifest[] {
  const rules = install.controller.rights === "none" ? [] : rulesOf(install);
  return rules.length === 0 ? [] : renderRole(install, { name: NAME }, rules);
}
