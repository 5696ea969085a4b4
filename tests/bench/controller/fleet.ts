import type { DataObject } from "../../../components/config";
import { type Api, forEach } from "./api";
import { type Pattern, patternOf } from "./pattern";
import { type Kind, kinds, pathOf, pathOfAll } from "./kinds";
import { podTemplate, type Shape } from "./objects";

/** As of services of teams: the controller looks at all ReplicaSets of a namespace for each Rollout in it. */
const PER_NAMESPACE = 25;

export type Counts = Readonly<Record<Kind, number>>;

/** The Rollouts of one variant, which become more from point to point. */
export class Fleet {
  private size = 0;
  private readonly updates: number[] = [];

  constructor(
    private readonly api: Api,
    private readonly shape: Shape,
    private readonly pattern: Pattern,
  ) {}

  static async of(api: Api, shape: Shape, settled: (key: string) => Promise<void>): Promise<Fleet> {
    return new Fleet(api, shape, await patternOf(api, shape, settled));
  }

  /** Creates what is missing as the controller would have left it. To be done while the controller does not run. */
  async grow(to: number): Promise<void> {
    const added = Array.from({ length: to - this.size }, (_, index) => this.size + index);
    this.size = to;
    for (const namespace of new Set(added.map(namespaceOf)))
      await this.api
        .create("/api/v1/namespaces", { apiVersion: "v1", kind: "Namespace", metadata: { name: namespace } })
        .catch(ignoreConflict);
    await forEach(added, async (index) => {
      this.updates[index] = 0;
      await this.pattern.repeat(namespaceOf(index), nameOf(index));
    });
  }

  /** Changes the pod templates of the first `most`. */
  async update(most = this.size): Promise<void> {
    const kind = this.shape.workloadRef ? "deployments" : "rollouts";
    const indices = Array.from({ length: Math.min(most, this.size) }, (_, index) => index);
    await forEach(indices, async (index) => {
      const count = (this.updates[index] ?? 0) + 1;
      this.updates[index] = count;
      const value = `registry.example/shop/app:${String(count + 1)}.0.0`;
      const path = `${pathOf(kind, namespaceOf(index))}/${nameOf(index)}`;
      const patch = [{ op: "replace", path: "/spec/template/spec/containers/0/image", value }];
      await this.api.jsonPatch(path, patch);
    });
  }

  /** Whether each one is, for its key and the generation of the Deployment that it may refer to. */
  every(test: (key: string, workloadGeneration: number) => boolean): boolean {
    return this.updates.every((count, index) => test(`${namespaceOf(index)}/${nameOf(index)}`, count + 1));
  }

  /** What the API server holds. */
  counts(): Promise<Counts> {
    return ofEachKind((kind) => this.api.count(pathOfAll(kind)).catch(() => 0));
  }

  /** Bytes of one object of each kind, in JSON. */
  async bytes(): Promise<Counts & { readonly template: number }> {
    const sizes = await ofEachKind(async (kind) => {
      const { items } = await this.api.get(`${pathOfAll(kind)}?limit=2`).catch((): DataObject => ({}));
      const last = Array.isArray(items) ? items.at(-1) : undefined;
      return last === undefined ? 0 : JSON.stringify(last).length;
    });
    return { ...sizes, template: JSON.stringify(podTemplate(this.shape, "1")).length };
  }
}

async function ofEachKind(value: (kind: Kind) => Promise<number>): Promise<Counts> {
  const entries = await Promise.all(kinds.map(async (kind) => [kind, await value(kind)] as const));
  return Object.fromEntries(entries) as Counts;
}

function ignoreConflict(error: unknown): void {
  if (!String(error).includes(" 409 ")) throw error;
}

function namespaceOf(index: number): string {
  return `team-${String(Math.floor(index / PER_NAMESPACE)).padStart(3, "0")}`;
}

function nameOf(index: number): string {
  return `service-${String(index).padStart(4, "0")}`;
}
