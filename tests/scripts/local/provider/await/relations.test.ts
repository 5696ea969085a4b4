import assert from "node:assert/strict";
import { labelSelectorOf } from "../../../../../scripts/local/provider/await/relations";

describe("a label selector as a request's text", () => {
  it("has every form that the API knows", () => {
    const matchExpressions = [
      { key: "tier", operator: "In", values: ["web", "api"] },
      { key: "track", operator: "NotIn", values: ["canary"] },
      { key: "owner", operator: "Exists" },
      { key: "legacy", operator: "DoesNotExist" },
    ];
    const text = labelSelectorOf({ matchLabels: { app: "pay" }, matchExpressions });
    assert.equal(text, "app=pay,tier in (web,api),track notin (canary),owner,!legacy");
    assert.equal(labelSelectorOf({}), undefined);
  });
});
