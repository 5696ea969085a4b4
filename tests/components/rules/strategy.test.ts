import type { DataObject } from "../../../components/config";
import { strategyRules } from "../../../components/rules/strategy";
import { describeRules } from "../../support/rule-cases";

const canary = (values: DataObject): DataObject => ({ rollout: { enabled: true, canary: values } });
const steps = (...weights: number[]): DataObject =>
  canary({ steps: weights.map((setWeight) => ({ setWeight })) });

describeRules("rules about the strategy", strategyRules, [
  {
    rule: "canary-weight-bounds",
    refuses: steps(10, 50, 150),
    with: "services.pay.rollout.canary.steps[2].setWeight: 150 is above 100. A weight is a percentage of traffic.",
    accepts: steps(0, 100),
  },
  {
    rule: "canary-can-move",
    refuses: canary({ maxSurge: 0, maxUnavailable: "0%" }),
    with: "services.pay.rollout.canary.maxUnavailable: maxSurge (0) and maxUnavailable (0%) are both zero. Let one of them be at least 1, or leave both out (25 % each).",
    accepts: canary({ maxSurge: 1, maxUnavailable: 0 }),
  },
]);
