import assert from "node:assert/strict";
import { type DataObject, deliveryOf, emptyCluster, routeKey } from "../../../components/config";
import { renderRoutes } from "../../../components/routing";
import { foundRoutes } from "../../support/live";
import { subjectOf } from "../../support/services";

const viaApisix = (values: DataObject = {}): DataObject => ({
  routing: { apisix: { hosts: ["pay.example.com"], ...values } },
  service: { port: 8080 },
});
const canary = { rollout: { enabled: true, canary: { steps: [{ setWeight: 50 }] } } };
const blueGreen = { rollout: { enabled: true, strategy: "blueGreen" } };
const preview = { preview: { hosts: ["next.example.com"] } };

const routes = (...layers: DataObject[]) =>
  renderRoutes(subjectOf(...layers)).map(({ manifest }) => manifest);
const rule = (...layers: DataObject[]) => Object(routes(...layers)[0]?.["spec"]).http[0];
const backend = (serviceName: string) => ({ serviceName, servicePort: 8080 });

describe("an ApisixRoute", () => {
  it("leads to the apex for a Deployment, and to the live Service for blue-green", () => {
    assert.deepEqual(rule(viaApisix()), {
      name: "pay",
      match: { hosts: ["pay.example.com"], paths: ["/*"] },
      backends: [backend("pay")],
    });
    assert.deepEqual(rule(viaApisix(), blueGreen).backends, [backend("pay")]);
  });

  it("leads to both versions of a canary, whose weights are the controller's alone", () => {
    assert.deepEqual(rule(viaApisix(), canary).backends, [backend("pay-stable"), backend("pay-canary")]);
  });

  it("is the one that the Rollout names, by its rule", () => {
    const delivery = deliveryOf("pay", subjectOf(viaApisix(), canary).service);
    assert.deepEqual(delivery.kind === "canary" && delivery.canary.trafficRouting, {
      apisix: { route: { name: "pay", rules: [rule(viaApisix(), canary).name] } },
    });
  });

  it("is made only where the values ask for it", () => {
    assert.deepEqual(routes(viaApisix({ enabled: false }), canary), []);
  });

  it("has the class, the paths and the plugins that the values name", () => {
    const plugins = { "limit-count": { count: 2, time_window: 60 } };
    const values = viaApisix({
      ingressClassName: "edge",
      paths: ["/pay/*"],
      websocket: true,
      plugins,
      hosts: [],
    });
    assert.deepEqual(routes(values)[0]?.["spec"], {
      ingressClassName: "edge",
      http: [
        {
          name: "pay",
          match: { paths: ["/pay/*"] },
          websocket: true,
          backends: [backend("pay")],
          plugins: [{ name: "limit-count", enable: true, config: { count: 2, time_window: 60 } }],
        },
      ],
    });
  });

  it("shows a new version alone on hosts of its own, by an object of its own", () => {
    const found = (layer: DataObject) =>
      routes(viaApisix(preview), layer).map(({ metadata, spec }) => [
        metadata.name,
        Object(spec).http[0].match.hosts,
        Object(spec).http[0].backends.at(-1).serviceName,
      ]);
    assert.deepEqual(found({}), [["pay", ["pay.example.com"], "pay"]]);
    assert.deepEqual(found(canary)[1], ["pay-preview", ["next.example.com"], "pay-canary"]);
    assert.deepEqual(found(blueGreen)[1], ["pay-preview", ["next.example.com"], "pay-preview"]);
  });

  it("keeps the weights of a running canary when something else of it changes", () => {
    const weights = [
      { ...backend("pay-stable"), weight: 80 },
      { ...backend("pay-canary"), weight: 20 },
    ];
    const http = [{ ...rule(viaApisix(), canary), backends: weights }];
    const objects = new Map([[routeKey("ApisixRoute", "pay"), { spec: { http } }]]);
    const live = { ...emptyCluster, routes: foundRoutes(objects) };
    const shipped = (values: DataObject) =>
      renderRoutes({ ...subjectOf(viaApisix(values), canary), live })[0];
    assert.deepEqual(shipped({})?.ownedByController, ["spec.http"]);
    const changed = shipped({ paths: ["/pay/*"] });
    assert.deepEqual(changed?.ownedByController, []);
    assert.deepEqual(Object(changed?.manifest["spec"]).http[0].backends, weights);
  });
});
