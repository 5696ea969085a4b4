import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { type DataObject, parse, service } from "../../../components/config";
import { renderRoutes } from "../../../components/routing";
import { assertContains } from "../../support/contains";
import { subjectOf } from "../../support/services";

const viaNginx = (values: DataObject = {}): DataObject => ({
  routing: { nginx: { hosts: ["pay.example.com"], ...values } },
  service: { port: 8080 },
});
const canary = { rollout: { enabled: true, canary: { steps: [{ setWeight: 50 }] } } };
const blueGreen = { rollout: { enabled: true, strategy: "blueGreen" } };
const preview = { preview: { hosts: ["next.example.com"] } };

const routes = (...layers: DataObject[]) =>
  renderRoutes(subjectOf(...layers)).map(({ manifest }) => manifest);
const names = (...layers: DataObject[]) => routes(...layers).map(({ metadata }) => metadata.name);
/** Host -> Services that its paths lead to, of all Ingresses. */
const leadsTo = (...layers: DataObject[]): unknown =>
  Object.fromEntries(
    routes(...layers).flatMap(({ spec }) =>
      Array.from(Object(spec).rules, ({ host, http }: { host: string; http: { paths: object[] } }) => [
        host,
        http.paths.map((path) => Object(path).backend.service.name),
      ]),
    ),
  );

describe("an Ingress of ingress-nginx", () => {
  it("is made only where the values ask for it", () => {
    assert.deepEqual(names(canary), []);
    assert.deepEqual(names(viaNginx({ enabled: false })), []);
  });

  it("leads to the apex of a Deployment, the live Service of blue-green, the old version of a canary", () => {
    assert.deepEqual(leadsTo(viaNginx()), { "pay.example.com": ["pay"] });
    assert.deepEqual(leadsTo(viaNginx(), blueGreen), { "pay.example.com": ["pay"] });
    assert.deepEqual(leadsTo(viaNginx(), canary), { "pay.example.com": ["pay-stable"] });
  });

  it("is one object with paths for every host, for which no up waits", () => {
    assert.deepEqual(routes(viaNginx({ paths: [{ path: "/pay" }, { path: "/v1", pathType: "Exact" }] })), [
      {
        apiVersion: "networking.k8s.io/v1",
        kind: "Ingress",
        metadata: {
          name: "pay",
          namespace: "shop",
          labels: {
            "app.kubernetes.io/name": "pay",
            "app.kubernetes.io/instance": "pay",
            "app.kubernetes.io/managed-by": "pulumi",
          },
          annotations: { "pulumi.com/skipAwait": "true", "pulumi.com/patchForce": "true" },
        },
        spec: {
          ingressClassName: "nginx",
          rules: [
            {
              host: "pay.example.com",
              http: {
                paths: [
                  {
                    path: "/pay",
                    pathType: "Prefix",
                    backend: { service: { name: "pay", port: { number: 8080 } } },
                  },
                  {
                    path: "/v1",
                    pathType: "Exact",
                    backend: { service: { name: "pay", port: { number: 8080 } } },
                  },
                ],
              },
            },
          ],
        },
      },
    ]);
  });

  it("without hosts takes every host, since the controller reads rules with paths alone", () => {
    const [ingress] = routes({ routing: { nginx: {} } });
    assertContains(ingress?.["spec"], {
      rules: [
        { http: { paths: [{ path: "/", pathType: "Prefix", backend: { service: { name: "pay" } } }] } },
      ],
    });
  });

  it("has TLS for its hosts, and for others where the values say so", () => {
    const tls = [{ secretName: "pay-tls" }, { hosts: ["*.example.com"] }];
    const [ingress] = routes(viaNginx({ tls, className: "inside" }));
    assertContains(ingress?.["spec"], {
      ingressClassName: "inside",
      tls: [{ hosts: ["pay.example.com"], secretName: "pay-tls" }, { hosts: ["*.example.com"] }],
    });
  });

  it("shows a new version alone on hosts of its own, by an object of its own", () => {
    const own = { "pay.example.com": ["pay"] };
    assert.deepEqual(leadsTo(viaNginx(preview)), own);
    assert.deepEqual(leadsTo(viaNginx(preview), blueGreen), { ...own, "next.example.com": ["pay-preview"] });
    assert.deepEqual(leadsTo(viaNginx(preview), canary), {
      "pay.example.com": ["pay-stable"],
      "next.example.com": ["pay-canary"],
    });
    assert.deepEqual(names(viaNginx(preview), canary), ["pay", "pay-preview"]);
    const classes = routes(viaNginx({ className: "internal", ...preview }), canary).map(
      ({ spec }) => Object(spec).ingressClassName,
    );
    assert.deepEqual(classes, ["internal", "internal"]);
  });

  it("is one of several, each with what it says itself and the same name in every kind", () => {
    const ingresses = {
      inside: { className: "inside", hosts: ["pay.inside"] },
      old: { name: "legacy", hosts: ["old.example.com"] },
    };
    for (const layer of [{}, canary, blueGreen])
      assert.deepEqual(names(viaNginx({ ingresses }), layer), ["pay", "pay-inside", "legacy"]);
    assert.deepEqual(leadsTo(viaNginx({ ingresses }), canary), {
      "pay.example.com": ["pay-stable"],
      "pay.inside": ["pay-stable"],
      "old.example.com": ["pay-stable"],
    });
  });

  it("carries hosts and annotations that are known only later", () => {
    const host = pulumi.output("pay.example.com");
    const { value } = parse(service, {
      image: { repository: "registry.example/pay" },
      routing: { nginx: { hosts: [host], annotations: { team: host } } },
    });
    assert.ok(value);
    const [route] = renderRoutes({ name: "pay", namespace: "shop", service: value });
    assert.equal(Object(route?.manifest["spec"]).rules[0].host, host);
    assert.equal(route?.manifest.metadata.annotations?.["team"], host);
  });
});
