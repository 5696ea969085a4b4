import assert from "node:assert/strict";
import { after, beginning, linesOf } from "../../../scripts/bootstrap/live-view";
import type { FleetEvent } from "../../../scripts/bootstrap/options";
import type { Unit } from "../../../scripts/bootstrap/units";

const unit = (stack: string): Unit => ({
  ...{ stack, kind: "services", services: [stack], rollouts: [], after: [], file: undefined, config: {} },
  ...{ catalog: undefined, fingerprint: "" },
});
const ended = (stack: string, outcome: "changed" | "failed", seconds: number): FleetEvent => ({
  kind: "end",
  result: { unit: unit(stack), outcome, changes: {}, seconds },
});

describe("the live view of the pipeline", () => {
  it("shows waves, what runs and for how long, what is done and failed, and the releases with their weight", () => {
    const events: FleetEvent[] = [
      { kind: "plan", mode: "up", waves: [["prod"], ["a", "b", "c"]], parallel: 2 },
      { kind: "wave", index: 1, stacks: ["a", "b", "c"] },
      ended("prod", "changed", 10),
      { kind: "start", stack: "a", pid: 1 },
      { kind: "start", stack: "b", pid: 2 },
      ended("b", "failed", 10),
      {
        kind: "release",
        view: {
          name: "a",
          state: "Paused",
          needsPerson: true,
          weight: 20,
          step: { index: 1, count: 4 },
          reason: "",
        },
      },
      { kind: "release", view: { name: "z", state: "Healthy", needsPerson: false, reason: "" } },
    ];
    const progress = events.reduce((all, event) => after(all, event, 20_000), beginning("up", 0));
    assert.deepEqual(linesOf(progress, 24_000), [
      "wave 2 of 2   1 done, 1 failed, 4 in all   24 s, about 8 s to go",
      "  a  4 s",
      "  ##........  a: Paused at step 1 of 4, 20 %",
    ]);
  });

  it("counts what does not fit", () => {
    const stacks = Array.from({ length: 12 }, (_, index) => `s${String(index)}`);
    const events = stacks.map((stack): FleetEvent => ({ kind: "start", stack, pid: 1 }));
    const progress = events.reduce((all, event) => after(all, event, 0), beginning("up", 0));
    const lines = linesOf(progress, 1000);
    assert.equal(lines.length, 9);
    assert.equal(lines.at(-1), "  and 5 more");
  });
});
