import assert from "node:assert/strict";
import type { DataObject } from "../../../components/config";
import { routeTargets } from "../../../scripts/doctor/route-targets";
import { backendsIn, canaryWeights } from "../../../scripts/doctor/route-weights";
import { routesOf, underway } from "./facts";

const services = { canaryService: "pay-canary", stableService: "pay-stable" };
const GATEWAY = "argoproj-labs/gatewayAPI";

const rollout = (trafficRouting: DataObject, canary: DataObject = services) =>
  underway({ ...canary, trafficRouting });
/** `HTTPRoute shop/pay`, or with labels instead of a name. */
const namesOf = (trafficRouting: DataObject) =>
  routeTargets(rollout(trafficRouting)).map(
    ({ kind, namespace, name, labels }) => `${kind.kind} ${namespace}/${name ?? JSON.stringify(labels)}`,
  );

describe("the routes that a Rollout names", () => {
  const places: readonly [string, DataObject, readonly string[]][] = [
    ["Istio", { istio: { virtualService: { name: "pay" } } }, ["VirtualService shop/pay"]],
    [
      "Istio, several and elsewhere",
      { istio: { virtualServices: [{ name: "a" }, { name: "b.mesh" }] } },
      ["VirtualService shop/a", "VirtualService mesh/b"],
    ],
    ["nginx", { nginx: { stableIngresses: ["a", "b"] } }, ["Ingress shop/a", "Ingress shop/b"]],
    ["a load balancer of AWS", { alb: { ingress: "pay" } }, ["Ingress shop/pay"]],
    ["SMI", { smi: {} }, ["TrafficSplit shop/pay"]],
    ["Emissary-ingress", { ambassador: { mappings: ["pay"] } }, ["Mapping shop/pay"]],
    ["APISIX", { apisix: { route: { name: "pay" } } }, ["ApisixRoute shop/pay"]],
    ["Traefik", { traefik: { weightedTraefikServiceName: "pay" } }, ["TraefikService shop/pay"]],
    [
      "the Gateway API",
      { plugins: { [GATEWAY]: { httpRoute: "a", grpcRoutes: [{ name: "b" }], namespace: "edge" } } },
      ["HTTPRoute edge/a", "GRPCRoute edge/b"],
    ],
    [
      "the Gateway API by labels",
      { plugins: { [GATEWAY]: { httpRouteSelector: { matchLabels: { app: "pay" } } } } },
      ['HTTPRoute shop/{"app":"pay"}'],
    ],
    [
      "Gloo Platform",
      { plugins: { "solo-io/glooplatform": { routeTableSelector: { name: "pay", namespace: "gloo" } } } },
      ["RouteTable gloo/pay"],
    ],
    ["another plugin", { plugins: { "acme/router": { route: "pay" } } }, []],
  ];
  for (const [router, routing, expected] of places) {
    it(`are found for ${router}`, () => {
      assert.deepEqual(namesOf(routing), expected);
    });
  }

  it("tell the versions apart by Istio's subsets where there are some", () => {
    const destinationRule = { name: "pay", canarySubsetName: "new", stableSubsetName: "old" };
    const [target] = routeTargets(
      rollout({ istio: { virtualService: { name: "pay" }, destinationRule } }, {}),
    );
    assert.deepEqual([target?.canary, target?.stable, target?.needs], ["new", "old", ["old", "new"]]);
  });

  it("follow the Services that trade places", () => {
    const pingPong = { pingService: "pay-ping", pongService: "pay-pong" };
    const routing = { istio: { virtualService: { name: "pay" } } };
    const [first] = routeTargets(rollout(routing, { pingPong }));
    const traded = underway({ pingPong, trafficRouting: routing }, { canary: { stablePingPong: "ping" } });
    const [second] = routeTargets(traded);
    assert.deepEqual([first?.canary, second?.canary], ["pay-ping", "pay-pong"]);
  });
});

describe("the weight of a canary in a route", () => {
  it("is read from each rule that leads to it, but not from those that steps have made", () => {
    const live = rollout({ plugins: { [GATEWAY]: { httpRoute: "pay" } } });
    const refs = (canary: number) => [
      { name: "pay-stable", weight: 100 - canary },
      { name: "pay-canary", weight: canary },
    ];
    const route = {
      metadata: { name: "pay" },
      spec: {
        rules: [
          { name: "testers", backendRefs: [{ name: "pay-canary", weight: 1 }] },
          { backendRefs: refs(20) },
          { backendRefs: refs(20) },
          { backendRefs: [{ name: "other" }] },
        ],
      },
    };
    const [found] = routesOf(live, route);
    assert.ok(found);
    assert.deepEqual(canaryWeights(found, ["testers"]), [20]);
    assert.deepEqual([...backendsIn(found)].sort(), ["other", "pay-canary", "pay-stable"]);
  });

  it("is an annotation of the Ingress that the controller makes for nginx", () => {
    const [found] = routesOf(rollout({ nginx: { stableIngress: "pay" } }), { metadata: { name: "pay" } });
    assert.ok(found);
    const annotations = { "nginx.ingress.kubernetes.io/canary-weight": "35" };
    const canaryIngress = { metadata: { name: "pay-pay-canary", annotations } };
    assert.deepEqual(canaryWeights({ ...found, canaryIngress }, []), [35]);
  });

  it("is unknown where the route says none", () => {
    const [found] = routesOf(rollout({ traefik: { weightedTraefikServiceName: "pay" } }), {
      metadata: { name: "pay" },
      spec: { weighted: { services: [{ name: "pay-stable" }, { name: "pay-canary" }] } },
    });
    assert.ok(found);
    assert.deepEqual([canaryWeights(found, []), [...backendsIn(found)]], [[], ["pay-stable", "pay-canary"]]);
  });
});
