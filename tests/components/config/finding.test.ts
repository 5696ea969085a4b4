import assert from "node:assert/strict";
import fc from "fast-check";
import {
  ConfigError,
  type Finding,
  formatFinding,
  formatPath,
  sortFindings,
} from "../../../components/config";

const at = (...path: (string | number)[]): Finding => ({
  rule: "r",
  severity: "error",
  path,
  reason: "Wrong.",
});

describe("a finding", () => {
  it("names its place the way one would write it", () => {
    assert.equal(formatPath(["services", "pay", "steps", 2, "setWeight"]), "services.pay.steps[2].setWeight");
    assert.equal(formatPath(["labels", "app.io/name"]), 'labels["app.io/name"]');
  });

  it("is one line with path, reason and hint", () => {
    assert.equal(formatFinding({ ...at("a", "b"), hint: "Do this." }), "a.b: Wrong. Do this.");
  });

  it("comes in the order of the file, list positions by number", () => {
    const sorted = sortFindings([at("steps", 10), at("steps", 9), at("image"), at("steps")]);
    assert.deepEqual(
      sorted.map(({ path }) => formatPath(path)),
      ["image", "steps", "steps[9]", "steps[10]"],
    );
  });

  it("is sorted the same from any order", () => {
    const findings = fc.array(
      fc.array(fc.oneof(fc.constantFrom("a", "b"), fc.nat(12))).map((path) => at(...path)),
    );
    fc.assert(
      fc.property(findings, (all) => {
        const paths = (list: readonly Finding[]) => sortFindings(list).map(({ path }) => formatPath(path));
        assert.deepEqual(paths(all), paths([...all].reverse()));
      }),
    );
  });

  it("is one of many in a single error", () => {
    const { message } = new ConfigError([at("b"), at("a")]);
    assert.equal(message, "2 errors in the config, nothing was changed:\n  a: Wrong.\n  b: Wrong.");
  });
});
