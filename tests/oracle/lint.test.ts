import assert from "node:assert/strict";
import { bad } from "./bad";
import { good } from "./good";
import { stricter } from "./stricter";
import { mutants } from "./support/mutants";
import { keysOf, shown, type Verdict, verdictsOn } from "./support/verdicts";

const MUTANTS_OF_EACH = 2;

describe("our rules beside `kubectl argo rollouts lint`", function () {
  this.timeout(300_000);
  let right: Verdict[];
  let wrong: Verdict[];
  let all: Verdict[];

  const refused = ({ errors }: Verdict) => errors.length > 0;
  const refusedByLint = ({ lint }: Verdict) => lint !== undefined;
  const stricterThanLint = () => all.filter((verdict) => refused(verdict) && !refusedByLint(verdict));

  before(async () => {
    const names = Object.keys({ ...good, ...bad });
    const changed = mutants(good, MUTANTS_OF_EACH);
    const verdicts = await verdictsOn({ ...good, ...bad, ...changed });
    right = verdicts.slice(0, Object.keys(good).length);
    wrong = verdicts.slice(right.length, names.length);
    all = verdicts;
  });

  it("have nothing against what is right, as lint", () => {
    assert.deepEqual(right.filter((verdict) => refused(verdict) || refusedByLint(verdict)).map(shown), []);
  });

  it("refuse every mistake that was thought of", () => {
    assert.deepEqual(wrong.filter((verdict) => !refused(verdict)).map(shown), []);
  });

  it("refuse whatever lint refuses", () => {
    const lenient = all.filter((verdict) => refusedByLint(verdict) && !refused(verdict));
    assert.deepEqual(lenient.map(shown), []);
  });

  it("are stricter only where a reason is written down", () => {
    const unlisted = stricterThanLint().filter((verdict) =>
      keysOf(verdict).some((key) => !Object.hasOwn(stricter, key)),
    );
    assert.deepEqual(unlisted.map(shown), []);
  });

  it("are still stricter wherever a reason is written down", () => {
    const seen = new Set(stricterThanLint().flatMap(keysOf));
    assert.deepEqual(
      Object.keys(stricter).filter((key) => !seen.has(key)),
      [],
    );
  });

  it("name places that a person finds in the values", () => {
    assert.deepEqual(
      all.flatMap(({ lost }) => lost),
      [],
    );
  });

  it("were asked about enough", () => {
    const refusals = all.filter((verdict) => refused(verdict) || refusedByLint(verdict)).length;
    assert.ok(refusals >= 120 && right.length >= 60, `${String(refusals)} bad, ${String(right.length)} good`);
  });

  after(() => {
    console.log(`    ${summary(all)}`);
  });

  function summary(verdicts: readonly Verdict[]): string {
    const refusals = verdicts.filter((verdict) => refused(verdict) || refusedByLint(verdict));
    const agreed = verdicts.filter((verdict) => refused(verdict) === refusedByLint(verdict));
    const keys = stricterThanLint()
      .flatMap(keysOf)
      .map((key) => key.replace(/:.*/s, ""));
    const byRule = [...new Set(keys)].map(
      (key) => `${key} ${String(keys.filter((one) => one === key).length)}`,
    );
    return `${String(refusals.length)} bad and ${String(verdicts.length - refusals.length)} good specs: ${String(agreed.length)} agreed, stricter by rule: ${byRule.join(", ")}`;
  }
});
