import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import { type Outcome, runWaves, type Schedule, type UnitResult } from "../../../scripts/bootstrap/schedule";
import type { Unit } from "../../../scripts/bootstrap/units";

const unit = (stack: string, more: Partial<Unit> = {}): Unit => ({
  ...{ stack, kind: "services", services: [stack], rollouts: [], after: [], file: undefined, config: {} },
  ...{ catalog: undefined, fingerprint: "" },
  ...more,
});

/** Runs waves of stacks; those that are named fail. */
async function outcome(
  waves: readonly (readonly Unit[])[],
  bad: readonly string[],
  options: Partial<Schedule> = {},
): Promise<Readonly<Record<string, Outcome>>> {
  const results = await runWaves(waves, scheduleOf(bad, options));
  return Object.fromEntries(results.map((result) => [result.unit.stack, result.outcome]));
}

function scheduleOf(bad: readonly string[], options: Partial<Schedule>): Schedule {
  return {
    ...{ parallel: 2, stopOn: "wave", isStopped: () => false, admit: async () => undefined },
    run: async (one): Promise<UnitResult> => {
      await sleep(1);
      return { unit: one, outcome: bad.includes(one.stack) ? "failed" : "changed", changes: {}, seconds: 0 };
    },
    ...options,
  };
}

describe("the schedule of the pipeline", () => {
  const base = unit("prod", { kind: "environment" });
  const waves = [[base], [unit("a"), unit("b"), unit("c")], [unit("d", { after: ["a"] }), unit("e")]];

  it("finishes the wave of a failure, and begins no other", async () => {
    assert.deepEqual(await outcome(waves, ["a"]), {
      ...{ prod: "changed", a: "failed", b: "changed", c: "changed" },
      ...{ d: "remaining", e: "remaining" },
    });
  });

  it("begins nothing after the first failure, if asked to", async () => {
    assert.deepEqual(await outcome(waves, ["a"], { stopOn: "first-failure", parallel: 1 }), {
      ...{ prod: "changed", a: "failed", b: "remaining", c: "remaining" },
      ...{ d: "remaining", e: "remaining" },
    });
  });

  it("goes on with what does not depend on the failure, if asked to", async () => {
    assert.deepEqual(await outcome(waves, ["a"], { stopOn: "never" }), {
      ...{ prod: "changed", a: "failed", b: "changed", c: "changed" },
      ...{ d: "remaining", e: "changed" },
    });
  });

  it("begins nothing when what all need has failed", async () => {
    const outcomes = await outcome(waves, ["prod"], { stopOn: "never" });
    assert.deepEqual(new Set(Object.values(outcomes)), new Set(["failed", "remaining"]));
  });

  it("begins nothing more when it is stopped, and says so", async () => {
    let begun = 0;
    const results = await runWaves(waves, {
      ...scheduleOf([], {}),
      parallel: 1,
      isStopped: () => begun === 2,
      run: async (one) => {
        begun++;
        return { unit: one, outcome: "changed", changes: {}, seconds: 0 };
      },
    });
    const remaining = results.filter(({ reason }) => reason === "The pipeline was stopped.");
    assert.deepEqual(
      remaining.map(({ unit: { stack } }) => stack),
      ["b", "c", "d", "e"],
    );
  });

  it("leaves a stack alone that may not be admitted, with the reason", async () => {
    const admit = async ({ stack }: Unit) => (stack === "c" ? "too many" : undefined);
    assert.equal((await outcome(waves, [], { admit }))["c"], "remaining");
  });

  it("has every stack once, never more at a time than it may, and no wave before the end of the last", async () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(sizes, fc.integer({ min: 1, max: 4 }), async (counts, parallel) => {
        const all = counts.map((count, wave) =>
          Array.from({ length: count }, (_, index) => unit(`${String(wave)}-${String(index)}`)),
        );
        let [now, most] = [0, 0];
        const ended: string[] = [];
        const results = await runWaves(all, {
          ...scheduleOf([], {}),
          parallel,
          run: async (one) => {
            const before = all.slice(0, Number(one.stack.split("-")[0])).flat();
            for (const { stack } of before) assert.ok(ended.includes(stack), `${one.stack} after ${stack}`);
            most = Math.max(most, ++now);
            await sleep(0);
            now--;
            ended.push(one.stack);
            return { unit: one, outcome: "changed", changes: {}, seconds: 0 };
          },
        });
        assert.ok(most <= parallel);
        assert.deepEqual(
          results.map(({ unit: { stack } }) => stack).sort(),
          all
            .flat()
            .map(({ stack }) => stack)
            .sort(),
        );
      }),
      { numRuns: 30 },
    );
  });
});
