import assert from "node:assert/strict";
import { type DataObject, formatFinding, parse, service } from "../../../../components/config";
import { renderDisruptionBudget } from "../../../../components/workload/objects/disruption-budget";
import { subjectOf, values } from "../../../support/services";

const budget = (podDisruptionBudget: DataObject) =>
  renderDisruptionBudget(subjectOf({ podDisruptionBudget }));

describe("the disruption budget of a service", () => {
  it("is not there unless it is asked for", () => {
    assert.equal(budget({ minAvailable: 1 }), undefined);
  });

  it("lets one pod go at a time, of both versions together, unless the values say otherwise", () => {
    const selector = { matchLabels: { "app.kubernetes.io/name": "pay" } };
    assert.deepEqual(budget({ enabled: true })?.["spec"], { selector, maxUnavailable: 1 });
    assert.deepEqual(budget({ enabled: true, minAvailable: "50%" })?.["spec"], {
      selector,
      minAvailable: "50%",
    });
  });

  it("is refused with both bounds", () => {
    const both = { enabled: true, minAvailable: 1, maxUnavailable: 1 };
    const { findings } = parse(service, values({ podDisruptionBudget: both }));
    assert.match(
      findings.map(formatFinding).join(),
      /^podDisruptionBudget: .*expected minAvailable or maxUnavailable, not both/,
    );
  });
});
