import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import { durationSeconds, formatFinding, isOutput, parse } from "../../../components/config";
import { leaf } from "../../../components/config/leaf";
import { interval, labels, name, seconds } from "../../../components/config/scalars";

describe("a duration", () => {
  it("means the same as a number and with units", () => {
    for (const same of [5400, "5400", "5400s", "90m", "1h30m", "1.5h", "5400000ms"])
      assert.equal(durationSeconds(same), 5400, String(same));
  });

  it("of hours, minutes and seconds is their sum", () => {
    const part = fc.nat(1000);
    fc.assert(
      fc.property(
        part,
        part,
        part,
        (h, m, s) => durationSeconds(`${h}h${m}m${s}s`) === h * 3600 + m * 60 + s,
      ),
    );
  });

  it("becomes whole seconds where upstream reads a number", () => {
    assert.equal(parse(seconds, "5m").value, 300);
    assert.equal(parse(seconds, 300).value, 300);
    for (const bad of ["5 minutes", "1d", "-5s", -5, "", "500ms", null])
      assert.equal(parse(seconds, bad).value, undefined, String(bad));
  });

  it("becomes a Go duration where upstream reads one, and may be an argument of a template", () => {
    assert.equal(parse(interval, 60).value, "60s");
    assert.equal(parse(interval, "1h30m").value, "1h30m");
    assert.equal(parse(interval, "{{args.interval}}").value, "{{args.interval}}");
    assert.equal(parse(interval, "60").value, undefined);
  });
});

describe("a leaf value", () => {
  const later = pulumi.output("v1");

  it("may be an Output, which comes through untouched", () => {
    assert.equal(parse(leaf(name), later).value, later);
    assert.equal(parse(labels, { team: later }).value?.["team"], later);
  });

  it("is checked when it is plain, with the message of the plain value", () => {
    const { findings } = parse(leaf(name), 5, ["image", "tag"]);
    assert.deepEqual(findings.map(formatFinding), ["image.tag: 5 is not valid: expected text."]);
    assert.equal(parse(leaf(name), {}).value, undefined);
  });

  it("is known as an Output by its mark", () => {
    assert.ok(isOutput(later));
    for (const plain of ["v1", 1, null, undefined, {}, []]) assert.ok(!isOutput(plain));
  });
});
