import assert from "node:assert/strict";
import { type DataObject, deliveryOf } from "../../../../components/config";
import { serviceOf } from "../../../support/services";

const settings = (gloo: DataObject): unknown => {
  const values = { hosts: ["pay.example.com"], ...gloo };
  const delivery = deliveryOf("pay", serviceOf({ rollout: { enabled: true }, routing: { gloo: values } }));
  return delivery.kind === "canary" ? delivery.canary : undefined;
};
const services = { canaryService: "pay-canary", stableService: "pay-stable", steps: [] };
const plugin = (block: DataObject) => ({
  ...services,
  trafficRouting: { plugins: { "solo-io/glooplatform": block } },
});

describe("what a canary tells Gloo's plugin", () => {
  it("is the RouteTable and its route, by their names", () => {
    const routeTableSelector = { name: "pay" };
    assert.deepEqual(settings({}), plugin({ routeTableSelector, routeSelector: { name: "pay" } }));
    const http = [{ name: "all" }];
    assert.deepEqual(settings({ http }), plugin({ routeTableSelector, routeSelector: { name: "all" } }));
  });

  it("names no route where there are several, and so means all of them", () => {
    const http = [{ name: "api" }, { name: "rest" }];
    assert.deepEqual(settings({ http }), plugin({ routeTableSelector: { name: "pay" } }));
  });

  it("says where the RouteTable is, when that is another namespace", () => {
    assert.deepEqual(
      settings({ namespace: "gloo-mesh" }),
      plugin({
        routeTableSelector: { name: "pay", namespace: "gloo-mesh" },
        routeSelector: { name: "pay" },
      }),
    );
  });

  it("is nothing where the block is off", () => {
    assert.deepEqual(settings({ enabled: false }), { steps: [] });
  });
});
