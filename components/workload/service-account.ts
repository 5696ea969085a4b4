import { type Manifest, metadata, type Subject } from "../manifests";

/** An identity of its own, so that rights and cloud roles are granted to one service and no other. */
export function renderServiceAccount(subject: Subject): Manifest | undefined {
  const { create, annotations, automountToken } = subject.service.serviceAccount;
  if (!create) return undefined;
  return {
    apiVersion: "v1",
    kind: "ServiceAccount",
    metadata: { ...metadata(subject, annotations ? { annotations } : {}), name: serviceAccountName(subject) },
    automountServiceAccountToken: automountToken,
  };
}

export function serviceAccountName({ name, service }: Subject): string {
  return service.serviceAccount.name ?? (service.serviceAccount.create ? name : "default");
}
