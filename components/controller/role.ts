import type { Manifest, Metadata } from "../manifests";
import type { Install } from "./install";

const apiGroup = "rbac.authorization.k8s.io";

/** A role of the install's account and its binding, as wide as the controller's own: the cluster, or its namespace. */
export function renderRole(
  { controller: { namespace }, isClusterWide, account }: Install,
  named: Pick<Metadata, "name" | "labels">,
  rules: readonly object[],
): Manifest[] {
  const scope = isClusterWide ? "Cluster" : "";
  const metadata = { ...named, ...(!isClusterWide && { namespace }) };
  return [
    { apiVersion: `${apiGroup}/v1`, kind: `${scope}Role`, metadata, rules },
    {
      apiVersion: `${apiGroup}/v1`,
      kind: `${scope}RoleBinding`,
      metadata,
      roleRef: { apiGroup, kind: `${scope}Role`, name: named.name },
      subjects: [{ kind: "ServiceAccount", name: account, namespace }],
    },
  ];
}
