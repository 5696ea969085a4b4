import type { Pod } from "./pod";
import { dropPodFolders } from "./pod-folder";
import { PodWorker } from "./pod-worker";
import type { ControllerHost } from "./process";

/** The pods that are run now, and what brings them to be those that there are. */
export class PodWorkers {
  private readonly workers = new Map<string, PodWorker>();
  private isFirst = true;

  constructor(private readonly host: ControllerHost) {}

  reconcile(pods: readonly Pod[]): void {
    if (this.isFirst) dropPodFolders(this.host.folder, pods);
    this.isFirst = false;
    const living = new Set(pods.map(({ metadata }) => metadata.uid));
    for (const worker of this.workers.values()) if (!living.has(worker.uid)) worker.end("gone");
    for (const pod of pods) {
      const worker = this.workers.get(pod.metadata.uid);
      if (worker === undefined) this.begin(pod);
      else worker.update(pod);
    }
  }

  /** Ends all processes; the pods stay. */
  async stop(): Promise<void> {
    const all = [...this.workers.values()];
    for (const worker of all) worker.end("stopped");
    await Promise.all(all.map(({ done }) => done));
  }

  private begin(pod: Pod): void {
    const worker = new PodWorker(this.host, pod);
    this.workers.set(worker.uid, worker);
    void worker.done.then(() => this.workers.delete(worker.uid));
  }
}
