import { mkdirSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

import { PartCrashed } from "./crash";
import { ensureCredentials, writeKubeconfig } from "./credentials";
import { answers } from "./http";
import { launch } from "./launch";
import { canRunPods, ensureNode } from "./node";
import type { Part, PartContext, PlaneAddress } from "./part";
import { parts } from "./parts";
import { isAlive, readRecords } from "./records";
import { watchPlane } from "./watch";

const patienceMs = 60_000;

/**
 * Starts the parts that `running` does not name, each as soon as those it needs answer, and waits until pods can run. Fails as
 * soon as any part ends.
 */
export async function startParts(context: PartContext, running: ReadonlySet<string>): Promise<void> {
  const { folder } = context;
  ensureCredentials(folder);
  for (const path of [folder.pulumiState, folder.pulumiHome]) mkdirSync(path, { recursive: true });

  const over = new AbortController();
  const crashed = new Promise<never>((_, reject) => {
    const unwatch = watchPlane({ dir: folder.root }, (crash) => reject(new PartCrashed(crash)), 100);
    over.signal.addEventListener("abort", unwatch);
  });
  try {
    await Promise.race([bringUp(context, running, over.signal), crashed]);
  } finally {
    over.abort();
  }
}

async function bringUp(
  context: PartContext,
  running: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<void> {
  const ready = new Map<string, Promise<void>>();
  for (const part of parts) {
    const needed = Promise.all(part.needs.map((name) => ready.get(name)));
    const up = needed.then(() => bringUpPart(part, context, running, signal));
    ready.set(part.name, up);
  }
  await Promise.all(ready.values());
  await until(() => canRunPods(context), "The Node did not become Ready", signal);
}

async function bringUpPart(
  part: Part,
  context: PartContext,
  running: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<void> {
  if (signal.aborted) return;
  if (!running.has(part.name)) {
    const { folder } = context;
    const { child } = await launch(folder, {
      name: part.name,
      command: part.command(context),
      cwd: folder.data,
    });
    child.unref();
  }
  await until(() => isHealthy(part, context), `${part.name} did not answer`, signal);
  if (part.name === "kube-apiserver" && !signal.aborted) await introduce(context);
}

/** What the clients of the API server need before they start. */
async function introduce(context: PartContext): Promise<void> {
  writeKubeconfig(context.folder, context.ports);
  await ensureNode(context);
}

async function until(check: () => Promise<boolean>, failure: string, signal: AbortSignal): Promise<void> {
  for (const end = Date.now() + patienceMs; !(await check()); await sleep(50)) {
    if (signal.aborted) return;
    if (Date.now() > end)
      throw new Error(`${failure} within ${patienceMs / 1000} s. See its log, or stop and start again.`);
  }
}

async function isHealthy(part: Part, address: PlaneAddress): Promise<boolean> {
  try {
    return await answers(part.health(address));
  } catch {
    return false; // the certificate is not written yet
  }
}

/**
 * The parts that live and answer. One whose own need is not met cannot answer, and will once that is back, so it counts.
 */
export async function healthyParts(address: PlaneAddress): Promise<Set<string>> {
  const alive = new Set(
    readRecords(address.folder)
      .filter(isAlive)
      .map(({ name }) => name),
  );
  const healthy = await Promise.all(
    parts.map(async (part) => alive.has(part.name) && (await isHealthy(part, address))),
  );
  const well = new Set<string>();
  parts.forEach(({ name, needs }, i) => {
    const excused = alive.has(name) && needs.some((need) => !well.has(need));
    if (healthy[i] || excused) well.add(name);
  });
  return well;
}
