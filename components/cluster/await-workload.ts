import { setTimeout as sleep } from "node:timers/promises";
import { type DataObject, isDataObject, type LiveWorkload } from "../config";
import { connect, type Get } from "./connection";
import { diagnose } from "./diagnosis";
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
}

const REQUEST_SECONDS = 10;
const SHORTEST_PAUSE_SECONDS = 0.2;
const LONGEST_PAUSE_SECONDS = 2;

/**
 * Waits until a workload has reached a goal. Gives the reason, as one paragraph, when it never does. An API server that is
 * away for a while is waited for as well.
 */
export async function awaitWorkload(wait: WorkloadWait): Promise<string | undefined> {
  const config = await loadKubeConfig(wait);
  const get: Get = async (path) => (await connect(config, AbortSignal.timeout(REQUEST_SECONDS * 1000)))(path);
  const patience = new Patience(wait.deadlineSeconds);
  for (let pause = SHORTEST_PAUSE_SECONDS; ; pause = Math.min(pause * 1.5, LONGEST_PAUSE_SECONDS)) {
    const { workload, standing } = await look(get, wait);
    if (standing.state === "reached") return undefined;
    if (patience.isOver(workload, standing)) return paragraph(get, wait, workload, standing.reason);
    await sleep(pause * 1000);
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

async function look(get: Get, { kind, name, namespace, goal }: WorkloadWait): Promise<Look> {
  const { group, plural } = folders[kind];
  const folder = `/apis/${group}/namespaces/${encodeURIComponent(namespace)}`;
  try {
    const { status, body } = await get(`${folder}/${plural}/${encodeURIComponent(name)}`);
    if (status === 200 && isDataObject(body))
      return { workload: body, standing: standingOf[kind](body, goal) };
    return { standing: status === 404 ? MISSING : waiting(`The API server answers ${String(status)}`) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { standing: waiting(`The API server cannot be reached: ${reason}`) };
  }
}

/** It was to be registered before, so it is not there because that has failed. */
const MISSING: Standing = { state: "failed", reason: "It is not in the cluster", settleSeconds: 5 };

function waiting(reason: string): Standing {
  return { state: "waiting", reason };
}

/** When to stop: a failure has lasted, or nothing has changed for too long. */
class Patience {
  private seen = "";
  private changedAt = Date.now();
  private failedSince: number | undefined;

  constructor(private readonly deadlineSeconds: number) {}

  isOver(workload: DataObject | undefined, standing: Standing): boolean {
    const now = Date.now();
    const seen = JSON.stringify(workload?.["status"]) ?? "";
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
  const details = workload === undefined ? [] : await diagnose(get, workload);
  const said = /[.!?]$/.test(reason) ? reason : `${reason}.`;
  return [`The ${kind} ${name} does not get ready. ${said}`, ...details].join(" ");
}
