import { allowedRouters } from "../config";
import type { Manifest } from "../manifests";
import { listOf } from "./by-name";
import type { Install } from "./install";
import { rulesFor, texts } from "./routers";

const kinds = new Set(["ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding"]);

/** Whether it is one by which the roles view, edit and admin of the cluster get rights over Rollouts. */
function isAggregate({ metadata }: Manifest): boolean {
  return Object.keys(metadata.labels ?? {}).some((label) =>
    label.startsWith("rbac.authorization.k8s.io/aggregate-to-"),
  );
}

/** The roles of the manifest: those of people, and the controller's own with what its routers need. */
export function changeRights(object: Manifest, install: Install): Manifest | undefined {
  const { controller, account } = install;
  if (!kinds.has(object.kind)) return object;
  if (isAggregate(object)) return (controller.aggregateRoles ?? !controller.namespaced) ? object : undefined;
  if (controller.rights === "none") return undefined;
  const used = allowedRouters(controller);
  const changed: Manifest = {
    ...object,
    ...("rules" in object && used !== undefined && { rules: rulesFor(object["rules"], used) }),
    ...("subjects" in object && {
      subjects: listOf(object["subjects"]).map((one) => ({ ...one, name: account })),
    }),
  };
  return controller.namespaced ? ofNamespace(changed, controller.namespace) : changed;
}

/** The same rights in one namespace alone. There a ClusterAnalysisTemplate cannot be read, and is not. */
function ofNamespace(object: Manifest, namespace: string): Manifest {
  const local = (kind: unknown) => String(kind).replace(/^Cluster/, "");
  const { roleRef, rules } = object;
  return {
    ...object,
    kind: local(object.kind),
    metadata: { ...object.metadata, namespace },
    ...(typeof roleRef === "object" &&
      roleRef !== null && { roleRef: { ...roleRef, kind: local(Reflect.get(roleRef, "kind")) } }),
    ...(rules !== undefined && {
      rules: listOf(rules).map((rule) => ({
        ...rule,
        resources: texts(rule["resources"]).filter((resource) => resource !== "clusteranalysistemplates"),
      })),
    }),
  };
}
