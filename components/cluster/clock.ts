import { setTimeout as sleep } from "node:timers/promises";

/** Time as a wait sees it. */
export interface Clock {
  /** Milliseconds since any fixed moment. */
  now(): number;
  sleep(milliseconds: number): Promise<unknown>;
}

export const wallClock: Clock = { now: Date.now, sleep };
