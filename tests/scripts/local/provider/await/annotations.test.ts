import assert from "node:assert/strict";
import { timeoutSecondsOf } from "../../../../../scripts/local/provider/await/annotations";
import { object } from "./objects";

describe("how long a wait lasts", () => {
  const timeouts = [
    { annotation: undefined, option: undefined, seconds: 600 },
    { annotation: "30", option: undefined, seconds: 30 },
    { annotation: "30", option: 0, seconds: 30 },
    { annotation: "30", option: 45, seconds: 45 },
    { annotation: "half a minute", option: undefined, seconds: 600 },
    { annotation: "1.5", option: undefined, seconds: 600 },
  ];
  for (const { annotation, option, seconds } of timeouts) {
    it(`is ${seconds} s with the annotation ${annotation} and the resource's time-out ${option}`, () => {
      const annotations = annotation === undefined ? {} : { "pulumi.com/timeoutSeconds": annotation };
      assert.equal(timeoutSecondsOf(object("v1", "Pod", { name: "p", annotations }), option), seconds);
    });
  }
});
