import type { Manifest } from "../manifests";
import type { Install } from "./install";

interface Kinds {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
}

const NAME = "argo-rollouts-routers";
const kinds = (group: string, ...resources: string[]): Kinds => ({ apiGroups: [group], resources });

/** Name of a plugin -> the kinds in which it writes. Upstream's role has rights for built-in routers alone. */
const kindsOf: Readonly<Record<string, Kinds>> = {
  "argoproj-labs/gatewayAPI": kinds(
    "gateway.networking.k8s.io",
    "httproutes",
    "grpcroutes",
    "tcproutes",
    "tlsroutes",
  ),
  "argoproj-labs/contour": kinds("projectcontour.io", "httpproxies"),
  "argoproj-labs/openshift": kinds("route.openshift.io", "routes"),
  "hashicorp/consul": kinds("consul.hashicorp.com", "serviceresolvers", "servicesplitters"),
  "solo-io/glooplatform": kinds("networking.gloo.solo.io", "routetables"),
};

/** The built-in router for APISIX makes and removes a route for each header route, and upstream's role does not let it. */
const apisix = { ...kinds("apisix.apache.org", "apisixroutes"), verbs: ["create", "delete"] };

/** What the manifest's controller needs beyond its own role, as wide as that one: the cluster, or its namespace. */
export function renderRoutersRole({ controller, isClusterWide, account }: Install): Manifest[] {
  const { namespace, plugins } = controller;
  const scope = isClusterWide ? "Cluster" : "";
  const metadata = { name: NAME, ...(!isClusterWide && { namespace }) };
  const apiGroup = "rbac.authorization.k8s.io";
  const rules = plugins.trafficRouters
    .filter(({ disabled }) => disabled !== true)
    .flatMap(({ name }) => kindsOf[name] ?? [])
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
