import assert from "node:assert/strict";
import { type DataObject, deliveryOf, formatFinding, parse, service } from "../../../../components/config";
import { serviceOf, values } from "../../../support/services";

const canary = (nginx: DataObject, own: DataObject = {}) => {
  const delivery = deliveryOf(
    "pay",
    serviceOf({ rollout: { enabled: true, canary: own }, routing: { nginx } }),
  );
  assert.equal(delivery.kind, "canary");
  return delivery.kind === "canary" ? delivery.canary : undefined;
};
const refused = (nginx: DataObject) =>
  (parse(service, values({ routing: { nginx } })).findings ?? []).map(formatFinding);

describe("a canary through ingress-nginx", () => {
  it("names its Ingress, and has a Service for each version", () => {
    assert.deepEqual(canary({}), {
      canaryService: "pay-canary",
      stableService: "pay-stable",
      steps: [],
      trafficRouting: { nginx: { stableIngress: "pay" } },
    });
  });

  it("names all Ingresses where there are several", () => {
    assert.deepEqual(canary({ ingresses: { inside: {}, old: { name: "legacy" } } })?.trafficRouting, {
      nginx: { stableIngresses: ["pay", "pay-inside", "legacy"] },
    });
  });

  it("puts the prefix before annotations of the canary's Ingress that have none", () => {
    const canaryAnnotations = { "canary-by-header": "X-Canary", "example.com/owner": "shop" };
    const annotationPrefix = "nginx.example.com";
    assert.deepEqual(canary({ canaryAnnotations, annotationPrefix })?.trafficRouting?.nginx, {
      stableIngress: "pay",
      annotationPrefix,
      additionalIngressAnnotations: { "canary-by-header": "X-Canary" },
      canaryIngressAnnotations: { "example.com/owner": "shop" },
    });
  });

  it("has no such router when a layer turns it off, or the values name the router's objects themselves", () => {
    assert.equal(canary({ enabled: false })?.trafficRouting, undefined);
    const trafficRouting = { nginx: { stableIngress: "edge" } };
    assert.deepEqual(canary({}, { trafficRouting })?.trafficRouting, trafficRouting);
  });

  it("is told in plain words what it cannot be", () => {
    assert.deepEqual(
      refused({
        hosts: ["Pay_1"],
        paths: [{ path: "pay" }],
        ingresses: { preview: {} },
        preview: { hosts: [] },
      }),
      [
        'routing.nginx.hosts[0]: "Pay_1" is not valid: expected a DNS name, such as pay.example.com or *.example.com.',
        'routing.nginx.paths[0].path: "pay" is not valid: expected a path that begins with /.',
        'routing.nginx.ingresses.preview: "preview" is not valid: expected another name than preview, which is that of the preview\'s object.',
        "routing.nginx.preview.hosts: [] is not valid: expected at least 1 item.",
      ],
    );
  });
});
