import type { Manifest } from "../manifests";
import type { Shape } from "./deployment";
import type { Install } from "./install";
import { withTexts } from "./texts";

/** The manifest's ServiceAccount, with what is said of it; or an existing one. */
export function changeAccount(object: Manifest, { controller, account }: Install): Manifest | undefined {
  if (object.kind !== "ServiceAccount") return object;
  const { create, labels, annotations, automountToken } = controller.serviceAccount;
  if (!create) return undefined;
  const { metadata } = object;
  return {
    ...object,
    metadata: { ...withTexts(metadata, metadata, { labels, annotations }), name: account },
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
