import { type DataObject, isDataObject, type LiveWorkload } from "../config";
import { type Clock, wallClock } from "./clock";
import { reasonOf } from "./cluster-error";
import { type Get, reconnecting } from "./connection";
import { CrashLoops } from "./crash-loop";
import { closed, diagnose } from "./diagnosis";
import { mapAt } from "./fields";
import { type ClusterChoice, loadKubeConfig } from "./kubeconfig";
import { type Goal, type Standing, standingOf } from "./standing";

/** Which workload is waited for, and how far. */
export interface WorkloadWait extends ClusterChoice {
  readonly kind: LiveWorkload["kind"];
  readonly name: string;
  readonly namespace: string;
  readonly goal: Goal;
  /** Longest time without any change of its status. The controllers' own deadline is shorter. */
  readonly deadlineSeconds: number;
  /** It is given up already when a container of its newest pods ends again and again. */
  readonly failsOnCrashLoop?: boolean;
}

const SHORTEST_PAUSE_SECONDS = 0.2;
const LONGEST_PAUSE_SECONDS = 2;

/**
 * Waits until a workload has reached a goal. Gives the reason, as one paragraph, when it never does. An API server that is
 * away for a while is waited for as well.
 */
export async function awaitWorkload(wait: WorkloadWait, clock = wallClock): Promise<string | undefined> {
  const config = await loadKubeConfig(wait);
  const connection = reconnecting(config);
  const get: Get = async (path) => (await connection()).get(path);
  const patience = new Patience(wait.deadlineSeconds, clock);
  const loops = new CrashLoops();
  for (let pause = SHORTEST_PAUSE_SECONDS; ; pause = Math.min(pause * 1.5, LONGEST_PAUSE_SECONDS)) {
    const { workload, standing } = await lookAt(get, wait, loops);
    if (standing.state === "reached") return undefined;
    if (patience.isOver(workload, standing)) return paragraph(get, wait, workload, standing.reason);
    await clock.sleep(pause * 1000);
  }
}

interface Look {
  /** Undefined where it could not be read. */
  readonly workload?: DataObject;
  readonly standing: Standing;
}

const folders = {
  Rollout: { group: "argoproj.io/v1alpha1", plural: "rollouts" },
  Deployment: { group: "apps/v1", plural: "deployments" },
} as const;

async function lookAt(get: Get, wait: WorkloadWait, loops: CrashLoops): Promise<Look> {
  const seen = await look(get, wait);
  if (wait.failsOnCrashLoop !== true || seen.workload === undefined || seen.standing.state !== "waiting")
    return seen;
  return { ...seen, standing: (await loops.standing(get, seen.workload)) ?? seen.standing };
}

async function look(get: Get, { kind, name, namespace, goal }: WorkloadWait): Promise<Look> {
  const { group, plural } = folders[kind];
  const folder = `/apis/${group}/namespaces/${encodeURIComponent(namespace)}`;
  try {
    const { status, body } = await get(`${folder}/${plural}/${encodeURIComponent(name)}`);
    if (status === 200 && isDataObject(body))
      return { workload: body, standing: standingOf[kind](body, goal) };
    return { standing: standingWithout(status) };
  } catch (error) {
    return { standing: { state: "waiting", reason: reasonOf(error) } };
  }
}

/** Answers that do not get better by themselves. */
const refusals: Readonly<Record<number, string>> = {
  401: "The API server does not accept the kubeconfig's credentials.",
  403: "The kubeconfig's user may not read it.",
  // It was to be registered before, so it is not there because that has failed.
  404: "It is not in the cluster.",
};

function standingWithout(status: number): Standing {
  const reason = refusals[status];
  if (reason !== undefined) return { state: "failed", reason, settleSeconds: 5 };
  return { state: "waiting", reason: `The API server answers ${String(status)}.` };
}

/** When to stop: a failure has lasted, or nothing has changed for too long. */
class Patience {
  private seen = "";
  private changedAt: number;
  private failedSince: number | undefined;

  constructor(
    private readonly deadlineSeconds: number,
    private readonly clock: Clock,
  ) {
    this.changedAt = clock.now();
  }

  isOver(workload: DataObject | undefined, standing: Standing): boolean {
    const now = this.clock.now();
    // An API server that comes and goes is not a change.
    const seen = workload === undefined ? this.seen : JSON.stringify(mapAt(workload, "status"));
    if (seen !== this.seen) {
      this.seen = seen;
      this.changedAt = now;
    }
    if (standing.state !== "failed") {
      this.failedSince = undefined;
      return now - this.changedAt > this.deadlineSeconds * 1000;
    }
    this.failedSince ??= now;
    return now - this.failedSince > standing.settleSeconds * 1000;
  }
}

async function paragraph(
  get: Get,
  { kind, name }: WorkloadWait,
  workload: DataObject | undefined,
  reason: string,
): Promise<string> {
  const details = workload === undefined ? "" : await diagnose(get, workload);
  const said = reason === "" ? "" : closed(reason);
  const sentences = [`The ${kind} ${name} does not get ready.`, said, details];
  return sentences.filter((sentence) => sentence !== "").join(" ");
}
