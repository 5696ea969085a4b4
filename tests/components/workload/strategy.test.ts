import assert from "node:assert/strict";
import fc from "fast-check";
import { type DataObject, parse, service, type ServiceConfig } from "../../../components/config";
import { blueGreen, canary } from "../../../components/config/rollout-strategy";
import { planWorkload } from "../../../components/workload";
import { arbitraryRollout } from "../../support/arbitrary-rollout";
import { assertContains } from "../../support/contains";
import { subjectOf, values } from "../../support/services";

const clusterTemplates = { "error-rate": {} };

function specOf(config: ServiceConfig): { strategy: { canary?: unknown; blueGreen?: unknown } } {
  const { workload } = planWorkload({ name: "pay", namespace: "shop", service: config, clusterTemplates });
  return Object(workload["spec"]);
}

/** Values as the schema hands them on, whatever rules say of them. */
function parsed(rollout: DataObject): ServiceConfig {
  const { value, findings } = parse(service, values({ rollout }));
  assert.ok(value, JSON.stringify(findings));
  return value;
}

function strategyOf(rollout: DataObject, layer: DataObject = {}): unknown {
  const subject = subjectOf({ rollout: { enabled: true, ...rollout } }, layer);
  return Object(planWorkload({ ...subject, clusterTemplates }).workload["spec"]).strategy;
}

describe("the strategy of a Rollout", () => {
  it("is read by the schema that made it as the very same", () => {
    fc.assert(
      fc.property(arbitraryRollout, (rollout) => {
        const { strategy } = specOf(parsed(rollout));
        assert.equal(Object.keys(strategy).length, 1);
        if (strategy.canary !== undefined)
          assert.deepEqual(parse(canary, strategy.canary).value, strategy.canary);
        if (strategy.blueGreen !== undefined)
          assert.deepEqual(parse(blueGreen, strategy.blueGreen).value, strategy.blueGreen);
      }),
    );
  });

  it("has all that the values say, and so has the rest of the spec", () => {
    fc.assert(
      fc.property(arbitraryRollout, (rollout) => {
        const config = parsed(rollout);
        const {
          enabled,
          strategy: kind,
          canary,
          blueGreen,
          gates,
          notifications,
          ...others
        } = config.rollout;
        const strategy = kind === "canary" ? { canary } : { blueGreen };
        assertContains(specOf(config), { ...others, strategy });
        assert.deepEqual(
          Object.keys(specOf(config)).sort(),
          [...new Set([...Object.keys(others), "replicas", "selector", "strategy", "template"])].sort(),
        );
      }),
    );
  });

  const known = { templateName: "error-rate", clusterScope: true };
  const use = { templates: [{ templateName: "error-rate" }] };
  const found = { templates: [known] };

  it("says of every template of the cluster that it is one", () => {
    const experiment = { templates: [{ name: "new", specRef: "canary" }], duration: "5m" };
    const analyses = [{ name: "errors", templateName: "error-rate" }];
    assertContains(
      strategyOf({
        canary: { analysis: use, steps: [{ analysis: use }, { experiment: { ...experiment, analyses } }] },
      }),
      {
        canary: {
          analysis: found,
          steps: [
            { analysis: found },
            { experiment: { ...experiment, analyses: [{ name: "errors", ...known }] } },
          ],
        },
      },
    );
    const strategy = "blueGreen";
    assertContains(
      strategyOf({ strategy, blueGreen: { prePromotionAnalysis: use, postPromotionAnalysis: use } }),
      { blueGreen: { prePromotionAnalysis: found, postPromotionAnalysis: found } },
    );
  });

  it("takes a service's own template before one of the cluster, and keeps what the values say", () => {
    const metrics = [{ name: "errors", count: 1, provider: { web: { url: "https://registry.example/up" } } }];
    const own = { analysisTemplates: { "error-rate": { metrics } } };
    assert.deepEqual(strategyOf({ canary: { analysis: use } }, own), {
      canary: { steps: [], analysis: use },
    });
    const said = { templates: [{ templateName: "error-rate", clusterScope: false }] };
    assertContains(strategyOf({ canary: { analysis: said } }), { canary: { analysis: said } });
  });
});
