import { readFileSync } from "node:fs";
import { type Plane, planeStatus } from "../../../scripts/local/plane";

/** The process of a controller's pod, as the machine sees it. */
export interface ControllerProcess {
  readonly pod: string;
  readonly namespace: string;
  readonly pid: number;
  /** Without the program. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** What it has printed, over all starts of its pod. */
  log(): string;
}

const PREFIX = "rollouts-controller.";

/** Those that run now, one for each pod. */
export async function controllerProcesses(plane: Pick<Plane, "dir">): Promise<ControllerProcess[]> {
  const parts = await planeStatus(plane.dir);
  return parts.flatMap(({ name, state, pid, log }) => {
    if (!name.startsWith(PREFIX) || state !== "running" || pid === undefined) return [];
    const [namespace = "", pod = ""] = name.slice(PREFIX.length).split(".");
    const [, ...args] = wordsOf(pid, "cmdline");
    const env = Object.fromEntries(wordsOf(pid, "environ").map((line) => line.split(/=(.*)/s, 2)));
    return [{ pod, namespace, pid, args, env, log: () => readFileSync(log, "utf8") }];
  });
}

function wordsOf(pid: number, file: "cmdline" | "environ"): string[] {
  return readFileSync(`/proc/${String(pid)}/${file}`, "utf8")
    .replace(/\0$/, "")
    .split("\0");
}

/** Where the health and metrics of a process are answered, in place of its pod's own ports. */
export function portOf({ args }: ControllerProcess, flag: "healthzPort" | "metricsPort"): number {
  return Number(args.find((arg) => arg.startsWith(`--${flag}=`))?.slice(flag.length + 3));
}
