import assert from "node:assert/strict";
import { type DataObject, deliveryOf, formatFinding, parse, service } from "../../../../components/config";
import { serviceOf, values } from "../../../support/services";

const parentRefs = [{ name: "edge" }];
const httpRoute = { httpRoute: { enabled: true, parentRefs } };
const settings = (...layers: DataObject[]): unknown => {
  const delivery = deliveryOf("pay", serviceOf({ rollout: { enabled: true } }, ...layers));
  assert.equal(delivery.kind, "canary");
  return delivery.kind === "canary"
    ? delivery.canary.trafficRouting?.plugins?.["argoproj-labs/gatewayAPI"]
    : undefined;
};
const further = {
  httpRoutes: { admin: { parentRefs } },
  grpcRoutes: { rpc: { parentRefs } },
  tcpRoutes: { raw: { parentRefs } },
  tlsRoutes: { sni: { parentRefs, hostnames: ["a.example.com"] } },
};
const redirect = { type: "RequestRedirect", requestRedirect: { scheme: "https" } };

describe("what a canary tells the plugin for the Gateway API", () => {
  it("is every route that leads to the service, by its kind, and never the preview", () => {
    const preview = { httpRoute: { preview: { hostnames: ["next.example.com"] } } };
    assert.deepEqual(settings(httpRoute, preview, { routing: { gatewayApi: further } }), {
      httpRoutes: [{ name: "pay" }, { name: "pay-admin" }],
      grpcRoutes: [{ name: "pay-rpc" }],
      tcpRoutes: [{ name: "pay-raw" }],
      tlsRoutes: [{ name: "pay-sni" }],
    });
  });

  it("asks for header routes where a step sets one, of the kinds that have headers", () => {
    const steps = [{ setCanaryScale: { weight: 10 } }, { setHeaderRoute: header }];
    assert.deepEqual(settings({ rollout: { canary: { steps } }, routing: { gatewayApi: further } }), {
      httpRoutes: [{ name: "pay-admin", useHeaderRoutes: true }],
      grpcRoutes: [{ name: "pay-rpc", useHeaderRoutes: true }],
      tcpRoutes: [{ name: "pay-raw" }],
      tlsRoutes: [{ name: "pay-sni" }],
    });
  });

  it("leaves out a route that only redirects, or leads to others alone", () => {
    const httpRoutes = {
      plain: { parentRefs, filters: [redirect] },
      files: { parentRefs, rules: [{ backendRefs: [{ name: "files", port: 80 }] }] },
    };
    assert.deepEqual(settings(httpRoute, { routing: { gatewayApi: { httpRoutes } } }), {
      httpRoutes: [{ name: "pay" }],
    });
    assert.equal(settings({ routing: { gatewayApi: { httpRoutes } } }), undefined);
  });

  it("names Linkerd's route beside the Gateway's", () => {
    const routing = { linkerd: {} };
    assert.deepEqual(settings({ routing }), { httpRoutes: [{ name: "pay" }] });
    assert.deepEqual(settings(httpRoute, { routing }), {
      httpRoutes: [{ name: "pay" }, { name: "pay-mesh" }],
    });
    assert.deepEqual(settings({ routing: { linkerd: { protocol: "grpc" } } }), {
      grpcRoutes: [{ name: "pay" }],
    });
  });
});

const header = { name: "testers", match: [{ headerName: "X-Tester", headerValue: { exact: "yes" } }] };

describe("values of a route that the API server would refuse", () => {
  const rewrite = (path: DataObject): DataObject => ({ type: "URLRewrite", urlRewrite: { path } });
  const prefix = rewrite({ type: "ReplacePrefixMatch", replacePrefixMatch: "/" });
  const full = rewrite({ type: "ReplaceFullPath", replaceFullPath: "/" });
  const many = Array.from({ length: 43 }, (_, index) => ({ path: { value: `/${index}` } }));
  const cases: Readonly<Record<string, readonly [DataObject, string]>> = {
    "a filter with the key of another type": [
      { filters: [{ type: "URLRewrite", requestRedirect: {} }] },
      'httpRoute.filters[0]: {"type":"URLRewrite","requestRedirect":{"statusCode":302}} is not valid: expected the one key that type names, such as urlRewrite for URLRewrite.',
    ],
    "a filter twice": [
      { filters: [full, full] },
      'httpRoute.filters[1].type: "URLRewrite" is not valid: expected a type that no other filter of the rule has.',
    ],
    "a redirect that rewrites": [
      { filters: [redirect, full] },
      'httpRoute.filters: ["RequestRedirect","URLRewrite"] is not valid: expected RequestRedirect or URLRewrite, not both.',
    ],
    "a redirect with backends": [
      { rules: [{ filters: [redirect], backendRefs: [{ name: "a", port: 80 }] }] },
      'httpRoute.rules[0].backendRefs: [{"group":"","kind":"Service","name":"a","port":80,"weigh... is not valid: expected none beside a RequestRedirect.',
    ],
    "a prefix replaced in several matches": [
      { matches: [{ path: { value: "/a" } }, { path: { value: "/b" } }], filters: [prefix] },
      'httpRoute.filters[0].urlRewrite.path.type: "ReplacePrefixMatch" is not valid: expected ReplaceFullPath, or exactly one match, whose path.type is PathPrefix.',
    ],
    "a call that may take longer than the request": [
      { timeouts: { request: "10s", backendRequest: "1m" } },
      'httpRoute.timeouts.backendRequest: "1m" is not valid: expected a time that is not longer than request.',
    ],
    "a time without a unit": [
      { timeouts: { request: "10" } },
      'httpRoute.timeouts.request: "10" is not valid: expected a duration with a unit ("30s", "1m30s").',
    ],
    "two rules of one name": [
      { rules: [{ name: "a" }, { name: "a" }] },
      'httpRoute.rules[1].name: "a" is not valid: expected a name that no other rule of the route has.',
    ],
    "rules, and matches beside them": [
      { rules: [{ name: "a" }], matches: [{}] },
      'httpRoute.matches: [{"path":{"type":"PathPrefix","value":"/"}}] is not valid: expected none beside rules, each of which has its own.',
    ],
    "more matches than the API server takes": [
      { rules: [{ matches: many }, { matches: many }, { matches: many }] },
      "httpRoute.rules: 129 is not valid: expected at most 128 matches in all rules.",
    ],
    "a path that is none": [
      { matches: [{ path: { value: "api" } }] },
      'httpRoute.matches[0].path.value: "api" is not valid: expected a path that begins with / and has no //, /./, /../ or # in it.',
    ],
    "a Service without a port": [
      { rules: [{ backendRefs: [{ name: "files" }] }] },
      "httpRoute.rules[0].backendRefs[0].port: A value is needed: expected a port, which a Service needs.",
    ],
  };

  for (const [what, [route, says]] of Object.entries(cases))
    it(`are told of: ${what}`, () => {
      const { findings } = parse(service, values({ httpRoute: { enabled: true, parentRefs, ...route } }));
      assert.deepEqual(findings.map(formatFinding), [says]);
    });

  it("are not right values that look like them", () => {
    const mirror = { type: "RequestMirror", requestMirror: { backendRef: { name: "a", port: 80 } } };
    const right: DataObject[] = [
      { filters: [mirror, mirror, prefix] },
      { matches: [{ path: { value: "/a" } }], filters: [prefix] },
      { timeouts: { request: "0s", backendRequest: "1m" } },
      { rules: [{ matches: many }, { matches: many }] },
    ];
    for (const route of right) {
      const { findings } = parse(service, values({ httpRoute: { enabled: true, parentRefs, ...route } }));
      assert.deepEqual(findings.map(formatFinding), []);
    }
  });

  it("are told of in a gRPC method that names nothing, and in a key that another route has", () => {
    const gatewayApi = {
      httpRoutes: { preview: { parentRefs } },
      grpcRoutes: { rpc: { parentRefs, matches: [{ method: {} }] } },
    };
    const { findings } = parse(service, values({ routing: { gatewayApi } }));
    assert.deepEqual(findings.map(({ path }) => path.join(".")).sort(), [
      "routing.gatewayApi.grpcRoutes.rpc.matches.0.method",
      "routing.gatewayApi.httpRoutes.preview",
    ]);
  });
});
