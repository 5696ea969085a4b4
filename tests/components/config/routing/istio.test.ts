import assert from "node:assert/strict";
import { type DataObject, deliveryOf, formatFinding } from "../../../../components/config";
import { checkService } from "../../../../components/rules";
import { serviceOf, values } from "../../../support/services";

const service = { ports: [{ name: "db", port: 5432 }] };
const canary = (istio: DataObject, trafficRouting?: DataObject) => {
  const rollout = { enabled: true, canary: trafficRouting ? { trafficRouting } : {} };
  const delivery = deliveryOf("pay", serviceOf({ service, rollout, routing: { istio } }));
  return delivery.kind === "canary" ? delivery.canary : undefined;
};
const block = (istio: DataObject) => canary(istio)?.trafficRouting?.istio;
const refused = (istio: DataObject) =>
  checkService("pay", values({ routing: { istio } }), []).findings.map(formatFinding);

describe("what a canary tells the controller about Istio", () => {
  it("is the VirtualService and all of its routes", () => {
    assert.deepEqual(block({}), { virtualService: { name: "pay", routes: ["primary"] } });
    const http = [{ name: "cards", match: [{ uri: { prefix: "/cards" } }] }, { name: "rest" }];
    assert.deepEqual(block({ http, tcp: [{ port: 5432 }] }), {
      virtualService: { name: "pay", routes: ["cards", "rest"], tcpRoutes: [{ port: 5432 }] },
    });
  });

  it("is the port and server names of its connections, and no HTTP route beside them", () => {
    const tls = [{ port: 443, sniHosts: ["a.example.com", "b.example.com"], servicePort: 5432 }];
    assert.deepEqual(block({ hosts: ["*.example.com"], tls }), {
      virtualService: {
        name: "pay",
        tlsRoutes: [{ port: 443, sniHosts: ["a.example.com", "b.example.com"] }],
      },
    });
  });

  it("is the namespace of a VirtualService elsewhere", () => {
    const elsewhere = { namespace: "edge", name: "shop-pay" };
    assert.equal(block(elsewhere)?.virtualService?.name, "shop-pay.edge");
  });

  it("is the subsets, and then no stable and canary Service", () => {
    const subsets = { stable: "old", additional: [{ name: "beta", labels: {} }] };
    const found = canary({ subsets });
    assert.deepEqual(found?.trafficRouting?.istio?.destinationRule, {
      name: "pay",
      stableSubsetName: "old",
      canarySubsetName: "canary",
      additionalSubsetNames: ["beta"],
    });
    assert.equal(found.stableService, undefined);
    assert.equal(block({ subsets: false })?.destinationRule, undefined);
  });

  it("is what trafficRouting says itself where it does", () => {
    const own = { virtualService: { name: "pay", routes: ["web"] } };
    assert.deepEqual(canary({ http: [{ name: "web" }] }, { istio: own })?.trafficRouting, { istio: own });
  });

  it("is refused when names of routes or subsets repeat, or shares are more than all", () => {
    assert.deepEqual(refused({ http: [{ name: "a" }, { name: "a" }] }), [
      'routing.istio.http: [{"name":"a"},{"name":"a"}] is not valid: expected names that differ.',
    ]);
    assert.deepEqual(refused({ subsets: { canary: "stable" } }), [
      'routing.istio.subsets: {"stable":"stable","canary":"stable","additional":[]} is not valid: expected names that differ.',
    ]);
    assert.deepEqual(refused({ subsets: "yes" }), [
      'routing.istio.subsets: "yes" is not valid: expected true, or names of subsets.',
    ]);
    const [much] = refused({ subsets: { additional: [{ name: "beta", labels: {}, weight: 101 }] } });
    assert.match(much ?? "", /expected at most 100/);
    const half = ["a", "b"].map((name) => ({ name, labels: {}, weight: 60 }));
    assert.match(refused({ subsets: { additional: half } })[0] ?? "", /100 together at most/);
  });
});
