import type * as pulumi from "@pulumi/pulumi";
import type * as certManager from "@pulumi/kubernetes-cert-manager";
import type { CertManagerConfig } from "../config";
import { ManifestError } from "../manifests";
import { type Issuers, solvesByGateway } from "./issuers";

/** Arguments of the component that installs cert-manager. */
export function certManagerArgs({ version, namespace, values }: CertManagerConfig, issuers: Issuers): object {
  const { helmOptions, extraArgs = [], ...others } = values;
  const gateway = solvesByGateway(issuers) ? ["--enable-gateway-api"] : [];
  return {
    installCRDs: true,
    ...others,
    extraArgs: [...gateway, ...[extraArgs].flat()],
    helmOptions: { namespace, ...(version !== undefined && { version }), ...Object(helmOptions) },
  };
}

/** Registers cert-manager's component. Its package is loaded here alone, so that nobody else pays for it or has to have it. */
export async function installCertManager(
  name: string,
  args: object,
  opts: pulumi.ComponentResourceOptions,
): Promise<pulumi.Resource> {
  const { CertManager } = await loadCertManager();
  return new CertManager(name, args, opts);
}

/** Fails with a `ManifestError` where the package is not there. */
export async function loadCertManager(): Promise<typeof certManager> {
  try {
    return await import("@pulumi/kubernetes-cert-manager");
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "MODULE_NOT_FOUND")) throw error;
    throw new ManifestError(
      "certManager: the package @pulumi/kubernetes-cert-manager is not installed. Run npm install @pulumi/kubernetes-cert-manager, or set certManager.install: false.",
    );
  }
}
