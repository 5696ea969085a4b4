import { setTimeout as sleep } from "node:timers/promises";

import { send } from "../http";
import type { Container, Probe } from "./pod";

export interface ProbeEvents {
  /** Whether the container gets traffic; told once at first, then at each change. */
  onReady(isReady: boolean): void;
  /** It has started up. */
  onStarted(): void;
  /** It shall be ended, and started again. */
  onUnhealthy(why: string): void;
}

/** A kubelet begins at a random moment of the first period: so soon, at most. */
const firstMs = 1000;

/** Asks as the container's probes say, until aborted. A probe that is no `httpGet` is not asked, and counts as good. */
export async function probe(
  container: Container,
  portOf: ReadonlyMap<number, number>,
  events: ProbeEvents,
  stop: AbortSignal,
): Promise<void> {
  const { startupProbe, readinessProbe, livenessProbe } = container;
  const follow = (one: Probe | undefined, onVerdict: (isGood: boolean) => boolean): Promise<void> =>
    askAgain(one, () => isAnswered(one, container, portOf), onVerdict, stop);
  let started = !canAsk(startupProbe);
  await follow(startupProbe, (isGood) => {
    started = isGood;
    if (!isGood) events.onUnhealthy("its startup probe is not good");
    return false;
  });
  if (!started || stop.aborted) return;
  events.onStarted();
  events.onReady(!canAsk(readinessProbe));
  await Promise.all([
    follow(readinessProbe, (isGood) => {
      events.onReady(isGood);
      return true;
    }),
    follow(livenessProbe, (isGood) => {
      if (!isGood) events.onUnhealthy("its liveness probe is not good");
      return isGood;
    }),
  ]);
}

export function canAsk(one: Probe | undefined): one is Probe {
  return one?.httpGet !== undefined;
}

/** Calls `onVerdict` when the threshold of the other verdict is reached, and ends when that returns false. */
export async function askAgain(
  one: Probe | undefined,
  ask: () => Promise<boolean>,
  onVerdict: (isGood: boolean) => boolean,
  stop: AbortSignal,
  wait: (ms: number) => Promise<unknown> = (ms) => pause(ms, stop),
): Promise<void> {
  if (!canAsk(one)) return;
  const { initialDelaySeconds = 0, periodSeconds = 10, successThreshold = 1, failureThreshold = 3 } = one;
  const periodMs = periodSeconds * 1000;
  await wait(initialDelaySeconds * 1000 + Math.min(periodMs, firstMs));
  let verdict: boolean | undefined;
  for (let inARow = 0, last: boolean | undefined; !stop.aborted; await wait(periodMs)) {
    const isGood = await ask();
    inARow = isGood === last ? inARow + 1 : 1;
    last = isGood;
    if (inARow < (isGood ? successThreshold : failureThreshold) || isGood === verdict || stop.aborted)
      continue;
    verdict = isGood;
    if (!onVerdict(isGood)) return;
  }
}

async function isAnswered(
  one: Probe | undefined,
  container: Container,
  portOf: ReadonlyMap<number, number>,
): Promise<boolean> {
  if (!canAsk(one) || one.httpGet === undefined) return true;
  const { path = "/", port } = one.httpGet;
  // Whatever else the pod says that it listens on: nobody does.
  const local = portOf.get(numberOf(port, container));
  if (local === undefined) return false;
  const url = `http://127.0.0.1:${local}${path}`;
  const { status } = await send({ url, timeoutMs: (one.timeoutSeconds ?? 1) * 1000 }).catch(() => ({
    status: 0,
  }));
  return status >= 200 && status < 400;
}

function numberOf(port: number | string, { ports = [] }: Container): number {
  if (typeof port === "number") return port;
  return ports.find(({ name }) => name === port)?.containerPort ?? Number(port);
}

function pause(ms: number, stop: AbortSignal): Promise<unknown> {
  return sleep(ms, undefined, { signal: stop }).catch(() => undefined);
}
