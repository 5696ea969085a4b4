import assert from "node:assert/strict";
import { type DataObject, deliveryOf } from "../../../components/config";
import { renderRoutes, routeQueriesOf } from "../../../components/routing";
import { renderServices } from "../../../components/workload/service";
import { subjectOf } from "../../support/services";

const viaSmi = (values: DataObject = {}): DataObject => ({ routing: { smi: values } });
const rollout = { rollout: { enabled: true } };
const routing = (...layers: DataObject[]) => {
  const delivery = deliveryOf("pay", subjectOf(...layers).service);
  return delivery.kind === "canary" ? delivery.canary.trafficRouting : undefined;
};

describe("a canary through the Service Mesh Interface", () => {
  it("splits what comes to the Service that clients call", () => {
    assert.deepEqual(routing(viaSmi(), rollout), { smi: { rootService: "pay" } });
    const names = { rootService: "edge", trafficSplitName: "pay-split" };
    assert.deepEqual(routing(viaSmi(names), rollout), { smi: names });
    assert.equal(routing(viaSmi({ enabled: false }), rollout), undefined);
  });

  it("has a Service for each version and no object of ours: the controller makes the TrafficSplit", () => {
    const subject = subjectOf(viaSmi(), rollout);
    assert.deepEqual(
      renderServices(subject).map(({ metadata }) => metadata.name),
      ["pay", "pay-stable", "pay-canary"],
    );
    assert.deepEqual(renderRoutes(subject), []);
  });

  it("needs a cluster that has TrafficSplits, which a Deployment does not", () => {
    const trafficSplits = {
      apiVersion: "split.smi-spec.io/v1alpha1",
      kind: "TrafficSplit",
      plural: "trafficsplits",
    };
    assert.deepEqual(routeQueriesOf(subjectOf(viaSmi(), rollout)), [trafficSplits]);
    assert.deepEqual(routeQueriesOf(subjectOf(viaSmi())), []);
  });
});
