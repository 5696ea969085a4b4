import assert from "node:assert/strict";
import type { DataObject } from "../../../components/config";
import { renderRoutes, routeQueriesOf } from "../../../components/routing";
import { assertContains } from "../../support/contains";
import { subjectOf } from "../../support/services";

const viaGloo = (values: DataObject = {}): DataObject => ({
  routing: { gloo: { hosts: ["pay.example.com"], ...values } },
  service: { port: 8080, ports: [{ name: "admin", port: 9090 }] },
});
const canary = { rollout: { enabled: true, canary: { steps: [{ setWeight: 50 }] } } };
const blueGreen = { rollout: { enabled: true, strategy: "blueGreen" } };
const table = (...layers: DataObject[]) => renderRoutes(subjectOf(...layers))[0]?.manifest;
const destination = (name: string, weight?: number) => ({
  kind: "SERVICE",
  ref: { name, namespace: "shop" },
  port: { number: 8080 },
  ...(weight !== undefined && { weight }),
});

describe("a RouteTable of Gloo", () => {
  it("leads to both versions of a canary, all of the traffic to the stable one", () => {
    const virtualGateways = [{ name: "ingress", namespace: "gloo-mesh" }];
    const found = table(viaGloo({ virtualGateways }), canary);
    assertContains(found, {
      apiVersion: "networking.gloo.solo.io/v2",
      kind: "RouteTable",
      metadata: { name: "pay", namespace: "shop" },
    });
    assert.deepEqual(found?.["spec"], {
      hosts: ["pay.example.com"],
      virtualGateways,
      http: [
        {
          name: "pay",
          matchers: [{ uri: { prefix: "/" } }],
          forwardTo: { destinations: [destination("pay-stable", 100), destination("pay-canary", 0)] },
        },
      ],
    });
  });

  it("leads to the apex for a Deployment, and to the live Service for blue-green", () => {
    for (const layer of [{}, blueGreen])
      assert.deepEqual(Object(table(viaGloo(), layer)?.["spec"]).http[0].forwardTo, {
        destinations: [destination("pay")],
      });
  });

  it("has the routes, labels, port and annotations that the values say", () => {
    const matchers = [{ uri: { prefix: "/api" } }];
    const http = [
      { name: "api", labels: { route: "api" }, matchers, options: { pathRewrite: "/" } },
      { name: "rest" },
    ];
    const values = { http, port: "admin", labels: { team: "pay" }, annotations: { a: "b" } };
    const port = { number: 9090 };
    assertContains(table(viaGloo(values), canary), {
      metadata: { labels: { team: "pay", "app.kubernetes.io/name": "pay" }, annotations: { a: "b" } },
      spec: {
        http: [
          {
            name: "api",
            labels: { route: "api" },
            matchers,
            forwardTo: { pathRewrite: "/", destinations: [{ port }, { port }] },
          },
          {
            name: "rest",
            forwardTo: {
              destinations: [
                { port, weight: 100 },
                { port, weight: 0 },
              ],
            },
          },
        ],
      },
    });
  });

  it("may be in another namespace, and leads to the service's", () => {
    const elsewhere = viaGloo({ namespace: "gloo-mesh" });
    assertContains(table(elsewhere, canary), {
      metadata: { namespace: "gloo-mesh" },
      spec: { http: [{ forwardTo: { destinations: [destination("pay-stable", 100), {}] } }] },
    });
    assertContains(routeQueriesOf(subjectOf(elsewhere)), [{ kind: "RouteTable", namespace: "gloo-mesh" }]);
  });

  it("is none where it is off", () => {
    assert.equal(table(viaGloo({ enabled: false })), undefined);
  });
});
