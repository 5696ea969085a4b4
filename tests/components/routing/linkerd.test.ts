import assert from "node:assert/strict";
import type { DataObject } from "../../../components/config";
import { renderRoutes } from "../../../components/routing";
import { assertContains } from "../../support/contains";
import { subjectOf } from "../../support/services";

const mesh = (linkerd: DataObject = {}): DataObject => ({
  routing: { linkerd },
  service: { port: 8080, ports: [{ name: "grpc", port: 9090 }] },
});
const canary = { rollout: { enabled: true, canary: { steps: [{ setWeight: 50 }] } } };
const blueGreen = { rollout: { enabled: true, strategy: "blueGreen" } };
const routes = (...layers: DataObject[]) =>
  renderRoutes(subjectOf(...layers)).map(({ manifest }) => manifest);
const names = (...layers: DataObject[]) =>
  routes(...layers).map(({ kind, metadata }) => `${kind} ${metadata.name}`);
const ref = (name: string, weight: number, port = 8080) => ({
  group: "",
  kind: "Service",
  name,
  port,
  weight,
});

describe("a route in Linkerd's mesh", () => {
  it("belongs to the Service that clients call, and splits between both versions of a canary", () => {
    assert.deepEqual(routes(mesh(), canary)[0]?.["spec"], {
      parentRefs: [{ group: "", kind: "Service", name: "pay", port: 8080 }],
      rules: [
        {
          matches: [{ path: { type: "PathPrefix", value: "/" } }],
          backendRefs: [ref("pay-stable", 100), ref("pay-canary", 0)],
        },
      ],
    });
  });

  it("leads to the apex itself for a Deployment and for blue-green", () => {
    for (const layer of [{}, blueGreen])
      assertContains(routes(mesh(), layer), [{ spec: { rules: [{ backendRefs: [ref("pay", 1)] }] } }]);
  });

  it("is a GRPCRoute where the service speaks gRPC, on the port that the values name", () => {
    const [route] = routes(mesh({ protocol: "grpc", port: "grpc" }), canary);
    assertContains(route, { apiVersion: "gateway.networking.k8s.io/v1", kind: "GRPCRoute" });
    assert.deepEqual(route?.["spec"], {
      parentRefs: [{ group: "", kind: "Service", name: "pay", port: 9090 }],
      rules: [{ backendRefs: [ref("pay-stable", 100, 9090), ref("pay-canary", 0, 9090)] }],
    });
  });

  it("makes room for the Gateway's route, whose name is the service's", () => {
    const httpRoute = { enabled: true, parentRefs: [{ name: "edge" }] };
    assert.deepEqual(names(mesh()), ["HTTPRoute pay"]);
    assert.deepEqual(names(mesh(), { httpRoute }), ["HTTPRoute pay", "HTTPRoute pay-mesh"]);
  });

  it("is none where it is off", () => {
    assert.deepEqual(names(mesh({ enabled: false })), []);
  });
});
