import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { type DataObject, emptyCluster, routeKey } from "../../../components/config";
import { renderRoutes } from "../../../components/routing";
import { assertContains } from "../../support/contains";
import { foundRoutes } from "../../support/live";
import { subjectOf } from "../../support/services";

const canary = { rollout: { enabled: true, canary: { steps: [{ setWeight: 50 }] } } };
const blueGreen = { rollout: { enabled: true, strategy: "bluegreen" } };
const every = { "a Deployment": {}, "a canary": canary, "blue-green": blueGreen };

const through = (istio: DataObject, ...layers: DataObject[]) =>
  renderRoutes(subjectOf({ routing: { istio } }, ...layers)).map(({ manifest }) => manifest);
const called = (istio: DataObject, ...layers: DataObject[]) =>
  through(istio, ...layers).map(({ kind, metadata }) => `${kind} ${metadata.name}`);
const spec = (wanted: string, istio: DataObject, ...layers: DataObject[]) =>
  Object(
    through(istio, ...layers).find(({ kind, metadata }) => `${kind} ${metadata.name}` === wanted)?.["spec"],
  );
const main = (istio: DataObject, ...layers: DataObject[]) => spec("VirtualService pay", istio, ...layers);

const stable = { destination: { host: "pay-stable" }, weight: 100 };
const fresh = { destination: { host: "pay-canary" }, weight: 0 };

describe("routing.istio", () => {
  it("makes the same VirtualService as the guide's block, and one for both", () => {
    const guide = { "cw-istio": { enabled: true, virtualService: { enabled: true } } };
    const ofGuide = renderRoutes(subjectOf(guide, canary));
    assert.deepEqual(renderRoutes(subjectOf({ routing: { istio: {} } }, canary)), ofGuide);
    assert.deepEqual(renderRoutes(subjectOf({ routing: { istio: {} } }, guide, canary)), ofGuide);
  });

  it("makes nothing when a layer turns it off", () => {
    assert.deepEqual(called({ enabled: false, hosts: ["pay.example.com"] }, canary), []);
  });

  it("splits every named route, in the order of the values, with its own settings", () => {
    const http = [
      {
        name: "cards",
        match: [{ uri: { prefix: "/cards" } }],
        timeout: 5,
        retries: { attempts: 2 },
        rewrite: { uri: "/" },
        mirror: { host: "audit" },
        mirrorPercentage: 10,
      },
      { name: "rest", timeout: "1m", servicePort: 80 },
    ];
    const port = { number: 80 };
    assert.deepEqual(main({ http }, canary).http, [
      { ...http[0], timeout: "5s", mirrorPercentage: { value: 10 }, route: [stable, fresh] },
      {
        name: "rest",
        timeout: "1m",
        route: [
          { ...stable, destination: { host: "pay-stable", port } },
          { ...fresh, destination: { host: "pay-canary", port } },
        ],
      },
    ]);
  });

  it("splits connections by port and server name, and then has no HTTP route unless one is named", () => {
    const service = {
      ports: [
        { name: "db", port: 5432 },
        { name: "tls", port: 8443 },
      ],
    };
    const hosts = ["db.example.com"];
    const tls = [{ port: 443, sniHosts: hosts, servicePort: 8443 }];
    const found = main({ hosts, tls, tcp: [{ port: 5432 }] }, { service });
    assert.deepEqual(found, {
      hosts,
      tls: [
        {
          match: [{ port: 443, sniHosts: hosts }],
          route: [{ destination: { host: "pay", port: { number: 8443 } } }],
        },
      ],
      tcp: [{ match: [{ port: 5432 }], route: [{ destination: { host: "pay", port: { number: 5432 } } }] }],
    });
    assert.equal(main({ hosts, tls, http: [{ name: "web" }] }, { service }).http.length, 1);
  });

  it("leads a VirtualService of another namespace to Services by their full names", () => {
    for (const [what, layer] of Object.entries(every)) {
      const [route] = through({ namespace: "edge", name: "shop-pay", gateways: ["public"] }, layer);
      assertContains(route?.metadata, { name: "shop-pay", namespace: "edge" });
      const hosts = Object(route?.["spec"]).http[0].route.map((one: typeof stable) => one.destination.host);
      const names = what === "a canary" ? ["pay-stable", "pay-canary"] : ["pay"];
      assert.deepEqual(
        hosts,
        names.map((name) => `${name}.shop.svc.cluster.local`),
      );
    }
  });

  it("takes the service's namespace from another resource, too", async () => {
    const subject = subjectOf({ routing: { istio: { namespace: "edge", clusterDomain: "corp" } } });
    const [route] = renderRoutes({ ...subject, namespace: pulumi.output("shop") });
    const { host } = Object(route?.manifest["spec"]).http[0].route[0].destination;
    const known = await new Promise((resolve) => pulumi.output(host).apply(resolve));
    assert.equal(known, "pay.shop.svc.corp");
  });

  it("leaves the weights alone where the service's namespace is not known yet", () => {
    const subject = subjectOf({ routing: { istio: { namespace: "edge" } } }, canary);
    const live = { spec: { http: [] } };
    const objects = new Map([[routeKey("VirtualService", "pay", "edge"), live]]);
    const [route] = renderRoutes({
      ...subject,
      namespace: pulumi.output("shop"),
      live: { ...emptyCluster, routes: foundRoutes(objects) },
    });
    assert.deepEqual(route?.ownedByController, ["spec.http"]);
    assert.equal(route.editsWait, true);
  });

  it("knows the service's namespace from a look at the cluster", () => {
    const subject = subjectOf({ routing: { istio: { namespace: "edge" } } }, canary);
    const [route] = renderRoutes({
      ...subject,
      namespace: pulumi.output("shop"),
      live: { ...emptyCluster, namespace: "shop", routes: foundRoutes(new Map(), "VirtualService edge") },
    });
    assert.equal(route?.editsWait, false);
    const { host } = Object(route.manifest["spec"]).http[0].route[0].destination;
    assert.equal(host, "pay-stable.shop.svc.cluster.local");
  });

  it("is for callers of the service in full where it is in another namespace", () => {
    const [route] = renderRoutes(subjectOf({ routing: { istio: { namespace: "edge" } } }));
    assert.deepEqual(Object(route?.manifest["spec"]).hosts, ["pay.shop.svc.cluster.local"]);
  });

  it("leaves hosts and gateways to the VirtualService that refers to a delegate", () => {
    assert.deepEqual(Object.keys(main({ delegate: true }, canary)), ["http"]);
  });

  it("shows the new version alone on the hosts of a preview, of a Deployment none", () => {
    const preview = { hosts: ["next.example.com"], gateways: ["edge/public"], annotations: { team: "pay" } };
    assert.deepEqual(called({ preview }), ["VirtualService pay"]);
    const shown = (istio: DataObject, layer: DataObject) =>
      spec("VirtualService pay-preview", istio, layer).http[0].route;
    assert.deepEqual(shown({ preview }, blueGreen), [{ destination: { host: "pay-preview" } }]);
    assert.deepEqual(shown({ preview }, canary), [{ destination: { host: "pay-canary" } }]);
    assert.deepEqual(shown({ preview, subsets: true }, canary), [
      { destination: { host: "pay", subset: "canary" } },
    ]);
    assertContains(spec("VirtualService pay-preview", { preview }, blueGreen), {
      hosts: preview.hosts,
      gateways: preview.gateways,
    });
    assert.deepEqual(called({ preview }, blueGreen), ["VirtualService pay", "VirtualService pay-preview"]);
  });
});

describe("subsets of Istio", () => {
  const labels = { "app.kubernetes.io/name": "pay" };

  it("tell the versions of a canary apart behind the one Service", () => {
    assert.deepEqual(called({ subsets: true }, canary), ["DestinationRule pay", "VirtualService pay"]);
    assert.deepEqual(spec("DestinationRule pay", { subsets: { canary: "new" } }, canary), {
      host: "pay",
      subsets: [
        { name: "stable", labels },
        { name: "new", labels },
      ],
    });
    assert.deepEqual(main({ subsets: { canary: "new" } }, canary).http[0].route, [
      { destination: { host: "pay", subset: "stable" }, weight: 100 },
      { destination: { host: "pay", subset: "new" }, weight: 0 },
    ]);
  });

  it("stay when a switch leads the route to a Service, and then have no canary", () => {
    for (const layer of [{}, blueGreen]) {
      assert.deepEqual(main({ subsets: true }, layer).http[0].route, [{ destination: { host: "pay" } }]);
      assert.deepEqual(spec("DestinationRule pay", { subsets: true }, layer).subsets, [
        { name: "stable", labels },
      ]);
    }
  });

  it("of other pods have a DestinationRule that the controller leaves alone, and take from the stable share", () => {
    const additional = [
      { name: "beta", labels: { track: "beta" }, weight: 10 },
      { name: "old", labels: {} },
    ];
    const subsets = { additional };
    assert.deepEqual(spec("DestinationRule pay-extra", { subsets }, canary), {
      host: "pay",
      subsets: [
        { name: "beta", labels: { track: "beta" } },
        { name: "old", labels: {} },
      ],
    });
    const beta = { destination: { host: "pay", subset: "beta" }, weight: 10 };
    assert.deepEqual(
      main({ subsets }, canary).http[0].route.map((one: typeof stable) => one.weight),
      [90, 0, 10],
    );
    assert.deepEqual(main({ subsets }).http[0].route, [{ destination: { host: "pay" }, weight: 90 }, beta]);
  });

  it("name the Service with its namespace for a VirtualService elsewhere, as steps do that write the same host", () => {
    const { host } = spec("DestinationRule pay", { subsets: true, namespace: "edge" }, canary);
    assert.equal(host, "pay.shop.svc.cluster.local");
  });

  it("give each Service the policy for its connections", () => {
    const trafficPolicy = { tls: { mode: "ISTIO_MUTUAL" } };
    assert.deepEqual(called({ trafficPolicy }, canary).slice(0, 3), [
      "DestinationRule pay",
      "DestinationRule pay-stable",
      "DestinationRule pay-canary",
    ]);
    assert.deepEqual(spec("DestinationRule pay-canary", { trafficPolicy }, canary), {
      host: "pay-canary",
      trafficPolicy,
    });
    assert.deepEqual(called({ trafficPolicy }).slice(0, -1), ["DestinationRule pay"]);
  });
});

describe("a DestinationRule in the middle of a canary", () => {
  const hash = "rollouts-pod-template-hash";
  const labels = { "app.kubernetes.io/name": "pay" };
  const over = (subsets: DataObject[], istio: DataObject = { subsets: true }) => {
    const live = { spec: { host: "pay", subsets } };
    const objects = new Map([[routeKey("DestinationRule", "pay"), live]]);
    const routes = foundRoutes(objects, "VirtualService");
    const subject = subjectOf({ routing: { istio } }, canary);
    const [rule] = renderRoutes({ ...subject, live: { ...emptyCluster, routes } });
    return rule;
  };
  const written = [
    { name: "stable", labels: { ...labels, [hash]: "old" } },
    { name: "canary", labels: { ...labels, [hash]: "new" } },
  ];

  it("keeps the pods that the controller has given each subset", () => {
    assert.deepEqual(over(written)?.ownedByController, ["spec.subsets"]);
    const experiment = { name: "pay-6d4f5c-2-0-check", labels: { [hash]: "exp" } };
    assert.deepEqual(over([...written, experiment])?.ownedByController, ["spec.subsets"]);
  });

  it("forgets the pods of an earlier canary, which left the stable subset alone behind", () => {
    const rule = over(written.slice(0, 1));
    assert.deepEqual(rule?.ownedByController, []);
    assert.deepEqual(Object(rule?.manifest["spec"]).subsets, [
      { name: "stable", labels },
      { name: "canary", labels },
    ]);
  });
});
