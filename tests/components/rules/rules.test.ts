import assert from "node:assert/strict";
import { rules } from "../../../components/rules";

describe("the table of rules", () => {
  it("has each id once, with a reason and a source", () => {
    const ids = rules.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    for (const { id, what, why, upstream } of rules) {
      assert.match(id, /^[a-z][a-z0-9]*(-[a-z0-9]+)+$/);
      assert.ok(what.length > 20 && why.length > 20 && upstream.length > 10, id);
    }
  });
});
