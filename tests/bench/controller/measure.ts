import { setTimeout as sleep } from "node:timers/promises";
import type { ControllerProcess } from "./controller-process";

/** Memory in MiB of a controller that has nothing to do. */
export interface Idle {
  /** Resident: the median of the last samples. */
  readonly rss: number;
  /** On the Go heap, just after a collection. */
  readonly heap: number;
}

/** What a piece of work costs. */
export interface Work {
  /** Largest resident set in MiB. */
  readonly peak: number;
  /** Processor time. */
  readonly cpuSeconds: number;
  /** From the first change until the controller has nothing left to do. */
  readonly seconds: number;
}

const sampling = { everyMs: 1000, same: 15, within: 0.01, least: 15, most: 60 };

/**
 * Steady: one collection after the last work, as the Go runtime runs one by itself within two minutes, and then so long
 * until fifteen samples, a second apart, differ by no more than one percent.
 */
export async function idle(controller: ControllerProcess): Promise<Idle> {
  await controller.quiet();
  const heap = await controller.collect();
  const samples: number[] = [];
  for (let taken = 0; taken < sampling.most; taken++) {
    await sleep(sampling.everyMs);
    samples.push(controller.rss());
    const last = samples.slice(-sampling.same);
    if (taken < sampling.least) continue;
    if (Math.max(...last) / Math.min(...last) <= 1 + sampling.within) break;
  }
  const last = samples.slice(-sampling.same).sort((one, other) => one - other);
  return { rss: round(last[Math.floor(last.length / 2)] ?? 0), heap: round(heap) };
}

/** Measures what `work` does to the controller until it is quiet again. */
export async function during(controller: ControllerProcess, work: () => Promise<void>): Promise<Work> {
  controller.forgetPeak();
  const cpu = controller.cpu();
  const began = Date.now();
  await work();
  const seconds = (Date.now() - began) / 1000;
  await controller.quiet();
  return {
    peak: round(controller.peak()),
    cpuSeconds: round(controller.cpu() - cpu),
    seconds: round(seconds),
  };
}

export function round(value: number): number {
  return Math.round(value * 10) / 10;
}
