import assert from "node:assert/strict";
import { type DataObject, formatFinding, parse, service } from "../../../../components/config";
import { planWorkload } from "../../../../components/workload";
import { renderDisruptionBudgets } from "../../../../components/workload/objects/disruption-budget";
import { assertContains } from "../../../support/contains";
import { subjectOf, values } from "../../../support/services";

const budget = (podDisruptionBudget: DataObject) =>
  renderDisruptionBudgets(subjectOf({ podDisruptionBudget }))[0];

/** Name of each budget -> the labels of the pods that it is for. */
const budgets = (...layers: DataObject[]) => {
  const podDisruptionBudget = { enabled: true, byRole: true };
  const rendered = renderDisruptionBudgets(subjectOf({ podDisruptionBudget }, ...layers));
  return Object.fromEntries(
    rendered.map(({ metadata, spec }) => [metadata.name, Reflect.get(Object(spec), "selector").matchLabels]),
  );
};
const strategyOf = (...layers: DataObject[]): unknown =>
  Reflect.get(Object(planWorkload(subjectOf(...layers)).workload["spec"]), "strategy");

describe("the disruption budget of a service", () => {
  it("is not there unless it is asked for", () => {
    assert.equal(budget({ minAvailable: 1 }), undefined);
  });

  it("lets one pod go at a time, of both versions together, unless the values say otherwise", () => {
    const selector = { matchLabels: { "app.kubernetes.io/name": "pay" } };
    assert.deepEqual(budget({ enabled: true })?.["spec"], {
      selector,
      maxUnavailable: 1,
      unhealthyPodEvictionPolicy: "AlwaysAllow",
    });
    assert.deepEqual(budget({ enabled: true, minAvailable: "50%" })?.["spec"], {
      selector,
      minAvailable: "50%",
      unhealthyPodEvictionPolicy: "AlwaysAllow",
    });
  });

  it("lets pods that are not ready go in any case, unless the values say otherwise", () => {
    const unhealthyPodEvictionPolicy = "IfHealthyBudget";
    assertContains(budget({ enabled: true, unhealthyPodEvictionPolicy })?.["spec"], {
      unhealthyPodEvictionPolicy,
    });
  });

  it("is one for each role of a Rollout, by a label that the controller moves with the role", () => {
    const name = { "app.kubernetes.io/name": "pay" };
    const label = "progressive-delivery/role";
    const blueGreen = { rollout: { enabled: true, strategy: "blueGreen" } };
    assert.deepEqual(budgets(), { pay: name });
    assert.deepEqual(budgets({ rollout: { enabled: true } }), {
      "pay-stable": { ...name, [label]: "stable" },
      "pay-canary": { ...name, [label]: "canary" },
    });
    assert.deepEqual(budgets(blueGreen), {
      "pay-active": { ...name, [label]: "active" },
      "pay-preview": { ...name, [label]: "preview" },
    });
    const podDisruptionBudget = { enabled: true, byRole: true };
    const stableMetadata = { labels: { team: "a" }, annotations: { note: "b" } };
    assertContains(
      strategyOf({ podDisruptionBudget, rollout: { enabled: true, canary: { stableMetadata } } }),
      {
        canary: {
          stableMetadata: { labels: { team: "a", [label]: "stable" }, annotations: { note: "b" } },
          canaryMetadata: { labels: { [label]: "canary" } },
        },
      },
    );
    assertContains(strategyOf({ podDisruptionBudget }, blueGreen), {
      blueGreen: {
        activeMetadata: { labels: { [label]: "active" } },
        previewMetadata: { labels: { [label]: "preview" } },
      },
    });
  });

  it("gives pods no role that no budget asks for", () => {
    for (const podDisruptionBudget of [{ byRole: true }, { enabled: true }])
      assert.equal(
        JSON.stringify(strategyOf({ podDisruptionBudget, rollout: { enabled: true } })).includes("role"),
        false,
      );
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
