import assert from "node:assert/strict";
import { type DataObject, deliveryOf, formatFinding, parse, service } from "../../../../components/config";
import { serviceOf, values } from "../../../support/services";

const canary = (alb: DataObject, own: DataObject = {}) => {
  const layer = { rollout: { enabled: true, canary: own }, routing: { alb }, service: { port: 8080 } };
  const delivery = deliveryOf("pay", serviceOf(layer));
  assert.equal(delivery.kind, "canary");
  return delivery.kind === "canary" ? delivery.canary : undefined;
};
const block = { ingress: "pay", servicePort: 8080, rootService: "pay-root" };

describe("a canary through a load balancer of AWS", () => {
  it("names its Ingress, its action and the port, and has a Service for each version", () => {
    assert.deepEqual(canary({}), {
      canaryService: "pay-canary",
      stableService: "pay-stable",
      steps: [],
      trafficRouting: { alb: block },
    });
  });

  it("has two Services that trade places, and no others, where the values say so", () => {
    const pingPong = { pingService: "pay-ping", pongService: "pay-pong" };
    assert.deepEqual(canary({}, { pingPong }), { pingPong, steps: [], trafficRouting: { alb: block } });
  });

  it("keeps clients at a version for a time, and reads annotations by another prefix", () => {
    const found = canary({
      stickiness: { durationSeconds: "1h" },
      annotationPrefix: "alb.shop",
      rootService: "r",
    });
    assert.deepEqual(found?.trafficRouting?.alb, {
      ...block,
      rootService: "r",
      annotationPrefix: "alb.shop",
      stickinessConfig: { enabled: true, durationSeconds: 3600 },
    });
  });

  it("names all Ingresses where there are several, and the routes that steps make", () => {
    const match = [{ headerName: "x", headerValue: { exact: "y" } }];
    const found = canary(
      { ingresses: { inside: {} } },
      { steps: [{ setHeaderRoute: { name: "testers", match } }] },
    );
    const { ingress, ...others } = block;
    assert.ok(ingress);
    assert.deepEqual(found?.trafficRouting, {
      managedRoutes: [{ name: "testers" }],
      alb: { ...others, ingresses: ["pay", "pay-inside"] },
    });
  });

  it("has no such router when a layer turns it off", () => {
    assert.equal(canary({ enabled: false })?.trafficRouting, undefined);
  });

  it("refuses a time that AWS does not take", () => {
    const alb = { stickiness: { durationSeconds: "200h" } };
    assert.deepEqual((parse(service, values({ routing: { alb } })).findings ?? []).map(formatFinding), [
      "routing.alb.stickiness.durationSeconds: 720000 is not valid: expected between 1 and 604800 seconds (7 days).",
    ]);
  });
});
