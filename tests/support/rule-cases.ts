import assert from "node:assert/strict";
import { type DataObject, formatFinding } from "../../components/config";
import { checkService, type Rule, type ServiceScope, type Surroundings } from "../../components/rules";
import { values } from "./services";

/** One mistake that a rule finds, as a person reads it, and the nearest config that is right. */
export interface RuleCase<Values = DataObject> {
  readonly rule: string;
  /** What the mistake is, when a rule has several cases. */
  readonly when?: string;
  /** On top of the least that the service `pay` needs. */
  readonly refuses: Values;
  /** Every line that this rule says. Paths begin with `services.pay`. */
  readonly with: string | readonly string[];
  readonly accepts: Values | readonly Values[];
  readonly around?: Surroundings;
}

/** What one rule says about the service `pay`. */
export function findingsOf(rule: string, layer: DataObject, around?: Surroundings): string[] {
  const { service, findings } = checkService("pay", values(layer), ["services", "pay"], around);
  assert.ok(service, `the values have the wrong shape: ${findings.map(formatFinding).join("\n")}`);
  return findings.filter((finding) => finding.rule === rule).map(formatFinding);
}

/** A test for each side of each case, and one that no rule of the table is without a case. */
export function describeRules(
  title: string,
  rules: readonly Rule<ServiceScope>[],
  cases: readonly RuleCase[],
): void {
  describeCases(title, rules, cases, findingsOf);
}

export function describeCases<Values>(
  title: string,
  rules: readonly { readonly id: string }[],
  cases: readonly RuleCase<Values>[],
  findings: (rule: string, values: Values, around?: Surroundings) => string[],
): void {
  describe(title, () => {
    for (const { rule, when = "the mistake", refuses, with: message, accepts, around } of cases) {
      it(`${rule} finds ${when} and names the place`, () => {
        assert.deepEqual(findings(rule, refuses, around), [message].flat());
      });
      it(`${rule} lets the nearest right values pass (${when})`, () => {
        for (const right of listed(accepts)) assert.deepEqual(findings(rule, right, around), []);
      });
    }

    it("have a case each", () => {
      const ids = new Set(cases.map(({ rule }) => rule));
      assert.deepEqual(rules.map(({ id }) => id).sort(), [...ids].sort());
    });
  });
}

function listed<T>(values: T | readonly T[]): readonly T[] {
  return isList(values) ? values : [values];
}

function isList<T>(values: T | readonly T[]): values is readonly T[] {
  return Array.isArray(values);
}
