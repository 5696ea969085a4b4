import assert from "node:assert/strict";
import { isTransient } from "../../../../../scripts/local/provider/await/transient";

describe("a failed read", () => {
  const failures = [
    { error: Object.assign(new Error("no"), { code: "ECONNREFUSED" }), again: true },
    {
      error: new Error("fetch failed", { cause: Object.assign(new Error("no"), { code: "ECONNRESET" }) }),
      again: true,
    },
    { error: Object.assign(new Error("busy"), { code: 429 }), again: true },
    { error: Object.assign(new Error("starting"), { statusCode: 503 }), again: true },
    { error: Object.assign(new Error("forbidden"), { code: 403 }), again: false },
    { error: new Error("no such kind"), again: false },
  ];
  for (const { error, again } of failures) {
    it(`is ${again ? "" : "not "}tried again: ${error.message}, ${JSON.stringify({ ...error, cause: error.cause })}`, () => {
      assert.equal(isTransient(error), again);
    });
  }
});
