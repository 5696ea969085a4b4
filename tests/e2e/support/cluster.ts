import { setTimeout as sleep } from "node:timers/promises";
import {
  ApiException,
  type KubeConfig,
  KubernetesObjectApi,
  type KubernetesObject,
  PatchStrategy,
  Watch,
} from "@kubernetes/client-node";
import type { Plane } from "../../../scripts/local/plane";
import { kubeConfigOf } from "../../support/plane";

/** Kinds in which routers keep weights, in the versions that the controller or its plugin reads. */
const routes = {
  HTTPRoute: "gateway.networking.k8s.io/v1",
  GRPCRoute: "gateway.networking.k8s.io/v1",
  TCPRoute: "gateway.networking.k8s.io/v1alpha2",
  TLSRoute: "gateway.networking.k8s.io/v1alpha2",
  VirtualService: "networking.istio.io/v1alpha3",
  DestinationRule: "networking.istio.io/v1alpha3",
  Ingress: "networking.k8s.io/v1",
  TrafficSplit: "split.smi-spec.io/v1alpha1",
  TraefikService: "traefik.io/v1alpha1",
  ApisixRoute: "apisix.apache.org/v2",
  Mapping: "getambassador.io/v2",
  VirtualRouter: "appmesh.k8s.aws/v1beta2",
  VirtualNode: "appmesh.k8s.aws/v1beta2",
  RouteTable: "networking.gloo.solo.io/v2",
} as const;

const apiVersions = {
  Namespace: "v1",
  Service: "v1",
  ServiceAccount: "v1",
  ConfigMap: "v1",
  Secret: "v1",
  Pod: "v1",
  Deployment: "apps/v1",
  ReplicaSet: "apps/v1",
  HorizontalPodAutoscaler: "autoscaling/v2",
  CustomResourceDefinition: "apiextensions.k8s.io/v1",
  Rollout: "argoproj.io/v1alpha1",
  AnalysisRun: "argoproj.io/v1alpha1",
  AnalysisTemplate: "argoproj.io/v1alpha1",
  ClusterAnalysisTemplate: "argoproj.io/v1alpha1",
  Experiment: "argoproj.io/v1alpha1",
  Job: "batch/v1",
  Lease: "coordination.k8s.io/v1",
  ...routes,
} as const;
export type Kind = keyof typeof apiVersions;
export type RouteKind = keyof typeof routes;

/** The live objects of the plane, as a person with kubectl would see them. */
export class Cluster {
  private readonly config: KubeConfig;
  private readonly api: KubernetesObjectApi;

  constructor(plane: Pick<Plane, "kubeconfig">) {
    this.config = kubeConfigOf(plane);
    this.api = KubernetesObjectApi.makeApiClient(this.config);
  }

  /** The object, or undefined where there is none (or not even its kind). */
  async get(kind: Kind, name: string, namespace?: string): Promise<KubernetesObject | undefined> {
    const metadata = { name, ...(namespace !== undefined && { namespace }) };
    try {
      return await this.api.read({ apiVersion: apiVersions[kind], kind, metadata });
    } catch (error) {
      if (isNotFound(error)) return undefined;
      throw error;
    }
  }

  /** A value in the object, by keys: `field(pay, "status", "phase")`. */
  async field(kind: Kind, name: string, namespace: string, ...path: string[]): Promise<unknown> {
    return path.reduce<unknown>((at, key) => Object(at)[key], await this.get(kind, name, namespace));
  }

  /** Names of all objects of a kind, sorted. */
  async names(kind: Kind, namespace: string): Promise<string[]> {
    return (await this.list(kind, namespace)).map(({ metadata }) => metadata?.name ?? "").sort();
  }

  async list(kind: Kind, namespace: string): Promise<KubernetesObject[]> {
    return (await this.api.list(apiVersions[kind], kind, namespace)).items;
  }

  /** Kinds of those to which the objects of a kind belong. */
  async owners(kind: Kind, namespace: string): Promise<string[]> {
    const { items } = await this.api.list(apiVersions[kind], kind, namespace);
    return items.flatMap(({ metadata }) => metadata?.ownerReferences?.map((owner) => owner.kind) ?? []);
  }

  /** Waits until the Rollout is in a phase for its newest spec, as `kubectl argo rollouts status` does. */
  async phase(name: string, namespace: string, phase: string): Promise<void> {
    await this.until(`Rollout ${name} is ${phase}`, async () => {
      const live: {
        metadata?: { generation?: number };
        status?: { phase?: string; observedGeneration?: string };
      } = (await this.get("Rollout", name, namespace)) ?? {};
      return (
        live.status?.phase === phase && live.status.observedGeneration === String(live.metadata?.generation)
      );
    });
  }

  async until(what: string, check: () => Promise<boolean>, seconds = 90): Promise<void> {
    for (const end = Date.now() + seconds * 1000; !(await check()); await sleep(200)) {
      if (Date.now() > end) throw new Error(`Not within ${String(seconds)} s: ${what}`);
    }
  }

  /** Makes an object as somebody else would: without any stack. */
  async create(kind: Kind, name: string, namespace: string | undefined, spec: object): Promise<void> {
    const metadata = { name, ...(namespace !== undefined && { namespace }) };
    const object = { apiVersion: apiVersions[kind], kind, metadata, spec };
    await this.api.create(object);
  }

  async delete(kind: Kind, name: string, namespace?: string, graceSeconds?: number): Promise<void> {
    const metadata = { name, ...(namespace !== undefined && { namespace }) };
    const object = { apiVersion: apiVersions[kind], kind, metadata };
    await this.api.delete(object, undefined, undefined, graceSeconds);
  }

  /** Changes an object as a controller does that reads it, edits it and writes it back: the whole of it, under its own name. */
  async rewriteAs(
    manager: string,
    kind: Kind,
    name: string,
    namespace: string,
    edit: (object: KubernetesObject) => KubernetesObject,
  ): Promise<void> {
    const live = await this.get(kind, name, namespace);
    if (live === undefined) throw new Error(`There is no ${kind} ${name}.`);
    await this.api.replace(edit(live), undefined, undefined, manager);
  }

  /** Calls `saw` with the object of that name at each of its changes from now on, and with nothing when it goes. */
  async watch(
    kind: RouteKind,
    name: string,
    namespace: string,
    saw: (object: KubernetesObject | undefined) => void,
  ): Promise<AbortController> {
    const path = `/apis/${routes[kind]}/namespaces/${namespace}/${kind.toLowerCase()}${kind.endsWith("s") ? "es" : "s"}`;
    const onEvent = (phase: string, object: KubernetesObject) => {
      if (object.metadata?.name === name) saw(phase === "DELETED" ? undefined : object);
    };
    return new Watch(this.config).watch(path, {}, onEvent, () => undefined);
  }

  /** Writes the number of pods as an autoscaler does: another manager than the one that made the object. */
  async scale(kind: Kind, name: string, namespace: string, replicas: number): Promise<void> {
    const object = { apiVersion: apiVersions[kind], kind, metadata: { name, namespace }, spec: { replicas } };
    await this.api.patch(object, undefined, undefined, "autoscaler", undefined, PatchStrategy.MergePatch);
  }
}

function isNotFound(error: unknown): boolean {
  return error instanceof ApiException && error.code === 404;
}
