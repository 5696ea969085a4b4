import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";

import fc from "fast-check";

import { shellQuote } from "../../../../scripts/local/plane/shell";

describe("a quoted word", () => {
  it("reaches a command through the shell unchanged", () => {
    const text = fc.string({ unit: fc.constantFrom(..."'\"$`\\ \n!*?~#&;|<>(){}[]=-aé") });
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 40 }), (words) => {
        const output = execFileSync("sh", ["-c", `printf '%s\\0' ${words.map(shellQuote).join(" ")}`], {
          encoding: "utf8",
        });
        assert.deepEqual(output.split("\0").slice(0, -1), words);
      }),
      { numRuns: 25 },
    );
  });
});
