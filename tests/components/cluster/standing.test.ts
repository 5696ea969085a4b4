import assert from "node:assert/strict";
import type { DataObject } from "../../../components/config";
import { type Goal, type Standing, standingOf } from "../../../components/cluster/standing";
import { liveDeployment, liveRollout } from "./live-objects";

type Workload = ReturnType<typeof liveRollout>;

/** `reached`, or the state and its reason; with the time for which a failure has to last. */
function told(standing: Standing): string {
  if (standing.state === "reached") return "reached";
  const seconds = standing.state === "failed" ? ` ${String(standing.settleSeconds)} s` : "";
  return `${standing.state}${seconds}: ${standing.reason}`;
}

const first = { stableRS: "" };
const invalid = { type: "InvalidSpec", status: "True", message: "the weight is wrong" };
const late = {
  type: "Progressing",
  status: "False",
  reason: "ProgressDeadlineExceeded",
  message: "too slow",
};
const onItsWay = { phase: "Progressing", message: "more replicas need to be updated" };

const rollouts: [string, Workload, Goal, string][] = [
  ["is healthy", liveRollout(), "healthy", "reached"],
  ["waits at a pause of its steps", liveRollout({ phase: "Paused" }), "healthy", "reached"],
  ["progresses", liveRollout(onItsWay), "healthy", "waiting: more replicas need to be updated"],
  ["progresses without a word", liveRollout({ phase: "Progressing" }), "healthy", "waiting: Progressing"],
  ["progresses and is accepted", liveRollout(onItsWay), "accepted", "reached"],
  ["is degraded and was accepted", liveRollout({ phase: "Degraded" }), "accepted", "reached"],
  [
    "is degraded",
    liveRollout({ phase: "Degraded", message: "ProgressDeadlineExceeded: late" }),
    "healthy",
    "failed 5 s: ProgressDeadlineExceeded: late",
  ],
  [
    "starts its first version",
    liveRollout({ ...first, ...onItsWay }),
    "accepted",
    `waiting: ${onItsWay.message}`,
  ],
  ["is healthy in its first version", liveRollout(first), "accepted", "reached"],
  [
    "is degraded in its first version",
    liveRollout({ ...first, phase: "Degraded" }),
    "accepted",
    "failed 5 s: Degraded",
  ],
  [
    "is held before its first version, which makes no pod",
    liveRollout({ ...first, phase: "Paused" }, { paused: true }),
    "healthy",
    "failed 5 s: It is paused before its first version: rollout.paused is true.",
  ],
  [
    "has an invalid spec, however healthy its pods are",
    liveRollout({ conditions: [invalid] }),
    "accepted",
    "failed 25 s: The Rollouts controller refuses the spec: the weight is wrong",
  ],
  [
    "was observed a generation ago",
    liveRollout({ observedGeneration: "3" }),
    "healthy",
    "waiting: The Rollouts controller has not looked at it.",
  ],
  [
    "has no status",
    { ...liveRollout(), status: undefined },
    "accepted",
    "waiting: The Rollouts controller has not looked at it.",
  ],
];

const few = (status: DataObject) => liveDeployment({ replicas: 4, updatedReplicas: 1, ...status });
const progress = "1 of 3 pods are of the new version, 3 of all are available.";
const none = { replicas: 0, updatedReplicas: undefined, availableReplicas: undefined };

const deployments: [string, Workload, Goal, string][] = [
  ["has all pods", liveDeployment(), "healthy", "reached"],
  ["wants no pods and has none", liveDeployment(none, { replicas: 0 }), "healthy", "reached"],
  [
    "has one pod where no number is said",
    liveDeployment({ replicas: 1, updatedReplicas: 1, availableReplicas: 1 }, { replicas: undefined }),
    "healthy",
    "reached",
  ],
  ["updates", few({}), "healthy", `waiting: ${progress}`],
  ["updates and is accepted", few({}), "accepted", "reached"],
  [
    "has new pods that are not available",
    liveDeployment({ availableReplicas: undefined }),
    "healthy",
    "waiting: 3 of 3 pods are of the new version, 0 of all are available.",
  ],
  [
    "still has old pods",
    liveDeployment({ replicas: 4 }),
    "healthy",
    "waiting: 3 of 3 pods are of the new version, 3 of all are available.",
  ],
  ["was too slow", few({ conditions: [late] }), "healthy", "failed 5 s: too slow"],
  ["was too slow and was accepted", few({ conditions: [late] }), "accepted", "reached"],
  [
    "was paused by a person in an update",
    liveDeployment({ updatedReplicas: 0 }, { paused: true }),
    "healthy",
    "failed 5 s: It is paused: kubectl rollout resume deployment lets it go on.",
  ],
  ["is paused with nothing to update", liveDeployment({}, { paused: true }), "healthy", "reached"],
  [
    "was observed a generation ago",
    liveDeployment({ observedGeneration: 3 }),
    "accepted",
    "waiting: The Deployment controller has not looked at it.",
  ],
  [
    "has no status",
    { ...liveDeployment(), status: undefined },
    "accepted",
    "waiting: The Deployment controller has not looked at it.",
  ],
];

describe("how a workload stands", () => {
  for (const [kind, cases] of [
    ["Rollout", rollouts],
    ["Deployment", deployments],
  ] as const)
    for (const [what, workload, goal, expected] of cases)
      it(`is ${expected.replace(/[ :].*/, "")} for a ${kind} that ${what} (goal: ${goal})`, () => {
        assert.equal(told(standingOf[kind](workload, goal)), expected);
      });
});
