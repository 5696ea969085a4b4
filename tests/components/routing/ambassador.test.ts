import assert from "node:assert/strict";
import { type DataObject, deliveryOf, formatFinding, parse, service } from "../../../components/config";
import { renderRoutes, routeQueriesOf } from "../../../components/routing";
import { assertContains } from "../../support/contains";
import { subjectOf, values } from "../../support/services";

const viaMapping = (mapping: DataObject = {}): DataObject => ({
  routing: { ambassador: { host: "pay.example.com", ...mapping } },
  service: { port: 8080 },
});
const canary = { rollout: { enabled: true, canary: { steps: [{ setWeight: 50 }] } } };
const blueGreen = { rollout: { enabled: true, strategy: "blueGreen" } };
const further = { mappings: { v1: { prefix: "/v1/" } } };

const routes = (...layers: DataObject[]) =>
  renderRoutes(subjectOf(...layers)).map(({ manifest }) => manifest);
const leadsTo = (...layers: DataObject[]): unknown =>
  Object.fromEntries(routes(...layers).map(({ metadata, spec }) => [metadata.name, Object(spec).service]));
const refused = (ambassador: DataObject) =>
  (parse(service, values({ routing: { ambassador } })).findings ?? []).map(formatFinding);

describe("a Mapping of Emissary-ingress", () => {
  it("leads to the apex of a Deployment, the live Service of blue-green, the old version of a canary", () => {
    assert.deepEqual(leadsTo(viaMapping()), { pay: "pay:8080" });
    assert.deepEqual(leadsTo(viaMapping(), blueGreen), { pay: "pay:8080" });
    assert.deepEqual(leadsTo(viaMapping(), canary), { pay: "pay-stable:8080" });
    assert.deepEqual(leadsTo(viaMapping({ enabled: false }), canary), {});
  });

  it("has what the values say and no weight, which the controller would refuse", () => {
    const [mapping] = routes(viaMapping({ rewrite: "", settings: { resolver: "endpoint" } }), canary);
    assertContains(mapping, { apiVersion: "getambassador.io/v2", kind: "Mapping" });
    assert.deepEqual(mapping?.["spec"], {
      host: "pay.example.com",
      prefix: "/",
      rewrite: "",
      resolver: "endpoint",
      service: "pay-stable:8080",
    });
    for (const key of ["prefix", "host", "rewrite"])
      assert.equal(refused({ settings: { [key]: "/x" } }).length, 1, key);
    assert.deepEqual(refused({ settings: { weight: 10 } }), [
      "routing.ambassador.settings.weight: 10 is not valid: expected nothing here: it has a key of its own, or the package or the controller sets it.",
    ]);
  });

  it("is one of several, all of which the Rollout names", () => {
    assert.deepEqual(leadsTo(viaMapping(further), canary), {
      pay: "pay-stable:8080",
      "pay-v1": "pay-stable:8080",
    });
    const delivery = deliveryOf("pay", subjectOf(viaMapping(further), canary).service);
    assert.deepEqual(delivery.kind === "canary" && delivery.canary.trafficRouting, {
      ambassador: { mappings: ["pay", "pay-v1"] },
    });
  });

  it("leaves the name of the canary's Mapping to the controller", () => {
    assert.deepEqual(refused({ mappings: { canary: {} } }), [
      'routing.ambassador.mappings.canary: "canary" is not valid: expected another name than canary and preview, which are those of other Mappings.',
    ]);
  });

  it("shows a new version alone on a host of its own, by an object of its own", () => {
    const preview = { preview: { host: "next.example.com" } };
    assert.deepEqual(leadsTo(viaMapping(preview)), { pay: "pay:8080" });
    assertContains(leadsTo(viaMapping(preview), canary), { "pay-preview": "pay-canary:8080" });
    assertContains(leadsTo(viaMapping(preview), blueGreen), { "pay-preview": "pay-preview:8080" });
    assertContains(routes(viaMapping(preview), canary)[1]?.["spec"], { host: "next.example.com" });
  });

  it("needs a cluster that has Mappings in the version that the controller reads", () => {
    assert.deepEqual(routeQueriesOf(subjectOf(viaMapping())), [
      { apiVersion: "getambassador.io/v2", kind: "Mapping", plural: "mappings" },
    ]);
  });
});
