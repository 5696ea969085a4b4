import { setTimeout as sleep } from "node:timers/promises";

import type { Pod } from "./pod";
import type { PodApi } from "./pod-api";
import { type Observed, podStatus } from "./pod-status";
import { timestamp } from "./timestamp";

const pauseMs = 500;

/** Keeps the pod's status at the API server as it was last observed, however long that is away. */
export class StatusReport {
  private wanted: Observed | undefined;
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly api: PodApi,
    /** As it was last seen. */
    public pod: Pod,
    private readonly stop: AbortSignal,
    private readonly log: (line: string) => void,
  ) {}

  /** Resolves when this, or what came after it, is written. */
  write(observed: Observed): Promise<void> {
    const isIdle = this.wanted === undefined;
    this.wanted = observed;
    if (isIdle) this.writing = this.writeAll();
    return this.writing;
  }

  private async writeAll(): Promise<void> {
    let reachable = true;
    while (this.wanted !== undefined && !this.stop.aborted) {
      const observed = this.wanted;
      try {
        const status = podStatus(this.pod, observed, timestamp());
        const written = await this.api.writeStatus(status);
        if (written !== undefined) this.pod = written;
        if (this.wanted === observed) this.wanted = undefined;
        reachable = true;
      } catch (error) {
        if (reachable) this.log(`its status cannot be written: ${String(error)}`);
        reachable = false;
        await sleep(pauseMs);
      }
    }
    this.wanted = undefined;
  }
}
