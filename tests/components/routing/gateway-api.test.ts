import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { type DataObject, parse, service } from "../../../components/config";
import { renderRoutes } from "../../../components/routing";
import { assertContains } from "../../support/contains";
import { subjectOf, values } from "../../support/services";

const parentRefs = [{ name: "edge", namespace: "gateways" }];
const via = (httpRoute: DataObject): DataObject => ({
  httpRoute: { enabled: true, parentRefs, ...httpRoute },
  service: { port: 8080, ports: [{ name: "grpc", port: 9090 }] },
});
const further = (gatewayApi: DataObject): DataObject => ({
  routing: { gatewayApi },
  service: { port: 8080, ports: [{ name: "grpc", port: 9090 }] },
});
const canary = { rollout: { enabled: true, canary: { steps: [{ setWeight: 50 }] } } };
const blueGreen = { rollout: { enabled: true, strategy: "blueGreen" } };

const routes = (...layers: DataObject[]) =>
  renderRoutes(subjectOf(...layers)).map(({ manifest }) => manifest);
const specs = (...layers: DataObject[]): Record<string, unknown> =>
  Object.fromEntries(routes(...layers).map(({ metadata, spec }) => [metadata.name, spec]));
const names = (...layers: DataObject[]) =>
  routes(...layers).map(({ apiVersion, kind, metadata }) => `${apiVersion} ${kind} ${metadata.name}`);
const ref = (name: string, weight = 1, port = 8080) => ({ group: "", kind: "Service", name, port, weight });
const everyPath = [{ path: { type: "PathPrefix", value: "/" } }];

describe("the rules of an HTTPRoute", () => {
  const rules = [
    { name: "api", matches: [{ path: { value: "/api" } }], timeouts: { request: "10s" } },
    { name: "static", matches: [{ path: { value: "/static" } }], backendRefs: [{ name: "files", port: 80 }] },
  ];

  it("each lead to the service, unless they name somebody else", () => {
    const matches = (value: string) => [{ path: { type: "PathPrefix", value } }];
    const others = { name: "static", matches: matches("/static"), backendRefs: [ref("files", 1, 80)] };
    const api = { name: "api", matches: matches("/api"), timeouts: { request: "10s" } };
    assertContains(specs(via({ rules }), canary)["pay"], {
      rules: [{ ...api, backendRefs: [ref("pay-stable", 100), ref("pay-canary", 0)] }, others],
    });
    assertContains(specs(via({ rules }))["pay"], { rules: [{ ...api, backendRefs: [ref("pay")] }, others] });
  });

  it("spell out the defaults of matches and filters", () => {
    const matches = [
      { headers: [{ name: "x-team", value: "pay" }], queryParams: [{ name: "a", value: "b" }] },
    ];
    const mirror = { type: "RequestMirror", requestMirror: { backendRef: { name: "shadow", port: 80 } } };
    const cors = { type: "CORS", cors: { allowOrigins: ["https://a.example.com"] } };
    assert.deepEqual(Object(specs(via({ matches, filters: [mirror, cors] }))["pay"]).rules, [
      {
        matches: [
          {
            path: { type: "PathPrefix", value: "/" },
            headers: [{ type: "Exact", name: "x-team", value: "pay" }],
            queryParams: [{ type: "Exact", name: "a", value: "b" }],
          },
        ],
        filters: [
          {
            type: "RequestMirror",
            requestMirror: { backendRef: { group: "", kind: "Service", name: "shadow", port: 80 } },
          },
          { type: "CORS", cors: { allowOrigins: ["https://a.example.com"], maxAge: 5 } },
        ],
        backendRefs: [ref("pay")],
      },
    ]);
  });

  it("have no backends where they redirect", () => {
    const filters = [{ type: "RequestRedirect", requestRedirect: { scheme: "https" } }];
    assert.deepEqual(Object(specs(via({ filters }), canary)["pay"]).rules, [
      {
        matches: everyPath,
        filters: [{ type: "RequestRedirect", requestRedirect: { scheme: "https", statusCode: 302 } }],
      },
    ]);
  });

  it("lead to a further port of the service by its name or number", () => {
    for (const port of ["grpc", 9090])
      assertContains(specs(via({ port }), canary)["pay"], {
        rules: [{ backendRefs: [ref("pay-stable", 100, 9090), ref("pay-canary", 0, 9090)] }],
      });
  });
});

describe("the preview of an HTTPRoute", () => {
  const preview = { hostnames: ["next.example.com"] };

  it("shows the new version alone in a route of its own", () => {
    const spec = (name: string) => ({
      parentRefs: [{ group: "gateway.networking.k8s.io", kind: "Gateway", ...parentRefs[0] }],
      hostnames: ["next.example.com"],
      rules: [{ matches: everyPath, backendRefs: [ref(name)] }],
    });
    assert.deepEqual(specs(via({ preview }), canary)["pay-preview"], spec("pay-canary"));
    assert.deepEqual(specs(via({ preview }), blueGreen)["pay-preview"], spec("pay-preview"));
  });

  it("is none for a Deployment, which has no new version, and where it is off", () => {
    assert.deepEqual(Object.keys(specs(via({ preview }))), ["pay"]);
    const off = via({ preview: { ...preview, enabled: false } });
    assert.deepEqual(Object.keys(specs(off, canary)), ["pay"]);
    assert.deepEqual(Object.keys(specs(via({ preview }), { httpRoute: { enabled: false } }, canary)), []);
  });

  it("has Gateways and matches of its own where the values say so", () => {
    const own = { ...preview, parentRefs: [{ name: "inside" }], matches: [{ path: { value: "/next" } }] };
    assertContains(specs(via({ preview: own, port: "grpc" }), canary)["pay-preview"], {
      parentRefs: [{ name: "inside" }],
      rules: [{ matches: [{ path: { value: "/next" } }], backendRefs: [ref("pay-canary", 1, 9090)] }],
    });
  });

  it("takes hosts that are known only while the program runs", () => {
    const host = pulumi.output("next.example.com");
    const httpRoute = { enabled: true, parentRefs, preview: { hostnames: [host] } };
    const { value } = parse(service, { ...values(canary), httpRoute });
    assert.ok(value);
    const [, route] = renderRoutes({ name: "pay", namespace: "shop", service: value });
    assert.equal(Object(route?.manifest["spec"]).hostnames[0], host);
  });
});

describe("further routes of the Gateway API", () => {
  const gatewayApi = {
    httpRoutes: { admin: { parentRefs, hostnames: ["admin.example.com"] } },
    grpcRoutes: {
      rpc: { parentRefs, port: "grpc", matches: [{ method: { service: "pay.v1.Pay" } }] },
    },
    tcpRoutes: { raw: { parentRefs, port: 9090 } },
    tlsRoutes: { sni: { parentRefs, hostnames: ["tls.example.com"] } },
  };

  it("have the service's name and their key, in every kind and strategy", () => {
    for (const layer of [{}, canary, blueGreen])
      assert.deepEqual(names(further(gatewayApi), layer), [
        "gateway.networking.k8s.io/v1 HTTPRoute pay-admin",
        "gateway.networking.k8s.io/v1 GRPCRoute pay-rpc",
        "gateway.networking.k8s.io/v1alpha2 TCPRoute pay-raw",
        "gateway.networking.k8s.io/v1alpha2 TLSRoute pay-sni",
      ]);
  });

  it("split between both versions of a canary, each on its port", () => {
    const spec = specs(further(gatewayApi), canary);
    const both = (port?: number) => [ref("pay-stable", 100, port), ref("pay-canary", 0, port)];
    assertContains(spec["pay-admin"], {
      hostnames: ["admin.example.com"],
      rules: [{ matches: everyPath, backendRefs: both() }],
    });
    assert.deepEqual(Object(spec["pay-rpc"]).rules, [
      { matches: [{ method: { type: "Exact", service: "pay.v1.Pay" } }], backendRefs: both(9090) },
    ]);
    assert.deepEqual(Object(spec["pay-raw"]).rules, [{ backendRefs: both(9090) }]);
    assertContains(spec["pay-sni"], {
      hostnames: ["tls.example.com"],
      rules: [{ backendRefs: both() }],
    });
  });

  it("lead to the apex for a Deployment, and to the live Service for blue-green", () => {
    for (const layer of [{}, blueGreen])
      for (const spec of Object.values(specs(further(gatewayApi), layer)))
        assertContains(spec, { rules: [{ backendRefs: [{ name: "pay", weight: 1 }] }] });
  });

  it("call everything that they are not told to tell apart", () => {
    const grpcRoutes = { rpc: { parentRefs, rules: [{ name: "all" }] } };
    assert.deepEqual(Object(specs(further({ grpcRoutes }))["pay-rpc"]).rules, [
      { name: "all", backendRefs: [ref("pay")] },
    ]);
  });

  it("are none that are off, one by one or together", () => {
    const off = { httpRoutes: { admin: { enabled: false } } };
    assert.equal(names(further(gatewayApi), { routing: { gatewayApi: off } }).length, 3);
    assert.deepEqual(names(further({ ...gatewayApi, enabled: false })), []);
  });
});
