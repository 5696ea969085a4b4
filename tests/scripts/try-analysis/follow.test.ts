import assert from "node:assert/strict";
import type { AnalysisRuns, Look } from "../../../scripts/try-analysis/analysis-runs";
import { follow } from "../../../scripts/try-analysis/follow";
import { analysisRunSchema, type Phase } from "../../../scripts/try-analysis/status";
import { exitCodes } from "../../../scripts/try-analysis/verdict";
import { TestClock } from "../../components/cluster/test-clock";

const is = (phase: Phase, message = ""): Look => ({
  run: analysisRunSchema.parse({
    metadata: { name: "try", creationTimestamp: "2026-01-01T00:00:00Z" },
    status: { phase, message },
  }),
});
const away: Look = { reason: "The cluster cannot be reached.", isFinal: false };

interface Told {
  readonly timeoutSeconds?: number;
  readonly interruptedAt?: number;
  readonly terminated?: string;
}

/** Follows a run that looks like this at each second. */
async function followed(look: (seconds: number, isTerminated: boolean) => Look, told: Told = {}) {
  const clock = new TestClock();
  const interrupt = new AbortController();
  let isTerminated = false;
  const runs: AnalysisRuns = {
    create: () => Promise.reject(new Error("made already")),
    remove: () => Promise.reject(new Error("not the follower's")),
    look() {
      if (clock.seconds >= (told.interruptedAt ?? Infinity)) interrupt.abort();
      return Promise.resolve(look(clock.seconds, isTerminated));
    },
    terminate() {
      isTerminated = true;
      return Promise.resolve(told.terminated);
    },
  };
  const { timeoutSeconds = 600 } = told;
  const seen: Phase[] = [];
  const { verdict, message } = await follow(runs, "try", {
    ...{ timeoutSeconds, clock, signal: interrupt.signal },
    onLook: ({ status }) => seen.push(status.phase),
  });
  return { verdict, message, seconds: clock.seconds, isTerminated, seen };
}

describe("following a run", () => {
  for (const verdict of ["Successful", "Failed", "Inconclusive", "Error"] as const) {
    it(`ends with the controller's verdict ${verdict}, and its words`, async () => {
      const outcome = await followed((now) => (now < 3 ? is("Running") : is(verdict, "because")));
      assert.deepEqual([outcome.verdict, outcome.message, outcome.seconds], [verdict, "because", 3]);
      assert.equal(outcome.isTerminated, false);
    });
  }

  it("ends when no controller takes it up within 20 s", async () => {
    const { verdict, seconds } = await followed(() => is(""));
    assert.deepEqual([verdict, seconds], ["NotTakenUp", 20.5]);
  });

  it("waits for a controller that takes it up late", async () => {
    const { verdict } = await followed((now) => is(now < 20 ? "" : now < 30 ? "Running" : "Successful"));
    assert.equal(verdict, "Successful");
  });

  it("waits for an API server that is away for half a minute, and no longer", async () => {
    const back = await followed((now) => (now < 10 ? is("Running") : now < 39 ? away : is("Successful")));
    assert.equal(back.verdict, "Successful");
    const gone = await followed((now) => (now < 1 ? is("Running") : away));
    assert.deepEqual([gone.verdict, gone.message], ["Lost", "The cluster cannot be reached."]);
    assert.ok(gone.seconds < 32, String(gone.seconds));
  });

  it("ends at once when somebody deletes the run", async () => {
    const deleted: Look = { reason: "Somebody deleted the run.", isFinal: true };
    const { verdict, seconds } = await followed((now) => (now < 2 ? is("Running") : deleted));
    assert.deepEqual([verdict, seconds], ["Lost", 2]);
  });

  it("terminates what has no verdict within the time, and sees its end", async () => {
    const outcome = await followed((_, isTerminated) => is(isTerminated ? "Successful" : "Running"), {
      timeoutSeconds: 5,
    });
    assert.deepEqual([outcome.verdict, outcome.isTerminated, outcome.seconds], ["TimedOut", true, 5.5]);
    assert.equal(outcome.seen.at(-1), "Successful");
  });

  it("terminates an interrupted run, and waits some seconds for what is being measured", async () => {
    const { verdict, isTerminated, seconds } = await followed(() => is("Running"), { interruptedAt: 2 });
    assert.deepEqual([verdict, isTerminated, seconds], ["Interrupted", true, 7.5]);
  });

  it("does not wait for the end of a run that cannot be terminated, and says why", async () => {
    const { message, seconds } = await followed(() => is("Running"), {
      interruptedAt: 2,
      terminated: "No right.",
    });
    assert.deepEqual([message, seconds], ["No right.", 2]);
  });
});

describe("the exit code", () => {
  it("tells the verdicts apart, and 2 is none of them", () => {
    assert.deepEqual(exitCodes, {
      Successful: 0,
      Failed: 1,
      Inconclusive: 3,
      Error: 4,
      NotTakenUp: 4,
      Lost: 4,
      TimedOut: 5,
      Interrupted: 5,
    });
  });
});
