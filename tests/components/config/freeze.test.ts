import assert from "node:assert/strict";
import {
  type DataObject,
  environment,
  formatFinding,
  freezeOf,
  isOver,
  parse,
} from "../../../components/config";

const reason = "the year's end";

function parsed(freeze: DataObject) {
  const { value, findings } = parse(environment, { environment: "prod", freeze });
  return { freeze: value?.freeze, said: findings.map(formatFinding) };
}

const expected =
  "expected a date-time with its zone (2027-01-04T08:00:00+01:00), or a date with its zone (2027-01-04+01:00).";

describe("a freeze", () => {
  const rightTimes: [string, string][] = [
    ["2027-01-04T08:00:00+01:00", "2027-01-04T07:00:00.000Z"],
    ["2027-01-04T08:00Z", "2027-01-04T08:00:00.000Z"],
    ["2027-01-04T08:00:00.500-03:30", "2027-01-04T11:30:00.500Z"],
    ["2027-01-04+01:00", "2027-01-03T23:00:00.000Z"],
    ["2028-02-29Z", "2028-02-29T00:00:00.000Z"],
  ];
  for (const [until, moment] of rightTimes)
    it(`until ${until} ends at ${moment}`, () => {
      const { freeze = assert.fail(`${until} was refused`) } = parsed({ until, reason });
      const at = Date.parse(moment);
      assert.deepEqual([isOver(freeze, new Date(at - 1)), isOver(freeze, new Date(at))], [false, true]);
    });

  for (const until of ["2027-01-04", "2027-01-04T08:00:00", "2027-02-30Z", "2027-01-04T25:00Z", "monday"])
    it(`does not end at ${until}`, () => {
      assert.deepEqual(parsed({ until, reason }).said, [
        `freeze.until: "${until}" is not valid: ${expected}`,
      ]);
    });

  it("has an end and a reason", () => {
    assert.deepEqual(parsed({ reason: "  " }).said, [
      `freeze.until: A value is needed: ${expected}`,
      'freeze.reason: "  " is not valid: expected a reason, which every up shows.',
    ]);
  });

  it("lasts where nobody says what time it is", () => {
    const { freeze = assert.fail() } = parsed({ until: "2000-01-01Z", reason });
    assert.equal(isOver(freeze, undefined), false);
  });

  it("concerns every service but those that it excepts", () => {
    const { freeze = assert.fail() } = parsed({ until: "2027-01-04Z", reason, except: ["pay"] });
    assert.deepEqual([freezeOf("cart", freeze), freezeOf("pay", freeze)], [freeze, undefined]);
  });
});
