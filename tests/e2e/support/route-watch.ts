import { setTimeout as sleep } from "node:timers/promises";
import { Watch } from "@kubernetes/client-node";
import { type DataObject, isDataObject } from "../../../components/config";
import type { Plane } from "../../../scripts/local/plane";
import { kubeConfigOf } from "../../support/plane";

/** An object of a router, and the Services that get its requests. */
export interface WatchedRoute {
  /** `/apis/networking.istio.io/v1` */
  readonly api: string;
  /** `virtualservices` */
  readonly plural: string;
  readonly name: string;
  /** Names of the Services to which requests go: those without a weight, or with one above 0. */
  servicesOf(route: DataObject): readonly string[];
}

/**
 * Watches a route and the EndpointSlices behind it: at every event of either, how many ready endpoints the least of the
 * Services has to which the route sends requests.
 */
export class RouteWatch {
  private readonly streams: AbortController[] = [];
  private readonly slices = new Map<string, { service: string; ready: number }>();
  private readonly failures: string[] = [];
  private routed: readonly string[] = [];
  private fewest = Number.POSITIVE_INFINITY;
  private seen: string[] = [];

  private constructor(
    private readonly plane: Pick<Plane, "kubeconfig">,
    private readonly route: WatchedRoute,
  ) {}

  static async start(
    plane: Pick<Plane, "kubeconfig">,
    namespace: string,
    route: WatchedRoute,
  ): Promise<RouteWatch> {
    const watch = new RouteWatch(plane, route);
    const inNamespace = (api: string, plural: string) => `${api}/namespaces/${namespace}/${plural}`;
    await watch.open(inNamespace("/apis/discovery.k8s.io/v1", "endpointslices"), (phase, slice) =>
      watch.sawSlice(phase, slice),
    );
    await watch.open(inNamespace(route.api, route.plural), (phase, object) => watch.sawRoute(phase, object));
    return watch;
  }

  /**
   * Counts from the moment on at which the route leads to this Service alone, with so many endpoints. A Rollout is Healthy before
   * its controller has given all weight back to the stable Service.
   */
  async from(count: number, service: string): Promise<void> {
    const isThere = (): boolean => this.routed.join(" ") === service && this.now() === count;
    for (const end = Date.now() + 90_000; !isThere(); await sleep(100))
      if (Date.now() > end)
        throw new Error(
          `The route leads to "${this.routed.join(" ")}" with ${String(this.now())} endpoints, not to "${service}" with ${String(count)}.`,
        );
    this.fewest = count;
    this.seen = [service];
  }

  /** The fewest ready endpoints since, and the Services that the route has led to, in their order. */
  stop(): { readonly fewest: number; readonly seen: readonly string[] } {
    for (const stream of this.streams) stream.abort();
    if (this.failures.length > 0) throw new Error(this.failures.join("\n"));
    return { fewest: this.fewest, seen: this.seen };
  }

  private async open(path: string, saw: (phase: string, object: DataObject) => void): Promise<void> {
    const stream = await new Watch(kubeConfigOf(this.plane)).watch(path, {}, saw, (error: unknown) => {
      if (!this.streams.some(({ signal }) => signal.aborted))
        this.failures.push(`The watch of ${path} ended: ${String(error)}`);
    });
    this.streams.push(stream);
  }

  private sawSlice(phase: string, { metadata, endpoints }: DataObject): void {
    const { name, labels } = Object(metadata);
    const all = Array.isArray(endpoints) ? endpoints.filter(isDataObject) : [];
    const ready = all.filter(({ conditions }) => Object(conditions).ready !== false).length;
    if (phase === "DELETED") this.slices.delete(name);
    else this.slices.set(name, { service: labels["kubernetes.io/service-name"], ready });
    this.fewest = Math.min(this.fewest, this.now());
  }

  private sawRoute(phase: string, route: DataObject): void {
    if (Object(route["metadata"]).name !== this.route.name) return;
    this.routed = phase === "DELETED" ? [] : this.route.servicesOf(route);
    const said = this.routed.join(" ");
    if (said !== this.seen.at(-1)) this.seen.push(said);
    this.fewest = Math.min(this.fewest, this.now());
  }

  private now(): number {
    const slices = [...this.slices.values()];
    const behind = this.routed.map((name) =>
      slices.filter(({ service }) => service === name).reduce((sum, { ready }) => sum + ready, 0),
    );
    return behind.length === 0 ? 0 : Math.min(...behind);
  }
}
