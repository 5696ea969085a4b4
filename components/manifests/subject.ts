import type * as pulumi from "@pulumi/pulumi";
import { type LiveCluster, selectorOf, type ServiceConfig } from "../config";
import type { Metadata } from "./manifest";

/** What is rendered: one service of one namespace. */
export interface Subject {
  readonly name: string;
  readonly namespace: pulumi.Input<string>;
  readonly service: ServiceConfig;
  /** Names of the ClusterAnalysisTemplates that are known to be in the cluster. */
  readonly clusterTemplates?: ReadonlySet<string>;
  /** Undefined where the cluster was not read. */
  readonly live?: LiveCluster;
}

/** Never changes for a service, whatever its kind and strategy: both kinds' pods are found by the same Service. */
export function selectorLabels({ name }: Subject): Record<string, string> {
  return selectorOf(name);
}

export function labels(subject: Subject): Record<string, string> {
  return { ...selectorLabels(subject), "app.kubernetes.io/managed-by": "pulumi" };
}

/** Metadata of an object of the service, named like it or with a suffix. */
export function metadata(
  subject: Subject,
  extra: { suffix?: string; annotations?: Record<string, pulumi.Input<string>> } = {},
): Metadata {
  return {
    name: `${subject.name}${extra.suffix ?? ""}`,
    namespace: subject.namespace,
    labels: labels(subject),
    ...(extra.annotations && Object.keys(extra.annotations).length > 0 && { annotations: extra.annotations }),
  };
}
