import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { type DataObject, parse, service } from "../../../components/config";
import { renderRoutes } from "../../../components/routing";
import { assertContains } from "../../support/contains";
import { subjectOf } from "../../support/services";

const httpRoute = { enabled: true, parentRefs: [{ name: "edge", namespace: "gateways" }] };
const viaGateway = { httpRoute, service: { port: 8080 } };
const viaMesh = { "cw-istio": { enabled: true, virtualService: { enabled: true } } };
const canary = { rollout: { enabled: true, canary: { steps: [{ setWeight: 50 }] } } };
const blueGreen = { rollout: { enabled: true, strategy: "bluegreen" } };

const routes = (...layers: DataObject[]) =>
  renderRoutes(subjectOf(...layers)).map(({ manifest }) => manifest);
const names = (...layers: DataObject[]) =>
  routes(...layers).map(({ kind, metadata }) => `${kind} ${metadata.name}`);
const backends = (...layers: DataObject[]): unknown =>
  Object(routes(viaGateway, ...layers)[0]?.["spec"]).rules[0].backendRefs;
const destinations = (...layers: DataObject[]): unknown =>
  Object(routes(viaMesh, ...layers)[0]?.["spec"]).http[0].route;

describe("the routes of a service", () => {
  it("are none unless the values ask for one", () => {
    assert.deepEqual(names(canary), []);
    assert.deepEqual(names({ "cw-istio": { enabled: true } }), []);
  });

  it("are one for each router that the values name", () => {
    assert.deepEqual(names(viaGateway, viaMesh, canary), ["HTTPRoute pay", "VirtualService pay"]);
  });

  it("keep their names in every kind and strategy, so that a switch edits them in place", () => {
    for (const layer of [{}, canary, blueGreen])
      assert.deepEqual(names(viaGateway, viaMesh, layer), ["HTTPRoute pay", "VirtualService pay"]);
  });
});

describe("an HTTPRoute", () => {
  const backend = { group: "", kind: "Service", port: 8080 };

  it("leads to the apex for a Deployment, and to the live Service for blue-green", () => {
    assert.deepEqual(backends(), [{ ...backend, name: "pay", weight: 1 }]);
    assert.deepEqual(backends(blueGreen), [{ ...backend, name: "pay", weight: 1 }]);
    assert.deepEqual(backends(blueGreen, { rollout: { blueGreen: { activeService: "live" } } }), [
      { ...backend, name: "live", weight: 1 },
    ]);
  });

  it("leads to both versions of a canary, all of the traffic to the stable one", () => {
    assert.deepEqual(backends(canary), [
      { ...backend, name: "pay-stable", weight: 100 },
      { ...backend, name: "pay-canary", weight: 0 },
    ]);
    assertContains(backends(canary, { rollout: { canary: { stableService: "old" } } }), [
      { name: "old" },
      { name: "pay-canary" },
    ]);
  });

  it("spells out what the API server would fill in", () => {
    assert.deepEqual(routes(viaGateway)[0], {
      apiVersion: "gateway.networking.k8s.io/v1",
      kind: "HTTPRoute",
      metadata: {
        name: "pay",
        namespace: "shop",
        annotations: { "pulumi.com/patchForce": "true" },
        labels: {
          "app.kubernetes.io/name": "pay",
          "app.kubernetes.io/instance": "pay",
          "app.kubernetes.io/managed-by": "pulumi",
        },
      },
      spec: {
        parentRefs: [
          { group: "gateway.networking.k8s.io", kind: "Gateway", name: "edge", namespace: "gateways" },
        ],
        rules: [
          {
            matches: [{ path: { type: "PathPrefix", value: "/" } }],
            backendRefs: [{ ...backend, name: "pay", weight: 1 }],
          },
        ],
      },
    });
  });

  it("hands on hosts, matches, annotations and parents as the values say them", () => {
    const host = pulumi.output("pay.example.com");
    const matches = [{ headers: [{ name: "x-team", value: "pay" }] }];
    const parentRefs = [{ kind: "Service", name: "pay", port: 80 }];
    const values = {
      image: { repository: "registry.example/pay" },
      httpRoute: { enabled: true, parentRefs, matches, hostnames: [host], annotations: { team: host } },
    };
    const { value } = parse(service, values);
    assert.ok(value);
    const [route] = renderRoutes({ name: "pay", namespace: "shop", service: value });
    assertContains(route?.manifest, {
      spec: { parentRefs: [{ group: "", ...parentRefs[0] }], rules: [{ matches }] },
    });
    assert.equal(Object(route?.manifest["spec"]).hostnames[0], host);
    assert.equal(route?.manifest.metadata.annotations?.["team"], host);
  });
});

describe("a VirtualService", () => {
  it("is for callers in the mesh unless the values name gateways and hosts", () => {
    assertContains(routes(viaMesh), [
      {
        apiVersion: "networking.istio.io/v1",
        spec: { hosts: ["pay"], http: [{ name: "primary", route: [{ destination: { host: "pay" } }] }] },
      },
    ]);
    const virtualService = { hosts: ["pay.example.com"], gateways: ["edge/public"], annotations: { a: "b" } };
    assertContains(routes(viaMesh, { "cw-istio": { virtualService } }), [
      {
        metadata: { annotations: { a: "b" } },
        spec: { hosts: ["pay.example.com"], gateways: ["edge/public"] },
      },
    ]);
  });

  it("leads to both versions of a canary in the route that the Rollout names", () => {
    assert.deepEqual(destinations(canary), [
      { destination: { host: "pay-stable" }, weight: 100 },
      { destination: { host: "pay-canary" }, weight: 0 },
    ]);
    assert.deepEqual(destinations(blueGreen), [{ destination: { host: "pay" } }]);
  });

  it("leads to Services that trade places, or to subsets of one, where the values say so", () => {
    const trading = { pingPong: { pingService: "ping", pongService: "pong" } };
    assertContains(destinations(canary, { rollout: { canary: trading } }), [
      { destination: { host: "ping" }, weight: 100 },
      { destination: { host: "pong" }, weight: 0 },
    ]);
    const destinationRule = { name: "pay", canarySubsetName: "new", stableSubsetName: "old" };
    const istio = { virtualService: { name: "pay", routes: ["primary"] }, destinationRule };
    assert.deepEqual(destinations(canary, { rollout: { canary: { trafficRouting: { istio } } } }), [
      { destination: { host: "pay", subset: "old" }, weight: 100 },
      { destination: { host: "pay", subset: "new" }, weight: 0 },
    ]);
  });
});
