import { setTimeout as sleep } from "node:timers/promises";
import {
  ApiException,
  KubernetesObjectApi,
  type KubernetesObject,
  PatchStrategy,
} from "@kubernetes/client-node";
import type { Plane } from "../../../scripts/local/plane";
import { kubeConfigOf } from "../../support/plane";

const apiVersions = {
  Namespace: "v1",
  Service: "v1",
  ServiceAccount: "v1",
  ConfigMap: "v1",
  Pod: "v1",
  Deployment: "apps/v1",
  ReplicaSet: "apps/v1",
  HorizontalPodAutoscaler: "autoscaling/v2",
  CustomResourceDefinition: "apiextensions.k8s.io/v1",
  Rollout: "argoproj.io/v1alpha1",
  ClusterAnalysisTemplate: "argoproj.io/v1alpha1",
} as const;
export type Kind = keyof typeof apiVersions;

/** The live objects of the plane, as a person with kubectl would see them. */
export class Cluster {
  private readonly api: KubernetesObjectApi;

  constructor(plane: Pick<Plane, "kubeconfig">) {
    this.api = KubernetesObjectApi.makeApiClient(kubeConfigOf(plane));
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

  async until(what: string, check: () => Promise<boolean>, seconds = 60): Promise<void> {
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

  async delete(kind: Kind, name: string, namespace?: string): Promise<void> {
    const metadata = { name, ...(namespace !== undefined && { namespace }) };
    await this.api.delete({ apiVersion: apiVersions[kind], kind, metadata });
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
