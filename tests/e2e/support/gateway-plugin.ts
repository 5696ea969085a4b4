import type { KubernetesObject } from "@kubernetes/client-node";
import type { Manifest } from "../../../components/manifests";

/** Where the plugin's program is, for those who have it. */
export const pluginPath = process.env["GATEWAYAPI_PLUGIN"];

/** What the controller needs to load it, on top of what every other router needs. */
export const pluginConfig = pluginPath !== undefined && {
  plugins: { trafficRouters: [{ name: "argoproj-labs/gatewayAPI", location: `file://${pluginPath}` }] },
};

/** The controller's own manifest gives no rights to routes of the Gateway API. */
export const pluginRights: readonly Manifest[] = [
  {
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "ClusterRole",
    metadata: { name: "gateway-api-plugin" },
    rules: [
      {
        apiGroups: ["gateway.networking.k8s.io"],
        resources: ["httproutes", "grpcroutes", "tcproutes", "tlsroutes"],
        verbs: ["get", "list", "watch", "update", "patch"],
      },
    ],
  },
  {
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "ClusterRoleBinding",
    metadata: { name: "gateway-api-plugin" },
    roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "gateway-api-plugin" },
    subjects: [{ kind: "ServiceAccount", name: "argo-rollouts", namespace: "argo-rollouts" }],
  },
];

interface BackendRef {
  readonly name: string;
  readonly weight?: number;
}
interface Rule {
  readonly name?: string;
  readonly backendRefs?: readonly BackendRef[];
}

/** The manager under which the plugin writes. */
export const PLUGIN_MANAGER = "gatewayAPI";
const IN_PROGRESS = "rollouts.argoproj.io/gatewayapi-canary";

export function rulesIn(route: object | undefined): readonly Rule[] {
  return Object(route && "spec" in route ? route.spec : {}).rules ?? [];
}

export function weightIn(route: object | undefined): number | undefined {
  return rulesIn(route)[0]?.backendRefs?.find(({ name }) => name === "pay-canary")?.weight;
}

/** What the plugin (0.15) does to a route for `setWeight`: the whole object, with a label for as long as the canary has traffic. */
export const setWeight =
  (percent: number) =>
  (route: KubernetesObject): KubernetesObject => {
    const { [IN_PROGRESS]: _, ...labels } = route.metadata?.labels ?? {};
    const weights = new Map([
      ["pay-canary", percent],
      ["pay-stable", 100 - percent],
    ]);
    const weigh = (ref: BackendRef) => ({ ...ref, weight: weights.get(ref.name) ?? ref.weight });
    const rules = rulesIn(route).map((rule) =>
      rule.name === undefined ? { ...rule, backendRefs: rule.backendRefs?.map(weigh) } : rule,
    );
    return {
      ...withRules(route, rules),
      metadata: {
        ...route.metadata,
        labels: { ...labels, ...(percent > 0 && { [IN_PROGRESS]: "in-progress" }) },
      },
    };
  };

/** For `setHeaderRoute`: one more rule, which leads to the canary alone. */
export const setHeaderRoute =
  (name: string, header: string) =>
  (route: KubernetesObject): KubernetesObject => {
    const own = ownRules(route);
    const backendRefs = own[0]?.backendRefs?.filter((ref) => ref.name === "pay-canary");
    const headers = [{ type: "Exact", name: header, value: "yes" }];
    const matches = [{ path: { type: "PathPrefix", value: "/" }, headers }];
    return withRules(route, [...own, { name, matches, backendRefs }]);
  };

/** At the end and at an abort. */
export function removeManagedRoutes(route: KubernetesObject): KubernetesObject {
  return withRules(route, ownRules(route));
}

/** Ours have no name; those of steps have the step's. */
function ownRules(route: KubernetesObject): Rule[] {
  return rulesIn(route).filter(({ name }) => name === undefined);
}

function withRules(route: KubernetesObject, rules: readonly object[]): KubernetesObject & { spec: object } {
  return { ...route, spec: { ...Object("spec" in route ? route.spec : {}), rules } };
}

export function isInProgress(route: KubernetesObject | undefined): boolean {
  return route?.metadata?.labels?.[IN_PROGRESS] === "in-progress";
}
