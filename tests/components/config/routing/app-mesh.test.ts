import assert from "node:assert/strict";
import { deliveryOf } from "../../../../components/config";
import { serviceOf } from "../../../support/services";

describe("what a canary tells the controller about App Mesh", () => {
  it("is the VirtualService and the node of each version, with a Service for each", () => {
    const delivery = deliveryOf("pay", serviceOf({ rollout: { enabled: true }, routing: { appMesh: {} } }));
    assert.deepEqual(delivery, {
      kind: "canary",
      canary: {
        steps: [],
        stableService: "pay-stable",
        canaryService: "pay-canary",
        trafficRouting: {
          appMesh: {
            virtualService: { name: "pay" },
            virtualNodeGroup: {
              stableVirtualNodeRef: { name: "pay-stable" },
              canaryVirtualNodeRef: { name: "pay-canary" },
            },
          },
        },
      },
    });
  });
});
