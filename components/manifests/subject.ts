import type * as pulumi from "@pulumi/pulumi";
import {
  type AnalysisTemplates,
  type Freeze,
  type InstanceIds,
  instanceOf,
  type LiveCluster,
  selectorOf,
  type ServiceConfig,
} from "../config";
import type { Metadata } from "./manifest";

/** What is rendered: one service of one namespace. */
export interface Subject {
  readonly name: string;
  readonly namespace: pulumi.Input<string>;
  readonly service: ServiceConfig;
  /** ClusterAnalysisTemplates that stacks make. Those that only the cluster has are in `live`. */
  readonly clusterTemplates?: AnalysisTemplates;
  /** Ids of the controllers between which Rollouts are divided. Default: there is one, without an id. */
  readonly instances?: InstanceIds;
  /** Undefined where the cluster was not read. */
  readonly live?: LiveCluster;
  /** ReplicaSet of an unfinished release that may be started again, whatever `midCanary` says. */
  readonly restartRelease?: string;
  /** What holds the service's releases. */
  readonly freeze?: Freeze;
}

/** Never changes for a service, whatever its kind and strategy: both kinds' pods are found by the same Service. */
export function selectorLabels({ name }: Subject): Record<string, string> {
  return selectorOf(name);
}

/** Id of the controller that runs the service's releases. */
export function instanceOfSubject({ name, service, instances = [] }: Subject): string | undefined {
  return instanceOf(name, instances, service.rollout.shard);
}

/** Of all objects of the service. The schema lets no other label take the place of the selector's. */
export function labels(subject: Subject): Record<string, pulumi.Input<string>> {
  const { component, partOf, labels: own } = subject.service;
  return {
    "app.kubernetes.io/instance": subject.name,
    "app.kubernetes.io/managed-by": "pulumi",
    ...(component !== undefined && { "app.kubernetes.io/component": component }),
    ...(partOf !== undefined && { "app.kubernetes.io/part-of": partOf }),
    ...own,
    ...selectorLabels(subject),
  };
}

type Texts = Readonly<Record<string, pulumi.Input<string>>>;

/** Metadata of an object of the service, named like it or with a suffix. */
export function metadata(
  subject: Subject,
  extra: { suffix?: string; annotations?: Texts; labels?: Texts } = {},
): Metadata {
  const annotations = { ...subject.service.annotations, ...extra.annotations };
  return {
    name: `${subject.name}${extra.suffix ?? ""}`,
    namespace: subject.namespace,
    labels: { ...extra.labels, ...labels(subject) },
    ...(Object.keys(annotations).length > 0 && { annotations }),
  };
}
