import assert from "node:assert/strict";

import {
  observedBefore,
  type Observed,
  podStatus,
} from "../../../../../scripts/local/plane/controller-runner/pod-status";
import type { Pod, PodStatus } from "../../../../../scripts/local/plane/controller-runner/pod";
import { podWith } from "./pods";

const running: Observed = {
  state: { running: { startedAt: "t0" } },
  ...{ restartCount: 0, started: true, ready: true },
};
const ended = { exitCode: 1, reason: "Error", message: "no plugin", startedAt: "t0", finishedAt: "t1" };
const looping: Observed = {
  state: { waiting: { reason: "CrashLoopBackOff" } },
  lastTerminated: ended,
  ...{ restartCount: 3, started: false, ready: false },
};
const fresh: Observed = {
  state: { waiting: { reason: "ContainerCreating" } },
  ...{ restartCount: 0, started: false, ready: false },
};
const conditions = ({ conditions: all = [] }: PodStatus) =>
  Object.fromEntries(all.map(({ type, status }) => [type, status]));

describe("the status of a controller's pod", () => {
  const phases: [string, Observed, string][] = [
    ["runs", running, "Running"],
    ["was never started", fresh, "Pending"],
    ["waits to be started again", looping, "Running"],
    ["has ended for good", { ...running, state: { terminated: { ...ended, exitCode: 0 } } }, "Succeeded"],
    ["has ended badly", { ...running, state: { terminated: ended } }, "Failed"],
  ];
  for (const [what, observed, phase] of phases)
    it(`has the phase ${phase} where the controller ${what}`, () => {
      assert.equal(podStatus(podWith(), observed, "now").phase, phase);
    });

  it("is ready when the controller is", () => {
    assert.deepEqual(conditions(podStatus(podWith(), running, "now")), {
      ...{ PodScheduled: "True", Initialized: "True", ContainersReady: "True", Ready: "True" },
    });
    const status = podStatus(podWith(), { ...running, ready: false }, "now");
    assert.deepEqual(conditions(status), {
      ...{ PodScheduled: "True", Initialized: "True", ContainersReady: "False", Ready: "False" },
    });
  });

  it("has the last end, and how often there was one", () => {
    assert.deepEqual(podStatus(podWith(), looping, "now").containerStatuses, [
      {
        ...{ name: "argo-rollouts", image: "registry.invalid/argo-rollouts:1", imageID: "" },
        ...{ state: looping.state, lastState: { terminated: ended }, restartCount: 3 },
        ...{ started: false, ready: false },
      },
    ]);
  });

  it("keeps conditions of others, and the time of what has not changed", () => {
    const first = podStatus(podWith(), running, "first");
    const others = [{ type: "DisruptionTarget", status: "True" }];
    const before = { ...first, conditions: [...(first.conditions ?? []), ...others] };
    const later = podStatus(podWith({}, {}, before), { ...running, ready: false }, "later");
    const times = Object.fromEntries(
      (later.conditions ?? []).map((one) => [one.type, one.lastTransitionTime]),
    );
    assert.deepEqual(times, {
      ...{ PodScheduled: "first", Initialized: "first", ContainersReady: "later", Ready: "later" },
      DisruptionTarget: undefined,
    });
    assert.deepEqual([later.startTime, later.podIP], [first.startTime, first.podIP]);
  });

  it("counts init containers as done, and sidecars as ready", () => {
    const pod = podWith(
      {},
      {
        initContainers: [{ name: "plugin" }, { name: "proxy", restartPolicy: "Always" }],
        containers: [{ name: "sidecar" }, { name: "argo-rollouts" }],
      },
    );
    const status = podStatus(pod, { ...running, ready: false }, "now");
    const said = [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])].map(
      ({ name, ready, state }) => [name, ready, ...Object.keys(state)],
    );
    assert.deepEqual(said, [
      ["plugin", true, "terminated"],
      ["proxy", true, "running"],
      ["sidecar", true, "running"],
      ["argo-rollouts", false, "running"],
    ]);
  });

  it("gives each pod an address of its own, which is not this machine's", () => {
    const address = (uid: string) => {
      const pod = podWith();
      return podStatus({ ...pod, metadata: { ...pod.metadata, uid } }, running, "now").podIP;
    };
    assert.match(address("a") ?? "", /^10\.1\.\d+\.\d+$/);
    assert.notEqual(address("a"), address("b"));
  });
});

describe("a controller's pod that somebody else has looked after", () => {
  const after = (pod: Pod, observed: Observed): Observed =>
    observedBefore({ ...pod, status: podStatus(pod, observed, "before") }, "now");

  it("is started once more, and what ran is lost", () => {
    const { lastTerminated, restartCount } = after(podWith(), { ...running, restartCount: 2 });
    assert.deepEqual([lastTerminated?.reason, lastTerminated?.exitCode, restartCount], ["Unknown", 255, 3]);
  });

  it("keeps its last end", () => {
    const { lastTerminated, restartCount } = after(podWith(), looping);
    assert.deepEqual([lastTerminated, restartCount], [ended, 4]);
  });

  it("is new where it never ran", () => {
    const { lastTerminated, restartCount } = observedBefore(podWith(), "now");
    assert.deepEqual([lastTerminated, restartCount], [undefined, 0]);
  });
});
