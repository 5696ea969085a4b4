/** Arguments: the plane's folder, the `rollouts-controller` binary. */
import { planeFolder } from "../folder";
import { readPorts } from "../ports";
import { runControllers } from "./runner";

async function main([dir, program]: readonly string[]): Promise<void> {
  if (dir === undefined || program === undefined)
    throw new Error("Usage: main.ts <folder of the plane> <rollouts-controller>");
  const folder = planeFolder(dir);
  const ports = readPorts(folder);
  if (ports === undefined)
    throw new Error(`${folder.ports} is missing: no control plane was started in ${folder.root}.`);
  const stop = new AbortController();
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => stop.abort());
  await runControllers({ folder, program, ports, log }, stop.signal);
}

function log(line: string): void {
  console.log(`${new Date().toISOString()} ${line}`);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  log(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
