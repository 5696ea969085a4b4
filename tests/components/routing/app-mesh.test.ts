import assert from "node:assert/strict";
import { type DataObject, emptyCluster, routeKey } from "../../../components/config";
import { renderRoutes } from "../../../components/routing";
import { assertContains } from "../../support/contains";
import { foundRoutes } from "../../support/live";
import { subjectOf } from "../../support/services";

const canary = { rollout: { enabled: true, canary: { steps: [{ setWeight: 50 }] } } };
const blueGreen = { rollout: { enabled: true, strategy: "bluegreen" } };

const routes = (...layers: DataObject[]) => renderRoutes(subjectOf({ routing: { appMesh: {} } }, ...layers));
const called = (...layers: DataObject[]) =>
  routes(...layers).map(({ manifest: { kind, metadata } }) => `${kind} ${metadata.name}`);
const spec = (wanted: string, ...layers: DataObject[]) =>
  Object(
    routes(...layers).find(({ manifest: { kind, metadata } }) => `${kind} ${metadata.name}` === wanted)
      ?.manifest["spec"],
  );
const targets = (...layers: DataObject[]) =>
  spec("VirtualRouter pay", ...layers).routes[0].httpRoute.action.weightedTargets;
const matchLabels = { "app.kubernetes.io/name": "pay" };

describe("routing.appMesh", () => {
  it("makes a VirtualService with a router, and a node for each version", () => {
    const both = ["VirtualService pay", "VirtualRouter pay"];
    assert.deepEqual(called(), [...both, "VirtualNode pay"]);
    assert.deepEqual(called(blueGreen), [...both, "VirtualNode pay"]);
    assert.deepEqual(called(canary), [...both, "VirtualNode pay-stable", "VirtualNode pay-canary"]);
    assert.deepEqual(called({ routing: { appMesh: { enabled: false } } }), []);
  });

  it("leads to the nodes, all of the traffic to the stable version", () => {
    assert.deepEqual(targets(), [{ virtualNodeRef: { name: "pay" }, weight: 100 }]);
    assert.deepEqual(targets(canary), [
      { virtualNodeRef: { name: "pay-stable" }, weight: 100 },
      { virtualNodeRef: { name: "pay-canary" }, weight: 0 },
    ]);
  });

  it("finds a version's pods by its Service, and leaves the pods of a Rollout to its own nodes", () => {
    assert.deepEqual(spec("VirtualNode pay").podSelector, {
      matchLabels,
      matchExpressions: [{ key: "rollouts-pod-template-hash", operator: "DoesNotExist" }],
    });
    assert.deepEqual(spec("VirtualNode pay", blueGreen).podSelector, { matchLabels });
    assertContains(spec("VirtualNode pay-canary", canary), {
      podSelector: { matchLabels: { ...matchLabels, "rollouts-pod-template-hash": "canary-hash" } },
      listeners: [{ portMapping: { port: 80, protocol: "http" } }],
      serviceDiscovery: { dns: { hostname: "pay-canary.shop.svc.cluster.local" } },
    });
  });

  it("hands on what else App Mesh is told", () => {
    const retryPolicy = { maxRetries: 2 };
    const backends = [{ virtualService: { virtualServiceRef: { name: "ledger" } } }];
    const layer = { routing: { appMesh: { awsName: "pay.test", prefix: "/pay", retryPolicy, backends } } };
    assert.equal(spec("VirtualService pay", layer).awsName, "pay.test");
    assertContains(spec("VirtualRouter pay", layer).routes[0].httpRoute, {
      match: { prefix: "/pay" },
      retryPolicy,
    });
    assert.deepEqual(spec("VirtualNode pay", layer).backends, backends);
  });

  it("leaves the pods of each version to the controller, and keeps the weights of a canary that is underway", () => {
    const owned = (all: ReturnType<typeof routes>) =>
      all.flatMap(({ manifest: { kind, metadata }, ownedByController }) =>
        ownedByController.map((path) => `${kind} ${metadata.name}: ${path}`),
      );
    assert.deepEqual(owned(routes()), []);
    const nodes = ["VirtualNode pay-stable: spec.podSelector", "VirtualNode pay-canary: spec.podSelector"];
    const weightedTargets = [
      { virtualNodeRef: { name: "pay-stable" }, weight: 70 },
      { virtualNodeRef: { name: "pay-canary" }, weight: 30 },
    ];
    const found = [{ name: "primary", httpRoute: { match: { prefix: "/" }, action: { weightedTargets } } }];
    const objects = new Map([[routeKey("VirtualRouter", "pay"), { spec: { routes: found } }]]);
    const live = { ...emptyCluster, routes: foundRoutes(objects) };
    const over = (appMesh: DataObject) =>
      renderRoutes({ ...subjectOf({ routing: { appMesh } }, canary), live });
    assert.deepEqual(owned(over({})), ["VirtualRouter pay: spec.routes", ...nodes]);
    const edited = over({ prefix: "/pay" });
    assert.deepEqual(owned(edited), nodes);
    assertContains(edited[1]?.manifest["spec"], {
      routes: [{ httpRoute: { match: { prefix: "/pay" }, action: { weightedTargets } } }],
    });
  });
});
