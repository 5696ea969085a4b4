import type { KubernetesObject } from "@kubernetes/client-node";
import type { DataObject } from "../../../components/config";
import type { Kind, RouteKind } from "./cluster";
import { type Environment, image } from "./environment";
import type { Stack } from "./stack";

/** A router as it is run for real, with a service of its own: an entry of a table. */
export interface RouterRun {
  readonly title: string;
  /** Name of the service. */
  readonly service: string;
  /** What its values say about the router. */
  readonly values: DataObject;
  /** The canary beside its steps. */
  readonly canary?: DataObject;
  /** The object that holds the canary's weight. */
  readonly weights: {
    readonly kind: RouteKind;
    /** Default: the service's name. */
    readonly name?: string;
    /** In percent. Without an object: before the controller makes it, or after it took it away. */
    read(object: KubernetesObject | undefined): unknown;
  };
  /** A change of the route that is none of its weights. */
  readonly edit: {
    readonly values: DataObject;
    /** The object that is updated. Default: the one that holds the weight. */
    readonly in?: { readonly kind: Kind; readonly name: string };
    read(object: KubernetesObject): unknown;
    readonly shows: unknown;
  };
  /** What header and mirror steps make, and how their names are read in the object that holds the weight. */
  readonly managed?: {
    readonly steps: readonly DataObject[];
    readonly names: readonly string[];
    read(object: KubernetesObject): unknown;
  };
}

/** Header and mirror steps have no place before the first pods: the controller takes their routes away again. */
const stepsWith = (managed: readonly DataObject[]) => [
  ...[{ setWeight: 25 }, ...managed, { pause: {} }],
  ...[{ setWeight: 50 }, { pause: {} }],
];

/** A stack with a service for each router, all of which are at the same place of their canary. */
export class RouterRuns {
  constructor(
    private readonly env: Environment,
    readonly stack: Stack,
    private readonly runs: readonly RouterRun[],
  ) {}

  config(tag: string, isEdited = false): DataObject {
    const services = this.runs.map(({ service, values, canary, managed, edit }) => {
      const rollout = { enabled: true, canary: { ...canary, steps: stepsWith(managed?.steps ?? []) } };
      const route = isEdited ? edit.values : values;
      return [service, { image: image(tag), replicaCount: 4, rollout, ...route }] as const;
    });
    return { services: Object.fromEntries(services) };
  }

  async each(action: (run: RouterRun) => Promise<unknown>): Promise<void> {
    await Promise.all(this.runs.map(action));
  }

  /** A person's command for the Rollout of each. */
  async argo(verb: string): Promise<void> {
    for (const { service } of this.runs) await this.env.argo(verb, service, "-n", this.stack.name);
  }

  async phase(wanted: string): Promise<void> {
    await this.each(({ service }) => this.env.cluster.phase(service, this.stack.name, wanted));
  }

  async weightIs(wanted: number): Promise<void> {
    await this.each((run) =>
      this.env.cluster.until(
        `${run.title} has ${String(wanted)} percent for the canary`,
        async () => (await this.weight(run)) === wanted,
      ),
    );
  }

  live({ service, weights: { kind, name = service } }: RouterRun): Promise<KubernetesObject | undefined> {
    return this.env.cluster.get(kind, name, this.stack.name);
  }

  edited(run: RouterRun): Promise<KubernetesObject | undefined> {
    const { kind, name } = editedBy(run);
    return this.env.cluster.get(kind, name, this.stack.name);
  }

  async weight(run: RouterRun): Promise<unknown> {
    return run.weights.read(await this.live(run));
  }

  async managed(run: RouterRun): Promise<unknown> {
    const found = await this.live(run);
    return found && run.managed?.read(found);
  }

  /** The weights that each canary has meanwhile: the controller corrects a wrong one faster than a test looks. */
  async weightsDuring(action: () => Promise<unknown>): Promise<ReadonlyMap<RouterRun, readonly unknown[]>> {
    const seen = new Map<RouterRun, unknown[]>();
    const watches: AbortController[] = [];
    for (const run of this.runs) {
      const weights = [await this.weight(run)];
      seen.set(run, weights);
      const { kind, name = run.service, read } = run.weights;
      const watch = await this.env.cluster.watch(kind, name, this.stack.name, (found) => {
        if (read(found) !== weights.at(-1)) weights.push(read(found));
      });
      watches.push(watch);
    }
    await action().finally(() => {
      for (const watch of watches) watch.abort();
    });
    return seen;
  }
}

export function editedBy({
  edit,
  service,
  weights: { kind, name = service },
}: RouterRun): NonNullable<RouterRun["edit"]["in"]> {
  return edit.in ?? { kind, name };
}
