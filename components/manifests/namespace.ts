import { labelsOfNamespace, type PodSecurity } from "../config";
import type { Manifest } from "./manifest";
import { said } from "./said";

export interface NamespaceSettings {
  readonly podSecurity?: PodSecurity | undefined;
  readonly labels?: Readonly<Record<string, string>> | undefined;
  readonly annotations?: Readonly<Record<string, string>> | undefined;
}

export function renderNamespace(
  name: string,
  { podSecurity, labels, annotations = {} }: NamespaceSettings = {},
): Manifest {
  const metadata = { labels: labelsOfNamespace(podSecurity, labels), annotations };
  return {
    apiVersion: "v1",
    kind: "Namespace",
    metadata: { name, ...said(metadata, "labels", "annotations") },
  };
}
