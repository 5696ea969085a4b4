import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type { DataObject } from "../../../components/config";
import { serviceOutputs } from "../../../components/workload/service-outputs";
import { subjectOf } from "../../support/services";

const known = <T>(output: pulumi.Input<T>): Promise<unknown> =>
  new Promise((resolve) => pulumi.output(output).apply(resolve));
const outputs = (layer: DataObject = {}) => serviceOutputs(subjectOf(layer));
const edge = { name: "edge" };
const route = (hostnames: string[] | undefined, parentRef: object = {}): DataObject => ({
  httpRoute: {
    enabled: true,
    parentRefs: [{ ...edge, ...parentRef }],
    ...(hostnames && { hostnames }),
  },
});
const mesh = (values: object): DataObject => ({
  "cw-istio": { enabled: true, virtualService: { enabled: true, ...values } },
});

describe("what people want to know of a service", () => {
  it("is what it runs as, how it updates, and which image the values ask for", () => {
    const told = (layer?: DataObject) => {
      const { kind, strategy, image } = outputs(layer);
      return [kind, strategy, image];
    };
    const image = "registry.example/pay:1.0.0";
    assert.deepEqual(told(), ["Deployment", "rolling", image]);
    assert.deepEqual(told({ rollout: { enabled: true } }), ["Rollout", "canary", image]);
    const blueGreen = { rollout: { enabled: true, strategy: "bluegreen" } };
    assert.deepEqual(told(blueGreen), ["Rollout", "blueGreen", image]);
    const elsewhere = {
      image: null,
      service: { selector: { app: "old" } },
      rollout: { enabled: true, workloadRef: { name: "old" } },
    };
    assert.deepEqual(told(elsewhere), ["Rollout", "canary", undefined]);
  });

  const urls: [string, DataObject, string][] = [
    ["its Service in the cluster", {}, "http://pay.shop.svc"],
    ["its Service's port", { service: { port: 8080 } }, "http://pay.shop.svc:8080"],
    ["the first host of its route", route(["pay.example.com", "b.example.com"]), "https://pay.example.com"],
    [
      "the route's listener without TLS by name",
      route(["pay.test"], { sectionName: "http" }),
      "http://pay.test",
    ],
    ["the route's listener without TLS by port", route(["pay.test"], { port: 80 }), "http://pay.test"],
    [
      "the host of a further route",
      { routing: { gatewayApi: { httpRoutes: { web: { parentRefs: [edge], hostnames: ["pay.test"] } } } } },
      "https://pay.test",
    ],
    ["a host of Gloo", { routing: { gloo: { hosts: ["pay.test"] } } }, "https://pay.test"],
    ["a host of the mesh", mesh({ hosts: ["pay.example.com"] }), "https://pay.example.com"],
    ["a host of Istio", { routing: { istio: { hosts: ["pay.test"] } } }, "https://pay.test"],
    ["a host of Traefik", { routing: { traefik: { hosts: ["pay.test"] } } }, "https://pay.test"],
    ["a host that can be asked, not a wildcard", route(["*.example.com", "a.b"]), "https://a.b"],
    ["a host of its Ingress", { routing: { nginx: { hosts: ["*.a.b", "pay.test"] } } }, "http://pay.test"],
    ["the host of its Mapping", { routing: { ambassador: { host: "pay.test" } } }, "https://pay.test"],
    ["a host of its ApisixRoute", { routing: { apisix: { hosts: ["pay.test"] } } }, "https://pay.test"],
    [
      "a host of its Ingress that has TLS",
      { routing: { nginx: { hosts: ["pay.test"], tls: [{ secretName: "pay" }] } } },
      "https://pay.test",
    ],
    ["its Service, for a route of all hosts", route(undefined), "http://pay.shop.svc"],
    ["its Service, for a route of wildcards", route(["*.example.com"]), "http://pay.shop.svc"],
    [
      "its Service, for a route that is off",
      { httpRoute: { enabled: false, hostnames: ["pay.test"] } },
      "http://pay.shop.svc",
    ],
  ];
  for (const [what, layer, url] of urls)
    it(`is where it answers: ${what}`, async () => {
      assert.equal(await known(outputs(layer).url), url);
    });

  it("is the commands for its release, ready to run", async () => {
    const commands = async (layer: DataObject) => known(pulumi.output(outputs(layer).commands));
    assert.deepEqual(await commands({}), {
      watch: "kubectl rollout status deployment pay -n shop",
      undo: "kubectl rollout undo deployment pay -n shop",
    });
    assert.deepEqual(await commands({ rollout: { enabled: true } }), {
      watch: "kubectl argo rollouts get rollout --watch pay -n shop",
      promote: "kubectl argo rollouts promote pay -n shop",
      abort: "kubectl argo rollouts abort pay -n shop",
      retry: "kubectl argo rollouts retry rollout pay -n shop",
      undo: "kubectl argo rollouts undo pay -n shop",
    });
  });
});
