import type * as k8s from "@pulumi/kubernetes";
import { version } from "@pulumi/kubernetes/package.json";
import * as pulumi from "@pulumi/pulumi";
import type { Manifest } from "./manifest";

/**
 * Any Kubernetes object as a resource of the Kubernetes provider, under the type that the provider's own class for it
 * has (`kubernetes:apps/v1:Deployment`): one class instead of a table of all kinds, custom resources included.
 */
export class KubernetesObject extends pulumi.CustomResource {
  declare readonly apiVersion: pulumi.Output<string>;
  declare readonly kind: pulumi.Output<string>;
  declare readonly metadata: pulumi.Output<k8s.types.output.meta.v1.ObjectMeta>;

  constructor(name: string, manifest: Manifest, opts?: pulumi.CustomResourceOptions) {
    super(typeToken(manifest), name, { ...manifest }, pulumi.mergeOptions({ version }, opts ?? {}));
  }
}

/** The core group has no name in `apiVersion`, but has one in the provider's type. */
export function typeToken({ apiVersion, kind }: Pick<Manifest, "apiVersion" | "kind">): string {
  return `kubernetes:${apiVersion.includes("/") ? apiVersion : `core/${apiVersion}`}:${kind}`;
}
