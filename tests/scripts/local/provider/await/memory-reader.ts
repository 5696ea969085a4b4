import type { KubeObject, ListQuery, ObjectRef, Reader } from "../../../../../scripts/local/provider/await";

/** Objects in memory that a test changes while something waits for them. Label selectors are not evaluated. */
export class MemoryReader implements Reader {
  /** How often an object was read. */
  reads = 0;
  private objects: KubeObject[];
  private failure: (() => Error | undefined) | undefined;

  constructor(...objects: KubeObject[]) {
    this.objects = objects;
  }

  async get({ apiVersion, kind, namespace, name }: ObjectRef): Promise<KubeObject | undefined> {
    this.reads += 1;
    this.fail();
    return this.of(apiVersion, kind, namespace).find(({ metadata }) => metadata.name === name);
  }

  async list({ apiVersion, kind, namespace }: ListQuery): Promise<KubeObject[]> {
    this.fail();
    return this.of(apiVersion, kind, namespace);
  }

  /** What the cluster holds from now on. */
  set(...objects: KubeObject[]): void {
    this.objects = objects;
  }

  /** What the cluster holds after that many milliseconds. */
  setLater(ms: number, ...objects: KubeObject[]): void {
    setTimeout(() => this.set(...objects), ms);
  }

  /** Reads fail as long as `failure` gives an error. */
  failWhile(failure: () => Error | undefined): void {
    this.failure = failure;
  }

  private fail(): void {
    const error = this.failure?.();
    if (error) throw error;
  }

  private of(apiVersion: string, kind: string, namespace: string | undefined): KubeObject[] {
    return this.objects.filter(
      (found) =>
        found.apiVersion === apiVersion &&
        found.kind === kind &&
        (namespace === undefined || found.metadata.namespace === namespace),
    );
  }
}
