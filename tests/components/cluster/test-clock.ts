import type { Clock } from "../../../components/cluster/clock";

/** Time that passes only while somebody sleeps. */
export class TestClock implements Clock {
  private time = 0;
  now(): number {
    return this.time;
  }
  sleep(milliseconds: number): Promise<void> {
    this.time += milliseconds;
    return Promise.resolve();
  }
  get seconds(): number {
    return this.time / 1000;
  }
}
