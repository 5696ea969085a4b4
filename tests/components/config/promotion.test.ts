import assert from "node:assert/strict";
import { type DataObject, environment, formatFinding, parse } from "../../../components/config";

function parsed(promotion: DataObject) {
  const { value, findings } = parse(environment, { environment: "prod", promotion });
  return { promotion: value?.promotion, said: findings.map(formatFinding) };
}

describe("the promotion of images", () => {
  it("comes from a stack of this project or of another, and waits for as long as it is told", () => {
    assert.deepEqual(parsed({ from: "staging" }).promotion, { from: "staging", minHealthy: 0, override: {} });
    assert.equal(parsed({ from: "shop/delivery/staging", minHealthy: "1h30m" }).promotion?.minHealthy, 5400);
  });

  it("has a stack, a time and a reason for each override", () => {
    const override = { pay: { image: "registry/pay:v2", reason: " " } };
    assert.deepEqual(parsed({ from: "shop/staging", minHealthy: "soon", override }).said, [
      'promotion.from: "shop/staging" is not valid: expected a stack of this project (staging), or organization/project/stack.',
      'promotion.minHealthy: "soon" is not valid: expected seconds (300) or a duration with a unit ("30s", "5m", "1h30m").',
      'promotion.override.pay.reason: " " is not valid: expected a reason, which the stack\'s outputs keep.',
    ]);
  });
});
