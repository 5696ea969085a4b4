import assert from "node:assert/strict";
import { type DataObject, emptyCluster, formatFinding, sortFindings } from "../../components/config";
import { checkService, type Surroundings } from "../../components/rules";
import { values } from "../support/services";
import { lintEach } from "./support/lint";
import { unchecked } from "./support/rendered";
import { canary, NAME, routed } from "./support/specs";

const half = [{ setWeight: 50 }, { pause: { duration: "5m" } }];
const pods = { replicaCount: 4 };
const istio = { istio: { virtualService: { name: "pay" } } };
const gatewayApi = { plugins: { "argoproj-labs/gatewayAPI": { httpRoutes: [{ name: "pay" }] } } };
const byHeader = {
  setHeaderRoute: { name: "testers", match: [{ headerName: "X-Tester", headerValue: { exact: "yes" } }] },
};
const readCluster: Surroundings = {
  live: emptyCluster,
};

interface Case {
  readonly values: DataObject;
  readonly around?: Surroundings;
  /** All that a person reads. */
  readonly says: string;
}

/** Bad or suspicious specs to which lint gives a wrong path, an unclear sentence or its blessing. */
const cases: Readonly<Record<string, Case>> = {
  "a weight of 150": {
    values: canary({ steps: [{ setWeight: 150 }] }, pods),
    says: "services.pay.rollout.canary.steps[0].setWeight: 150 is above 100. A weight is a percentage of traffic.",
  },
  "a misspelt setWeight": {
    values: canary({ steps: [{ setWieght: 50 }] }, pods),
    says: 'services.pay.rollout.canary.steps[0].setWieght: This key is not known. Did you mean "setWeight"?',
  },
  "a pause of 10x": {
    values: canary({ steps: [{ setWeight: 50 }, { pause: { duration: "10x" } }] }, pods),
    says: 'services.pay.rollout.canary.steps[1].pause.duration: "10x" is not valid: expected seconds (300) or a duration with a unit ("30s", "5m", "1h30m").',
  },
  "an empty step": {
    values: canary({ steps: [{ setWeight: 50 }, {}] }, pods),
    says: "services.pay.rollout.canary.steps[1]: {} is not valid: expected exactly one action per step.",
  },
  "setCanaryScale without a router": {
    values: canary({ steps: [{ setCanaryScale: { replicas: 1 } }, ...half] }, pods),
    says: "services.pay.rollout.canary.steps[0].setCanaryScale: It needs a router; here the ratio of pods splits the traffic. Set httpRoute, cw-istio or trafficRouting, or take it out.",
  },
  "one Service for both versions": {
    values: canary({ steps: half, canaryService: "pay-next", stableService: "pay-next" }, pods),
    says: "services.pay.rollout.canary.canaryService: pay-next is the name of the stableService too. Each version needs a Service of its own.",
  },
  "a header route that is not managed": {
    // Without any list the package makes one of the steps.
    values: routed(
      { ...istio, managedRoutes: [{ name: "others" }] },
      { steps: [{ setCanaryScale: { replicas: 1 } }, byHeader, ...half] },
    ),
    says: "services.pay.rollout.canary.steps[1].setHeaderRoute.name: testers is not in trafficRouting.managedRoutes. Add `name: testers` there.",
  },
  "neither surge nor unavailable": {
    values: canary({ steps: half, maxSurge: 0, maxUnavailable: 0 }, pods),
    says: "services.pay.rollout.canary.maxUnavailable: maxSurge (0) and maxUnavailable (0) are both zero. Let one of them be at least 1, or leave both out (25 % each).",
  },
  "pods that get ready after the deadline": {
    values: canary({ steps: half }, { ...pods, rollout: { minReadySeconds: 700 } }),
    says: "services.pay.rollout.minReadySeconds: 700 s is not below progressDeadlineSeconds (600 s by default). Give an update more time than one pod needs to be ready.",
  },
  "dynamicStableScale without a router": {
    values: canary({ steps: half, dynamicStableScale: true }, pods),
    says: "services.pay.rollout.canary.dynamicStableScale: It needs a router; here the ratio of pods splits the traffic. Set httpRoute, cw-istio or trafficRouting, or take it out.",
  },
  "falling weights": {
    values: canary(
      { steps: [...half, { setWeight: 10 }, { pause: { duration: "5m" } }] },
      { replicaCount: 10 },
    ),
    says: "services.pay.rollout.canary.steps[2].setWeight: 10 is below the 50 of steps[0]. Let weights rise from step to step; an abort takes all traffic back by itself.",
  },
  "an AnalysisTemplate that is not in the cluster": {
    values: canary({ steps: [...half, { analysis: { templates: [{ templateName: "nowhere" }] } }] }, pods),
    around: readCluster,
    says: 'services.pay.rollout.canary.steps[2].analysis.templates[0].templateName: There is no AnalysisTemplate "nowhere". Declare it in analysisTemplates.',
  },
  "1 % of three pods": {
    values: canary({ steps: [{ setWeight: 1 }, { pause: { duration: "5m" } }] }, { replicaCount: 3 }),
    says: "services.pay.rollout.canary.steps[0].setWeight: 1 comes to 1 of 4 pods (25 %) with 3 replicas (replicaCount). Run at least 9 replicas, or let a router split the traffic (httpRoute, cw-istio).",
  },
};

/** Mistakes that cannot be made here: the spec is completed, so neither we nor lint have anything against it. */
const completed: Readonly<Record<string, DataObject>> = {
  "both strategies: `strategy` says which one counts": canary(
    { steps: half },
    { ...pods, rollout: { strategy: "canary", blueGreen: { autoPromotionEnabled: false } } },
  ),
  "istio without Services: they are made here": routed(istio, { steps: half }),
  "the Gateway API without Services: they are made here": routed(gatewayApi, { steps: half }),
};

describe("sixteen specs at which lint fails its reader", function () {
  this.timeout(60_000);

  for (const [what, { values: layer, around, says }] of Object.entries(cases)) {
    it(`${what}: one line with the true path and the way out`, () => {
      const { findings } = checkService(NAME, values(layer), ["services", NAME], around);
      assert.deepEqual(sortFindings(findings).map(formatFinding), [says]);
    });
  }

  for (const [what, layer] of Object.entries(completed)) {
    it(what, async () => {
      const { findings } = checkService(NAME, values(layer), []);
      assert.deepEqual(findings, []);
      assert.deepEqual(await lintEach([unchecked(values(layer))]), [undefined]);
    });
  }
});
