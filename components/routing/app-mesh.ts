import { type AppMeshConfig, appMeshOf, deliveryOf } from "../config";
import { type Manifest, metadata, said, selectorLabels, type Subject } from "../manifests";
import type { Backend } from "./backends";
import { fullName } from "./full-name";
import type { Router } from "./router";

const apiVersion = "appmesh.k8s.aws/v1beta2";
const hash = "rollouts-pod-template-hash";

/** A VirtualService and its VirtualRouter, whose weights the controller writes, and a VirtualNode for each version. */
export const appMesh: Router = (subject, { backends }) => {
  const settings = appMeshOf(subject.service);
  if (settings === undefined) return [];
  const { annotations, prefix } = settings;
  const nodes = nodesOf(subject, backends);
  const weightedTargets = nodes.map(({ name, weight }) => ({ virtualNodeRef: { name }, weight }));
  const route = {
    match: { prefix },
    action: { weightedTargets },
    ...said(settings, "timeout", "retryPolicy"),
  };
  return [
    {
      apiVersion,
      kind: "VirtualService",
      metadata: metadata(subject, { ...(annotations && { annotations }) }),
      spec: {
        ...said(settings, "awsName"),
        provider: { virtualRouter: { virtualRouterRef: { name: subject.name } } },
      },
    },
    {
      apiVersion,
      kind: "VirtualRouter",
      metadata: metadata(subject),
      spec: { listeners: listenersOf(subject), routes: [{ name: "primary", httpRoute: route }] },
    },
    ...nodes.map((node) => virtualNode(subject, settings, node)),
  ];
};

interface Node {
  readonly name: string;
  readonly service: string;
  readonly weight: number;
  readonly podSelector: object;
}

function nodesOf(subject: Subject, backends: readonly Backend[]): Node[] {
  const matchLabels = selectorLabels(subject);
  const delivery = deliveryOf(subject.name, subject.service);
  if (delivery.kind === "canary") {
    // App Mesh takes no two nodes with one selector; the controller puts its pod hash there.
    return backends.map(({ service, weight = 0 }, index) => {
      const version = index === 0 ? "stable" : "canary";
      const podSelector = { matchLabels: { ...matchLabels, [hash]: `${version}-hash` } };
      return { name: `${subject.name}-${version}`, service, weight, podSelector };
    });
  }
  // Pods of one node only: in a switch those of a Rollout are there too.
  const ofDeployment = { matchExpressions: [{ key: hash, operator: "DoesNotExist" }] };
  const podSelector = { matchLabels, ...(delivery.kind === "Deployment" && ofDeployment) };
  return backends.map(({ service }) => ({ name: subject.name, service, weight: 100, podSelector }));
}

function virtualNode(subject: Subject, settings: AppMeshConfig, node: Node): Manifest {
  return {
    apiVersion,
    kind: "VirtualNode",
    metadata: { ...metadata(subject), name: node.name },
    spec: {
      podSelector: node.podSelector,
      listeners: listenersOf(subject),
      serviceDiscovery: { dns: { hostname: fullName(subject, node.service) } },
      ...said(settings, "backends"),
    },
  };
}

function listenersOf({ service }: Subject) {
  return [{ portMapping: { port: service.service.port, protocol: "http" } }];
}
