import { setTimeout as sleep } from "node:timers/promises";
import { CoreV1Api, Watch } from "@kubernetes/client-node";
import type { Plane } from "../../../scripts/local/plane";
import { kubeConfigOf } from "../../support/plane";

interface Slice {
  readonly metadata: { readonly name: string; readonly labels: Readonly<Record<string, string>> };
  readonly endpoints?: readonly { readonly conditions?: { readonly ready?: boolean } }[] | null;
}

interface ServiceEvent {
  readonly metadata: { readonly name: string };
  readonly spec: { readonly selector?: Readonly<Record<string, string>> };
}

/**
 * Watches the Services of a namespace: how many endpoints are ready, at every event of their EndpointSlices, and whether each
 * selector that a Service gets matches a ready pod.
 */
export class ApexWatch {
  private readonly slices = new Map<string, Slice>();
  private readonly fewest = new Map<string, number>();
  private readonly checks: Promise<void>[] = [];
  private readonly streams: AbortController[] = [];
  private readonly failures: string[] = [];
  private readonly pods: CoreV1Api;
  private events = 0;

  private constructor(
    private readonly plane: Pick<Plane, "kubeconfig">,
    private readonly namespace: string,
    private readonly names: readonly string[],
  ) {
    this.pods = kubeConfigOf(plane).makeApiClient(CoreV1Api);
  }

  static async start(
    plane: Pick<Plane, "kubeconfig">,
    namespace: string,
    names: readonly string[],
  ): Promise<ApexWatch> {
    const watch = new ApexWatch(plane, namespace, names);
    await watch.open(
      `/apis/discovery.k8s.io/v1/namespaces/${namespace}/endpointslices`,
      (phase, object: Slice) => watch.sawSlice(phase, object),
    );
    await watch.open(`/api/v1/namespaces/${namespace}/services`, (_, object: ServiceEvent) =>
      watch.sawService(object),
    );
    return watch;
  }

  /** Counts from the moment on at which every Service has so many ready endpoints: slices follow pods by some time. */
  async from(count: number): Promise<void> {
    for (const end = Date.now() + 90_000; this.names.some((name) => this.readyOf(name) !== count);) {
      if (Date.now() > end) throw new Error(`Not every Service has ${String(count)} ready endpoints.`);
      await sleep(100);
    }
    this.fewest.clear();
    for (const name of this.names) this.fewest.set(name, count);
  }

  /** The fewest ready endpoints of each Service since the start; throws what was wrong meanwhile. */
  async stop(): Promise<Readonly<Record<string, number>>> {
    for (const stream of this.streams) stream.abort();
    await Promise.all(this.checks);
    if (this.failures.length > 0) throw new Error(this.failures.join("\n"));
    if (this.events === 0) throw new Error("Nothing was seen: the watch did not work.");
    return Object.fromEntries(this.names.map((name) => [name, this.fewest.get(name) ?? 0]));
  }

  private async open<T>(path: string, saw: (phase: string, object: T) => void): Promise<void> {
    const watch = new Watch(kubeConfigOf(this.plane));
    const stream = await watch.watch(path, {}, saw, (error: unknown) => {
      if (!this.streams.some(({ signal }) => signal.aborted))
        this.failures.push(`The watch of ${path} ended: ${String(error)}`);
    });
    this.streams.push(stream);
  }

  private sawSlice(phase: string, slice: Slice): void {
    this.events += 1;
    const { name, labels } = slice.metadata;
    if (phase === "DELETED") this.slices.delete(name);
    else this.slices.set(name, slice);
    const service = labels["kubernetes.io/service-name"] ?? "";
    const ready = this.readyOf(service);
    this.fewest.set(service, Math.min(ready, this.fewest.get(service) ?? Number.POSITIVE_INFINITY));
  }

  private readyOf(service: string): number {
    const own = [...this.slices.values()].filter(
      ({ metadata }) => metadata.labels["kubernetes.io/service-name"] === service,
    );
    return own
      .flatMap(({ endpoints }) => endpoints ?? [])
      .filter(({ conditions }) => conditions?.ready !== false).length;
  }

  private sawService({ metadata: { name }, spec: { selector = {} } }: ServiceEvent): void {
    if (this.names.includes(name)) this.checks.push(this.check(name, selector));
  }

  private async check(name: string, selector: Readonly<Record<string, string>>): Promise<void> {
    const labelSelector = Object.entries(selector)
      .map(([key, value]) => `${key}=${value}`)
      .join(",");
    const { items } = await this.pods.listNamespacedPod({ namespace: this.namespace, labelSelector });
    const isServed = items.some(({ status }) =>
      status?.conditions?.some((condition) => condition.type === "Ready" && condition.status === "True"),
    );
    if (!isServed)
      this.failures.push(
        `The Service ${name} got the selector ${labelSelector}, which matches no ready pod.`,
      );
  }
}
