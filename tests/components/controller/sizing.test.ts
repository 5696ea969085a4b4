import assert from "node:assert/strict";
import fc from "fast-check";
import { controllerMemory } from "../../../components/controller";

/** RSS in MiB of controller 1.10.1 with a history of three, by number of Rollouts. */
const measured = [
  { rollouts: 0, rss: 75 },
  { rollouts: 500, rss: 117 },
  { rollouts: 1000, rss: 215 },
];

describe("the controller's memory", () => {
  for (const { rollouts, rss } of measured) {
    it(`covers what the controller was seen to use at ${String(rollouts)} Rollouts`, () => {
      assert.ok(controllerMemory(rollouts).request > rss);
    });
  }

  it("grows with the Rollouts, and leaves room for a peak of twice the request", () => {
    fc.assert(
      fc.property(fc.nat(5000), fc.nat(5000), (a, b) => {
        const [less, more] = [controllerMemory(Math.min(a, b)), controllerMemory(Math.max(a, b))];
        assert.ok(less.request <= more.request);
        assert.equal(more.limit, 2 * more.request);
      }),
    );
  });
});
