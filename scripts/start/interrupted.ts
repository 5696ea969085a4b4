import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { processStart } from "../local/plane/identity";

const lock = z.object({ pid: z.number() });

/** Whether a Pulumi run was killed in its middle: it leaves its lock behind, and a state that may not be what the cluster has. */
export async function hasDeadLock(pulumiState: string): Promise<boolean> {
  const folder = path.join(pulumiState, ".pulumi", "locks");
  const entries = await readdir(folder, { recursive: true }).catch(() => []);
  const files = entries.filter((name) => name.endsWith(".json"));
  const locks = await Promise.all(
    files.map((name) => readFile(path.join(folder, name), "utf8").catch(() => undefined)),
  );
  return locks.some(
    (text) => text !== undefined && processStart(lock.parse(JSON.parse(text)).pid) === undefined,
  );
}
