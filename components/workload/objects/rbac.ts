import { type Manifest, metadata, type Subject } from "../../manifests";
import { serviceAccountName } from "../service-account";

const apiGroup = "rbac.authorization.k8s.io";
const apiVersion = `${apiGroup}/v1`;

/** What the service's ServiceAccount may do, in its own namespace alone. */
export function renderRole(subject: Subject): Manifest[] {
  const { rules } = subject.service.rbac;
  if (rules.length === 0) return [];
  const { namespace, name } = subject;
  return [
    { apiVersion, kind: "Role", metadata: metadata(subject), rules },
    {
      apiVersion,
      kind: "RoleBinding",
      metadata: metadata(subject),
      roleRef: { apiGroup, kind: "Role", name },
      subjects: [{ kind: "ServiceAccount", name: serviceAccountName(subject), namespace }],
    },
  ];
}
