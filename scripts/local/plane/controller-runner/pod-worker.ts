import { rmSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

import { logFile } from "../folder";
import { logTail } from "../log-tail";
import { forgetProcess } from "../records";
import { BackOff } from "./back-off";
import { ContainerConfigError, environmentOf } from "./environment";
import { controllerOf, type Pod, processName, type Terminated } from "./pod";
import { PodApi } from "./pod-api";
import { makePodFolder, missingMounts, type PodFolder, podFolder } from "./pod-folder";
import { observedBefore, type Observed } from "./pod-status";
import { canAsk, probe } from "./probes";
import { begin, type ControllerHost, type Running } from "./process";
import { StatusReport } from "./status-report";
import { describeEnd, type End, terminatedBy } from "./termination";
import { timestamp } from "./timestamp";

/** Why a pod's process shall end: the pod is on its way out, is not there any more, or the runner stops. */
type Ending = "deleted" | "gone" | "stopped";

/** At most, whatever the pod says: nobody waits longer for a process of one machine. */
const longestGraceMs = 30_000;
/** The plane is stopped within ten seconds. */
const shortGraceMs = 8000;
const pauseMs = 1000;
const logLines = 200;

/** The kubelet of one pod: keeps its process running and its status true, and lets it go when it is deleted. */
export class PodWorker {
  readonly done: Promise<void>;
  private readonly name: string;
  private readonly files: PodFolder;
  private readonly api: PodApi;
  private readonly report: StatusReport;
  private readonly ending = new AbortController();
  /** Nothing more is to be told of the pod. */
  private readonly silence = new AbortController();
  private observed: Observed;

  constructor(
    private readonly host: ControllerHost,
    private pod: Pod,
  ) {
    this.name = processName(pod);
    this.files = podFolder(host.folder, pod);
    this.api = new PodApi(host, pod);
    this.report = new StatusReport(this.api, pod, this.silence.signal, (line) =>
      host.log(`${this.name}: ${line}`),
    );
    this.observed = observedBefore(pod, timestamp());
    this.update(pod);
    this.done = this.work().catch((error: unknown) => host.log(`${this.name}: ${String(error)}`));
  }

  get uid(): string {
    return this.pod.metadata.uid;
  }

  update(pod: Pod): void {
    this.pod = pod;
    if (pod.metadata.deletionTimestamp !== undefined) this.end("deleted");
  }

  end(why: Ending): void {
    this.ending.abort(why);
    if (why !== "deleted") this.silence.abort();
  }

  private async work(): Promise<void> {
    if (!this.ending.signal.aborted) await this.live();
    forgetProcess(this.host.folder, this.name);
    // Of a plane that is stopped the pods go on when it starts again, with what is in their volumes.
    if (this.ending.signal.reason !== "stopped") rmSync(this.files.root, { recursive: true, force: true });
    // Last, as a kubelet does it: of a pod that is not there nothing is left.
    if (this.ending.signal.reason === "deleted") await this.letGo();
    this.host.log(`${this.name} stopped.`);
  }

  private async live(): Promise<void> {
    const { log } = this.host;
    makePodFolder(this.files, this.pod);
    for (const note of notesOn(this.pod)) log(`${this.name} ${note}`);
    const backOff = new BackOff();
    while (!this.ending.signal.aborted) {
      const began = Date.now();
      const terminated = await this.runOnce();
      if (terminated === undefined || this.ending.signal.aborted) continue;
      forgetProcess(this.host.folder, this.name);
      const ms = backOff.next(Date.now() - began);
      log(`${this.name} starts again in ${ms / 1000} s.`);
      await this.observe({
        ...waiting("CrashLoopBackOff", this.backOffMessage(ms)),
        lastTerminated: terminated,
      });
      await this.pause(ms);
      this.observed = { ...this.observed, restartCount: this.observed.restartCount + 1 };
    }
  }

  /** Gives how the process ended; undefined when it could not be started. */
  private async runOnce(): Promise<Terminated | undefined> {
    const running = await this.start();
    if (running === undefined) return undefined;
    const { startedAt, portOf, ended } = running;
    const container = controllerOf(this.pod);
    void this.observe({
      state: { running: { startedAt } },
      started: !canAsk(container.startupProbe),
      ready: false,
    });
    const probing = new AbortController();
    const terminate = (): void => running.terminate(this.graceMs());
    const events = {
      onStarted: () => void this.observe({ started: true }),
      onReady: (ready: boolean) => void this.observe({ ready }),
      onUnhealthy: (why: string) => {
        this.host.log(`${this.name} is ended: ${why}.`);
        terminate();
      },
    };
    void probe(container, portOf, events, probing.signal);
    this.ending.signal.addEventListener("abort", terminate);
    if (this.ending.signal.aborted) terminate();
    const end = await ended;
    this.ending.signal.removeEventListener("abort", terminate);
    probing.abort();
    return this.terminated(end, startedAt);
  }

  private async start(): Promise<Running | undefined> {
    try {
      const env = await environmentOf(this.pod, this.api.lookup);
      if (this.ending.signal.aborted) return undefined;
      return await begin(this.host, this.pod, env, this.files);
    } catch (error) {
      const reason =
        error instanceof ContainerConfigError ? "CreateContainerConfigError" : "RunContainerError";
      await this.observe(waiting(reason, error instanceof Error ? error.message : String(error)));
      await this.pause(pauseMs);
      return undefined;
    }
  }

  private terminated(end: End, startedAt: string): Terminated {
    const log = logTail(logFile(this.host.folder, this.name), logLines);
    const run = { startedAt, finishedAt: timestamp(), log };
    const terminated = terminatedBy(end, controllerOf(this.pod), run);
    if (!this.ending.signal.aborted) this.host.log(`${this.name} ended by itself: ${describeEnd(end)}`);
    this.observed = { ...this.observed, state: { terminated }, started: false, ready: false };
    return terminated;
  }

  /** The process has ended: says so, and takes the pod out of the API server. */
  private async letGo(): Promise<void> {
    if ("terminated" in this.observed.state) await this.observe({});
    while (!this.silence.signal.aborted) {
      try {
        return await this.api.remove();
      } catch {
        await sleep(pauseMs);
      }
    }
  }

  private observe(news: Partial<Observed>): Promise<void> {
    this.observed = { ...this.observed, ...news };
    return this.report.write(this.observed);
  }

  private graceMs(): number {
    if (this.ending.signal.reason !== "deleted") return shortGraceMs;
    const { deletionGracePeriodSeconds = 30 } = this.pod.metadata;
    return Math.min(deletionGracePeriodSeconds * 1000, longestGraceMs);
  }

  private backOffMessage(ms: number): string {
    const { name, namespace, uid } = this.pod.metadata;
    const container = controllerOf(this.pod).name;
    return `back-off ${ms / 1000}s restarting failed container=${container} pod=${name}_${namespace}(${uid})`;
  }

  private pause(ms: number): Promise<unknown> {
    return sleep(ms, undefined, { signal: this.ending.signal }).catch(() => undefined);
  }
}

function waiting(reason: string, message: string): Partial<Observed> {
  return { state: { waiting: { reason, message } }, started: false, ready: false };
}

/** What of the pod is only made believe. */
function notesOn(pod: Pod): string[] {
  const own = controllerOf(pod);
  const mounts = missingMounts(pod);
  return [
    ...(pod.spec.initContainers ?? []).map(
      ({ name }) => `counts its init container ${name} as done: it is not run.`,
    ),
    ...pod.spec.containers
      .filter((one) => one !== own)
      .map(({ name }) => `counts its container ${name} as ready: it is not run.`),
    ...(mounts.length > 0 ? [`runs without its volumes ${mounts.join(", ")}.`] : []),
  ];
}
