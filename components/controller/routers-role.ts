import { listedPlugins, loadedPlugin } from "../config";
import type { Manifest } from "../manifests";
import type { Install } from "./install";

const NAME = "argo-rollouts-routers";

/** The built-in router for APISIX makes and removes a route for each header route, and upstream's role does not let it. */
const apisix = {
  apiGroups: ["apisix.apache.org"],
  resources: ["apisixroutes"],
  verbs: ["create", "delete"],
};

/** What the manifest's controller needs beyond its own role, as wide as that one: the cluster, or its namespace. */
export function renderRoutersRole({ controller, isClusterWide, account }: Install): Manifest[] {
  const { namespace, plugins } = controller;
  const scope = isClusterWide ? "Cluster" : "";
  const metadata = { name: NAME, ...(!isClusterWide && { namespace }) };
  const apiGroup = "rbac.authorization.k8s.io";
  const rules = listedPlugins(plugins)
    .flatMap(({ plugin }) => loadedPlugin(plugin).known?.rights ?? [])
    .map((one) => ({ ...one, verbs: ["get", "list", "watch", "update", "patch"] }));
  return [
    { apiVersion: `${apiGroup}/v1`, kind: `${scope}Role`, metadata, rules: [apisix, ...rules] },
    {
      apiVersion: `${apiGroup}/v1`,
      kind: `${scope}RoleBinding`,
      metadata,
      roleRef: { apiGroup, kind: `${scope}Role`, name: NAME },
      subjects: [{ kind: "ServiceAccount", name: account, namespace }],
    },
  ];
}
