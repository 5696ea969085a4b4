// Not from the package's index, which loads a hundred modules more.
import { Provider, type ProviderArgs } from "@pulumi/kubernetes/provider";
import * as pulumi from "@pulumi/pulumi";
import type { EnvironmentConfig } from "../components/config";

export function clusterProvider(
  name: string,
  { kubeconfig, context }: Pick<EnvironmentConfig, "kubeconfig" | "context">,
  args: ProviderArgs,
): Provider {
  // Most kubeconfigs hold a token or a key, so in the state it is a secret whether the stack's file hides it or not.
  const hidden = kubeconfig && { kubeconfig: pulumi.secret(kubeconfig) };
  return new Provider(name, { ...args, ...hidden, ...(context && { context }) });
}
