import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { writeKubeconfig } from "../credentials";
import { logFile, type PlaneFolder } from "../folder";
import { launch, type Launched } from "../launch";
import { logTail } from "../log-tail";
import { freePorts, type Ports } from "../ports";
import { forgetProcess, markStopping } from "../records";
import { localArgs, type ControllerPod } from "./pod";

/** An exit this soon is followed by another start, as a kubelet does it: rights or CRDs may come a moment after the Deployment. */
const earlyMs = 10_000;
const pausesMs = [500, 1000, 2000, 4000, 4000, 4000, 4000];
const graceMs = 8000;
/** Leaves room, in the tail of the runner's own log, for how it ended. */
const tailLines = 10;

export interface ControllerHost {
  readonly folder: PlaneFolder;
  /** The `rollouts-controller` binary. */
  readonly program: string;
  readonly ports: Ports;
  readonly log: (line: string) => void;
}

/** Runs the process of a pod until `stop` is aborted. Throws when the process ends by itself. */
export async function runController(
  host: ControllerHost,
  pod: ControllerPod,
  stop: AbortSignal,
): Promise<void> {
  for (let attempt = 0; !stop.aborted; attempt++) {
    const began = Date.now();
    const end = await untilEnd(await begin(host, pod), host, stop);
    if (stop.aborted) break;
    host.log(`${pod.name} ended by itself: ${describe(end)}`);
    const pause = pausesMs[attempt];
    if (end.signal !== null || Date.now() - began > earlyMs || pause === undefined) {
      throw new Error(
        `${pod.name} is gone. The end of its log:\n${logTail(logFile(host.folder, pod.name), tailLines)}`,
      );
    }
    forgetProcess(host.folder, pod.name);
    host.log(`${pod.name} starts again in ${pause / 1000} s.`);
    await sleep(pause, undefined, { signal: stop }).catch(() => undefined);
  }
  forgetProcess(host.folder, pod.name);
  host.log(`${pod.name} stopped.`);
}

async function begin({ folder, program, ports, log }: ControllerHost, pod: ControllerPod): Promise<Launched> {
  const cwd = join(folder.data, "controllers", pod.name);
  // The controller keeps plugins that it downloads in this folder, and expects it to exist.
  mkdirSync(join(cwd, "plugin-bin"), { recursive: true });
  const kubeconfig = join(cwd, "kubeconfig");
  writeKubeconfig(folder, ports, kubeconfig, { namespace: pod.namespace, name: pod.serviceAccount });
  const [metricsPort = 0, healthzPort = 0] = await freePorts(2);
  const args = localArgs(pod.args, { kubeconfig, metricsPort, healthzPort });
  const launched = await launch(folder, { name: pod.name, command: [program, ...args], cwd, env: pod.env });
  log(`${pod.name} runs: pid ${launched.record.pid}, metrics on port ${metricsPort}.`);
  if (pod.unknownEnv.length > 0)
    log(`${pod.name} runs without ${pod.unknownEnv.join(", ")}: only a pod knows these.`);
  return launched;
}

interface End {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

function describe({ code, signal }: End): string {
  return signal === null ? `exit code ${code}` : `signal ${signal}`;
}

function untilEnd({ child, record }: Launched, { folder }: ControllerHost, stop: AbortSignal): Promise<End> {
  return new Promise((resolve) => {
    let force: NodeJS.Timeout | undefined;
    const terminate = (): void => {
      markStopping(folder, record);
      child.kill("SIGTERM");
      force = setTimeout(() => child.kill("SIGKILL"), graceMs);
    };
    child.once("exit", (code, signal) => {
      clearTimeout(force);
      stop.removeEventListener("abort", terminate);
      resolve({ code, signal });
    });
    if (stop.aborted) terminate();
    else stop.addEventListener("abort", terminate);
  });
}
