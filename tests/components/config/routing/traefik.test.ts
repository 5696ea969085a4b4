import assert from "node:assert/strict";
import { type DataObject, deliveryOf, formatFinding } from "../../../../components/config";
import { checkService } from "../../../../components/rules";
import { serviceOf, values } from "../../../support/services";

const refused = (traefik: DataObject) =>
  checkService("pay", values({ routing: { traefik } }), []).findings.map(formatFinding);

describe("what a canary tells the controller about Traefik", () => {
  it("is the TraefikService, and a Service for each version", () => {
    const routing = { traefik: { hosts: ["pay.example.com"] } };
    const delivery = deliveryOf("pay", serviceOf({ rollout: { enabled: true }, routing }));
    assert.deepEqual(delivery, {
      kind: "canary",
      canary: {
        steps: [],
        stableService: "pay-stable",
        canaryService: "pay-canary",
        trafficRouting: { traefik: { weightedTraefikServiceName: "pay" } },
      },
    });
  });

  it("is refused without anything by which requests are found, or with a pattern as a host", () => {
    assert.deepEqual(refused({}), [
      'routing.traefik: {"enabled":true} is not valid: expected hosts or match, by which requests are found.',
    ]);
    assert.deepEqual(refused({ hosts: ["a.b"], preview: {} }), [
      "routing.traefik.preview: {} is not valid: expected hosts or match, by which requests are found.",
    ]);
    assert.deepEqual(refused({ hosts: ["*.example.com"] }), [
      'routing.traefik.hosts[0]: "*.example.com" is not valid: expected a whole name; a pattern goes into match.',
    ]);
    assert.deepEqual(refused({ enabled: false }), []);
  });
});
