import { writeKubeconfig } from "../credentials";
import type { PlaneFolder } from "../folder";
import { launch } from "../launch";
import { freePorts, type Ports } from "../ports";
import { argumentsOf, localArguments, portsOf } from "./arguments";
import type { Variables } from "./environment";
import { controllerOf, type Pod, processName } from "./pod";
import type { PodFolder } from "./pod-folder";
import type { End } from "./termination";
import { timestamp } from "./timestamp";

export interface ControllerHost {
  readonly folder: PlaneFolder;
  /** The `rollouts-controller` binary. */
  readonly program: string;
  readonly ports: Ports;
  readonly log: (line: string) => void;
}

/** The process of a pod's controller. */
export interface Running {
  readonly startedAt: string;
  /** Where the ports of its pod are on this machine. */
  readonly portOf: ReadonlyMap<number, number>;
  readonly ended: Promise<End>;
  /** Ends it; by force when it takes longer. */
  terminate(graceMs: number): void;
}

/** Starts the pod's controller, with the rights of the pod's ServiceAccount. */
export async function begin(
  { folder, program, ports, log }: ControllerHost,
  pod: Pod,
  env: Variables,
  { home, kubeconfig }: PodFolder,
): Promise<Running> {
  const { namespace } = pod.metadata;
  writeKubeconfig(folder, ports, kubeconfig, { namespace, name: pod.spec.serviceAccountName ?? "default" });
  const [metricsPort = 0, healthzPort = 0] = await freePorts(2);
  const local = { kubeconfig, metricsPort, healthzPort };
  const args = argumentsOf(controllerOf(pod), env);
  const command = [program, ...localArguments(args, local)] as const;
  const startedAt = timestamp();
  const name = processName(pod);
  // A plugin gets no flags of the controller: in a pod it finds the ServiceAccount's token, here this.
  const environment = { KUBECONFIG: kubeconfig, ...env };
  const { child, record } = await launch(folder, {
    name,
    command,
    cwd: home,
    env: environment,
    mayEnd: true,
  });
  log(`${name} runs: pid ${record.pid}, metrics on port ${metricsPort}, health on port ${healthzPort}.`);
  const ended = new Promise<End>((resolve) => {
    child.once("exit", (code, signal) => {
      // A container takes all its processes with it: plugins, here.
      signalGroup(record.pid, "SIGKILL");
      resolve({ code, signal });
    });
  });
  const terminate = (graceMs: number): void => {
    child.kill("SIGTERM");
    const force = setTimeout(() => child.kill("SIGKILL"), graceMs);
    void ended.then(() => clearTimeout(force));
  };
  return { startedAt, portOf: portsOf(args, local), ended, terminate };
}

function signalGroup(leader: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-leader, signal);
  } catch {
    // nobody is left in it
  }
}
