import assert from "node:assert/strict";

import { BackOff } from "../../../../../scripts/local/plane/controller-runner/back-off";

describe("the pauses between starts of a controller", () => {
  it("double up to a limit, and begin anew after a good run", () => {
    const backOff = new BackOff();
    const pauses = Array.from({ length: 7 }, () => backOff.next(100));
    assert.deepEqual(pauses, [500, 1000, 2000, 4000, 8000, 10_000, 10_000]);
    assert.deepEqual([backOff.next(60_000), backOff.next(100)], [500, 1000]);
  });
});
