import assert from "node:assert/strict";
import { codeOf } from "../../../scripts/bootstrap/outcome";
import type { FleetReport } from "../../../scripts/bootstrap/options";
import { reasonOf } from "../../../scripts/bootstrap/reason";
import type { UnitResult } from "../../../scripts/bootstrap/schedule";
import { sizeWarnings } from "../../../scripts/bootstrap/stack-size";
import { asJson, asMarkdown, asTable } from "../../../scripts/bootstrap/summary";
import type { Unit } from "../../../scripts/bootstrap/units";
import { conclusionOf, lineOf } from "../../../scripts/bootstrap/words";

const unit = (stack: string): Unit => ({
  ...{ stack, kind: "services", services: [stack], rollouts: [], after: [], file: undefined, config: {} },
  ...{ catalog: undefined, fingerprint: "" },
});
const result = (
  stack: string,
  outcome: UnitResult["outcome"],
  more: Partial<UnitResult> = {},
): UnitResult => ({
  ...{ unit: unit(stack), outcome, changes: {}, seconds: 2 },
  ...more,
});
const report = (more: Partial<FleetReport>): FleetReport => ({
  ...{ environment: "prod", mode: "up", results: [], releases: [], warnings: [], seconds: 65, code: 0 },
  ...more,
});

const mixed = report({
  results: [
    result("prod.cart", "changed", { changes: { create: 3, update: 1 } }),
    result("prod.pay", "failed", { reason: "The Rollout pay | does not get ready." }),
    result("prod.web", "remaining", { reason: "prod.pay failed." }),
  ],
  releases: [
    {
      name: "cart",
      state: "Paused",
      needsPerson: true,
      weight: 20,
      step: { index: 1, count: 2 },
      reason: "",
    },
    { name: "user", state: "Degraded", needsPerson: false, reason: "RolloutAborted" },
  ],
});

describe("the report of the pipeline", () => {
  it("has what needs a reader first, and says what failed, why, and how to go on", () => {
    assert.deepEqual(asTable(mixed).split("\n"), [
      "stack      outcome    changes               time",
      "prod.pay   failed     -                     2 s",
      "prod.web   remaining  -                     2 s",
      "prod.cart  done       3 created, 1 updated  2 s",
    ]);
    assert.deepEqual(conclusionOf(mixed), [
      "1 done, 1 failed, 1 remaining in 1 min 5 s",
      "cart: Paused at step 1 of 2, 20 %",
      "prod.pay failed. The Rollout pay | does not get ready.",
      "user: Degraded: RolloutAborted Look closer: npm run doctor -- user prod",
      "Not begun: prod.web. prod.pay failed. To go on: npm run bootstrap -- prod --resume",
    ]);
  });

  it("names what has drifted", () => {
    const results = [
      result("prod.pay", "changed", { changes: { update: 1 }, objects: ["Rollout pay", "Service pay"] }),
    ];
    assert.deepEqual(conclusionOf(report({ mode: "drift", results, code: 2 })), [
      "1 drifted in 1 min 5 s",
      "prod.pay: not as it was made: Rollout pay, Service pay",
    ]);
  });

  it("is one table for a pull request, and data for a program", () => {
    const lines = asMarkdown(mixed).split("\n");
    assert.deepEqual(lines.slice(0, 5), [
      ...["### prod: up", "", "| stack | outcome | changes | time |", "| --- | --- | --- | --- |"],
      "| prod.pay | failed | - | 2 s |",
    ]);
    const data: { stacks: { stack: string; outcome: string }[] } = JSON.parse(asJson(mixed));
    assert.deepEqual(
      data.stacks.map(({ stack, outcome }) => `${stack} ${outcome}`),
      ["prod.cart done", "prod.pay failed", "prod.web remaining"],
    );
  });

  it("is a line per event where there is no terminal", () => {
    const event = {
      kind: "end",
      result: result("prod.cart", "changed", { changes: { create: 3 } }),
    } as const;
    assert.equal(lineOf(event, "up"), "prod.cart: done, 2 s (3 created)");
    assert.equal(lineOf(event, "preview"), "prod.cart: to change, 2 s (3 created)");
    assert.equal(lineOf({ kind: "end", result: result("x", "remaining") }, "up"), undefined);
    assert.equal(lineOf({ kind: "wave", index: 1, stacks: ["a", "b"] }, "up"), "wave 2: a, b");
    assert.equal(lineOf({ kind: "warning", text: "careful" }, "up"), "warning: careful");
  });

  it("ends with a code that says what came of it", () => {
    const code = (mode: FleetReport["mode"], ...outcomes: UnitResult["outcome"][]) =>
      codeOf(report({ mode, results: outcomes.map((outcome) => result("x", outcome)) }));
    assert.equal(code("up", "changed", "unchanged", "finished"), 0);
    assert.equal(code("up", "changed", "failed", "remaining"), 1);
    assert.equal(code("up", "locked"), 1);
    assert.equal(code("up", "changed", "remaining"), 3);
    assert.equal(code("drift", "unchanged"), 0);
    assert.equal(code("drift", "changed"), 2);
    assert.equal(codeOf(mixed), 1);
    assert.equal(codeOf(report({ releases: mixed.releases.slice(1) })), 1);
    assert.equal(codeOf(report({ releases: mixed.releases.slice(0, 1) })), 0);
  });

  it("says why an engine failed: who has the lock, the first mistake, or its last words", () => {
    const nothing = { changes: {}, changed: [], warnings: [] };
    const failed = (output: string, ...errors: string[]) =>
      reasonOf(unit("prod.pay"), { code: 1, output, stdout: "", report: { ...nothing, errors } });
    const lock =
      "error: the stack is currently locked by 1 lock(s).\n  file:///x.json: created by me@host (pid 7) at 2026-01-01T00:00:00Z";
    assert.deepEqual(failed(lock), {
      outcome: "locked",
      reason:
        "me@host (pid 7) has had the stack since 2026-01-01T00:00:00Z. If that run is dead: pulumi cancel --stack prod.pay",
    });
    assert.deepEqual(failed("error: [409] Conflict: Another update is currently in progress."), {
      outcome: "locked",
      reason: "Another run has the stack. If that run is dead: pulumi cancel --stack prod.pay",
    });
    assert.deepEqual(failed("", "update failed", "no\n  way"), { outcome: "failed", reason: "no way" });
    assert.deepEqual(failed("one\ntwo\n"), { outcome: "failed", reason: "two" });
  });

  it("warns of large stacks where each step rewrites all of a stack", () => {
    const stacks = new Map([
      ["prod", { name: "prod", resourceCount: 301 }],
      ["dev", { name: "dev", resourceCount: 300 }],
    ]);
    const [warning = "", ...others] = sizeWarnings("s3://bucket/path", stacks);
    assert.match(
      warning,
      /^The stack prod holds 301 resources in s3:\/\/, which rewrites all of them at each step/,
    );
    assert.deepEqual(others, []);
    assert.deepEqual(sizeWarnings("https://api.example.com", stacks), []);
  });
});
