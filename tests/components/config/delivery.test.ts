import assert from "node:assert/strict";
import { type DataObject, deliveryOf } from "../../../components/config";
import { serviceOf } from "../../support/services";

const canary = (values: DataObject, ...others: DataObject[]) => {
  const delivery = deliveryOf("pay", serviceOf({ rollout: { enabled: true, canary: values } }, ...others));
  assert.equal(delivery.kind, "canary");
  return delivery.kind === "canary" ? delivery.canary : undefined;
};
const httpRoute = { enabled: true, parentRefs: [{ name: "edge" }] };
const istio = { "cw-istio": { enabled: true, virtualService: { enabled: true } } };
const ownServices = { canaryService: "pay-canary", stableService: "pay-stable" };

describe("how a service gets a new version", () => {
  it("is a Deployment's rolling update unless a Rollout is asked for", () => {
    assert.deepEqual(deliveryOf("pay", serviceOf({ httpRoute })), { kind: "Deployment" });
  });

  it("without a router needs no Services of its own", () => {
    assert.deepEqual(canary({}), { steps: [] });
  });

  it("with the guide's httpRoute goes through the Gateway API plugin", () => {
    const routing = { plugins: { "argoproj-labs/gatewayAPI": { httpRoutes: [{ name: "pay" }] } } };
    assert.deepEqual(canary({}, { httpRoute }), { ...ownServices, steps: [], trafficRouting: routing });
  });

  it("lets the plugin make header routes only when a step sets one", () => {
    const steps = [{ setHeaderRoute: { name: "canary-header" } }];
    const trafficRouting = { managedRoutes: [{ name: "canary-header" }] };
    const plugins = canary({ steps, trafficRouting }, { httpRoute })?.trafficRouting?.plugins;
    assert.deepEqual(plugins, {
      "argoproj-labs/gatewayAPI": { httpRoutes: [{ name: "pay", useHeaderRoutes: true }] },
    });
  });

  it("with the guide's VirtualService goes through Istio", () => {
    assert.deepEqual(canary({}, istio)?.trafficRouting, {
      istio: { virtualService: { name: "pay", routes: ["primary"] } },
    });
  });

  it("keeps what the values say about routers and Services", () => {
    const own = {
      canaryService: "new",
      trafficRouting: {
        plugins: { "argoproj-labs/gatewayAPI": { httpRoute: "edge" } },
        nginx: { stableIngress: "pay" },
      },
    };
    const found = canary(own, { httpRoute });
    assert.equal(found?.canaryService, "new");
    assert.equal(found?.stableService, "pay-stable");
    assert.deepEqual(found?.trafficRouting, own.trafficRouting);
  });

  it("splits one Service by subsets, or two that trade places, without a stable and a canary Service", () => {
    const subsets = { name: "pay", canarySubsetName: "canary", stableSubsetName: "stable" };
    const bySubset = {
      trafficRouting: { istio: { virtualService: { name: "pay" }, destinationRule: subsets } },
    };
    assert.equal(canary(bySubset)?.canaryService, undefined);
    const pingPong = { pingService: "pay-ping", pongService: "pay-pong" };
    assert.equal(
      canary({ pingPong, trafficRouting: { alb: { ingress: "pay", servicePort: 80, rootService: "pay" } } })
        ?.stableService,
      undefined,
    );
  });

  it("in blue-green goes live on the apex and is seen on a preview", () => {
    const blueGreen = (values: DataObject) =>
      deliveryOf("pay", serviceOf({ rollout: { enabled: true, strategy: "bluegreen", blueGreen: values } }));
    const named = { activeService: "pay", previewService: "pay-preview" };
    assert.deepEqual(blueGreen({ scaleDownDelaySeconds: "5m" }), {
      kind: "blueGreen",
      blueGreen: { ...named, scaleDownDelaySeconds: 300 },
    });
    assert.deepEqual(blueGreen({ previewService: "next" }), {
      kind: "blueGreen",
      blueGreen: { ...named, previewService: "next" },
    });
  });
});
