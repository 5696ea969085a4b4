import assert from "node:assert/strict";
import { isPlace } from "./support/place";

const values = { rollout: { canary: { steps: [{ setWeight: 10 }] } } };
const places = {
  "what is there": ["rollout", "canary", "steps", 0, "setWeight"],
  "a key that is missing": ["rollout", "canary", "steps", 0, "pause"],
  "a key of a block that is missing": ["resources", "requests", "cpu"],
};
const nowhere = {
  "a key that nobody knows": ["rollout", "canary", "step"],
  "a key of a block that nobody knows": ["rollout", "canry", "steps"],
  "a step after the last": ["rollout", "canary", "steps", 1],
  "a key inside of a number": ["rollout", "canary", "steps", 0, "setWeight", "value"],
};

describe("the place of a finding", () => {
  for (const [what, path] of Object.entries(places)) {
    it(`may be ${what}`, () => assert.ok(isPlace(values, path)));
  }
  for (const [what, path] of Object.entries(nowhere)) {
    it(`may not be ${what}`, () => assert.ok(!isPlace(values, path)));
  }
});
