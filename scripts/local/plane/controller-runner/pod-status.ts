import {
  type Condition,
  type Container,
  controllerOf,
  type ContainerState,
  type ContainerStatus,
  type Pod,
  type PodStatus,
  type Terminated,
} from "./pod";

/** How the pod's controller is. */
export interface Observed {
  readonly state: ContainerState;
  readonly lastTerminated?: Terminated;
  readonly restartCount: number;
  readonly started: boolean;
  readonly ready: boolean;
}

/** The one Node's. */
const HOST_IP = "10.0.0.1";

/** What a kubelet would write of the pod. Conditions of others stay. */
export function podStatus(pod: Pod, observed: Observed, now: string): PodStatus {
  const { spec, status: before } = pod;
  const own = controllerOf(pod);
  const startTime = before?.startTime ?? now;
  const podIP = before?.podIP ?? addressOf(pod);
  const isOver = "terminated" in observed.state;
  const waitsFor = observed.ready ? [] : [own.name];
  const conditions = [
    condition("PodScheduled"),
    condition("Initialized"),
    condition("ContainersReady", waitsFor),
    condition("Ready", waitsFor),
  ];
  const owned = new Set(conditions.map(({ type }) => type));
  const others = (before?.conditions ?? []).filter(({ type }) => !owned.has(type));
  return {
    phase: phaseOf(observed),
    conditions: [...conditions.map((one) => sinceWhen(one, before?.conditions ?? [], now)), ...others],
    containerStatuses: spec.containers.map((one) =>
      one === own ? controllerStatus(one, observed) : sidecarStatus(one, startTime, isOver ? now : undefined),
    ),
    initContainerStatuses: (spec.initContainers ?? []).map((one) =>
      one.restartPolicy === "Always"
        ? sidecarStatus(one, startTime, isOver ? now : undefined)
        : doneStatus(one, startTime),
    ),
    hostIP: HOST_IP,
    podIP,
    podIPs: [{ ip: podIP }],
    startTime,
  };
}

/** A controller that waits to be started again makes no pod Pending. One that is over is over for good: the pod goes. */
function phaseOf({ state, lastTerminated }: Observed): string {
  if ("terminated" in state) return state.terminated.exitCode === 0 ? "Succeeded" : "Failed";
  return "running" in state || lastTerminated !== undefined ? "Running" : "Pending";
}

/** True where there is nothing that it waits for. */
function condition(type: string, waitsFor: readonly string[] = []): Condition {
  if (waitsFor.length === 0) return { type, status: "True" };
  const message = `containers with unready status: [${waitsFor.join(" ")}]`;
  return { type, status: "False", reason: "ContainersNotReady", message };
}

function sinceWhen(condition: Condition, before: readonly Condition[], now: string): Condition {
  const former = before.find(({ type }) => type === condition.type);
  const isSame = former?.status === condition.status;
  return { ...condition, lastTransitionTime: (isSame && former.lastTransitionTime) || now };
}

function controllerStatus(container: Container, observed: Observed): ContainerStatus {
  const { state, lastTerminated, restartCount, started, ready } = observed;
  const lastState = lastTerminated === undefined ? {} : { terminated: lastTerminated };
  return { ...identity(container), state, lastState, restartCount, started, ready };
}

/** A container that is not run, and is not waited for. */
function sidecarStatus(container: Container, startedAt: string, finishedAt?: string): ContainerStatus {
  if (finishedAt !== undefined) return doneStatus(container, startedAt, finishedAt);
  return {
    ...identity(container),
    ...{ state: { running: { startedAt } }, lastState: {} },
    ...{ restartCount: 0, started: true, ready: true },
  };
}

function doneStatus(container: Container, startedAt: string, finishedAt = startedAt): ContainerStatus {
  const terminated = { exitCode: 0, reason: "Completed", startedAt, finishedAt };
  return {
    ...identity(container),
    ...{ state: { terminated }, lastState: {} },
    ...{ restartCount: 0, started: false, ready: true },
  };
}

function identity({ name, image = "" }: Container) {
  return { name, image, imageID: "" };
}

/** Nobody answers there: it only is another one for each pod, and none of those that kwok gives. */
function addressOf({ metadata: { uid } }: Pod): string {
  const hash = [...uid].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 0xffff, 7);
  return `10.1.${hash >> 8}.${hash & 0xff}`;
}

/** How the controller was when somebody last looked; its process is lost, if there was one. */
export function observedBefore(pod: Pod, now: string): Observed {
  const name = controllerOf(pod).name;
  const before = pod.status?.containerStatuses?.find((one) => one.name === name);
  const state = { waiting: { reason: "ContainerCreating" } };
  const fresh = { state, restartCount: 0, started: false, ready: false };
  if (before === undefined) return fresh;
  const lost = terminatedBefore(before, now);
  if (lost === undefined) return fresh;
  return { ...fresh, lastTerminated: lost, restartCount: before.restartCount + 1 };
}

function terminatedBefore({ state, lastState }: ContainerStatus, now: string): Terminated | undefined {
  if ("terminated" in state) return state.terminated;
  if (!("running" in state)) return lastState.terminated;
  return { exitCode: 255, reason: "Unknown", startedAt: state.running.startedAt, finishedAt: now };
}
