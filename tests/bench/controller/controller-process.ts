import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, fstatSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { setPriority } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { send } from "../../../scripts/local/plane/http";
import { freePorts } from "../../../scripts/local/plane/ports";

export interface Start {
  readonly program: string;
  readonly kubeconfig: string;
  /** Folder of its log. */
  readonly logs: string;
  /** In MiB; default: none. */
  readonly goMemoryLimit?: number;
}

const MEBIBYTE = 1024 * 1024;
/** Before other programs of a busy machine: starved, the Go runtime collects and gives back later than it would. */
function prefer(pid: number): void {
  try {
    setPriority(pid, -10);
  } catch {
    // Not everybody may.
  }
}

/** The kernel counts a process's time in ticks of 10 ms. */
const TICKS_PER_SECOND = 100;

/** The real controller, as a child that is watched from outside. */
export class ControllerProcess {
  private constructor(
    private readonly child: ChildProcess,
    private readonly pid: number,
    private readonly metricsPort: number,
    private readonly pprofPort: number,
    private readonly log: { readonly file: string; readonly begin: number },
  ) {}

  static async start({ program, kubeconfig, logs, goMemoryLimit }: Start): Promise<ControllerProcess> {
    const [metrics = 0, healthz = 0, pprof = 0] = await freePorts(3);
    const file = path.join(logs, "rollouts-controller.log");
    const log = openSync(file, "a");
    const begin = fstatSync(log).size;
    const args = [
      `--kubeconfig=${kubeconfig}`,
      "--leader-elect=false",
      `--metricsPort=${String(metrics)}`,
      `--healthzPort=${String(healthz)}`,
      `--enable-pprof-address=127.0.0.1:${String(pprof)}`,
      "--qps=1000",
      "--burst=2000",
      "--rollout-threads=20",
    ];
    const limit = goMemoryLimit === undefined ? {} : { GOMEMLIMIT: `${String(goMemoryLimit)}MiB` };
    const child = spawn(program, args, {
      stdio: ["ignore", log, log],
      env: { POD_NAMESPACE: "argo-rollouts", HOME: logs, ...limit },
    });
    closeSync(log);
    await once(child, "spawn");
    prefer(child.pid ?? 0);
    return new ControllerProcess(child, child.pid ?? 0, metrics, pprof, { file, begin });
  }

  /** Resident set in MiB. */
  rss(): number {
    return this.status("VmRSS");
  }

  /** The largest resident set in MiB, since the start or since `forgetPeak`. */
  peak(): number {
    return this.status("VmHWM");
  }

  forgetPeak(): void {
    writeFileSync(`/proc/${String(this.pid)}/clear_refs`, "5");
  }

  /** Seconds of processor time since the start. */
  cpu(): number {
    const stat = readFileSync(`/proc/${String(this.pid)}/stat`, "utf8");
    const [, rest = ""] = stat.split(") ");
    const fields = rest.split(" ");
    return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
  }

  /** Lets the collector run once, as the Go runtime does by itself every two minutes. Returns what is live, in MiB. */
  async collect(): Promise<number> {
    const url = `http://127.0.0.1:${String(this.pprofPort)}/debug/pprof/heap?gc=1&debug=1`;
    const { text } = await send({ url, timeoutMs: 120_000 });
    return Number(/# HeapAlloc = (\d+)/.exec(text)?.[1]) / MEBIBYTE;
  }

  /** Requests to the API server since the start. */
  async calls(): Promise<number> {
    const url = `http://127.0.0.1:${String(this.metricsPort)}/metrics`;
    const { text } = await send({ url, timeoutMs: 120_000 });
    const counts = text.matchAll(/^controller_clientset_k8s_request_total\{[^}]*\} (\S+)$/gm);
    return [...counts].reduce((sum, [, count]) => sum + Number(count), 0);
  }

  /** How often it has looked at a Rollout, by its own log. */
  looks(): number {
    const text = readFileSync(this.log.file).subarray(this.log.begin).toString("latin1");
    return text.split("Reconciliation completed").length - 1;
  }

  /** Waits until it has nothing to do: no more than a tenth of a processor for `seconds`. */
  async quiet(seconds = 3): Promise<void> {
    for (let still = 0; still < seconds;) {
      const before = this.cpu();
      await sleep(1000);
      still = this.cpu() - before < 0.1 ? still + 1 : 0;
    }
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null) throw new Error("The controller has ended by itself. See its log.");
    this.child.kill("SIGTERM");
    const timer = setTimeout(() => this.child.kill("SIGKILL"), 10_000);
    await once(this.child, "exit");
    clearTimeout(timer);
  }

  private status(field: string): number {
    const text = readFileSync(`/proc/${String(this.pid)}/status`, "utf8");
    const kibibytes = new RegExp(`^${field}:\\s+(\\d+) kB`, "m").exec(text)?.[1];
    if (kibibytes === undefined) throw new Error("The controller has ended by itself. See its log.");
    return Number(kibibytes) / 1024;
  }
}
