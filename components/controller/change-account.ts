import { type Manifest, said } from "../manifests";
import type { Shape } from "./deployment";
import type { Install } from "./install";

/** The manifest's ServiceAccount, with what is said of it; or an existing one. */
export function changeAccount(object: Manifest, { controller, account }: Install): Manifest | undefined {
  if (object.kind !== "ServiceAccount") return object;
  const { create, labels, annotations, automountToken } = controller.serviceAccount;
  if (!create) return undefined;
  const { metadata } = object;
  const texts = {
    labels: { ...metadata.labels, ...labels },
    annotations: { ...metadata.annotations, ...annotations },
  };
  return {
    ...object,
    metadata: { ...metadata, name: account, ...said(texts, "labels", "annotations") },
    ...(automountToken !== undefined && { automountServiceAccountToken: automountToken }),
  };
}

/** The controller's pods have their token whatever the account says: without it they cannot work. */
export const shapeAccount: Shape = (deployment, { controller, account }) => ({
  ...deployment,
  pod: {
    ...deployment.pod,
    serviceAccountName: account,
    ...(controller.serviceAccount.automountToken === false && { automountServiceAccountToken: true }),
  },
});
