import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { type DataObject, emptyCluster, parse, routeKey, service } from "../../../components/config";
import { renderRoutes } from "../../../components/routing";
import { assertContains } from "../../support/contains";
import { foundRoutes } from "../../support/live";
import { subjectOf } from "../../support/services";

const canary = { rollout: { enabled: true, canary: { steps: [{ setWeight: 50 }] } } };
const blueGreen = { rollout: { enabled: true, strategy: "bluegreen" } };
const hosts = ["pay.example.com"];

const through = (traefik: DataObject, ...layers: DataObject[]) =>
  renderRoutes(subjectOf({ routing: { traefik }, service: { port: 8080 } }, ...layers)).map(
    ({ manifest }) => manifest,
  );
const called = (traefik: DataObject, ...layers: DataObject[]) =>
  through(traefik, ...layers).map(({ kind, metadata }) => `${kind} ${metadata.name}`);
const spec = (wanted: string, traefik: DataObject, ...layers: DataObject[]) =>
  Object(
    through(traefik, ...layers).find(({ kind, metadata }) => `${kind} ${metadata.name}` === wanted)?.["spec"],
  );

describe("routing.traefik", () => {
  it("makes an IngressRoute to a TraefikService, the same ones in every kind", () => {
    for (const layer of [{}, canary, blueGreen]) {
      assert.deepEqual(called({ hosts }, layer), ["TraefikService pay", "IngressRoute pay"]);
      assert.deepEqual(spec("IngressRoute pay", { hosts }, layer), {
        routes: [
          {
            kind: "Rule",
            match: "Host(`pay.example.com`)",
            services: [{ kind: "TraefikService", name: "pay" }],
          },
        ],
      });
    }
    assert.deepEqual(called({ enabled: false }, canary), []);
  });

  it("leads to the apex, the live Service or both versions, and leaves all weights to the controller", () => {
    const services = (layer: DataObject) => spec("TraefikService pay", { hosts }, layer).weighted.services;
    assert.deepEqual(services({}), [{ name: "pay", port: 8080 }]);
    assert.deepEqual(services({ rollout: { ...blueGreen.rollout, blueGreen: { activeService: "live" } } }), [
      { name: "live", port: 8080 },
    ]);
    assert.deepEqual(services(canary), [
      { name: "pay-stable", port: 8080 },
      { name: "pay-canary", port: 8080 },
    ]);
  });

  it("finds requests by any of its hosts, and by the rule of the values", () => {
    const match = (values: DataObject) => spec("IngressRoute pay", values).routes[0].match;
    const two = { hosts: ["a.example.com", "b.example.com"] };
    assert.equal(match(two), "Host(`a.example.com`) || Host(`b.example.com`)");
    const prefix = { match: "PathPrefix(`/pay`)" };
    assert.equal(match(prefix), "PathPrefix(`/pay`)");
    assert.equal(
      match({ ...two, ...prefix }),
      "(Host(`a.example.com`) || Host(`b.example.com`)) && (PathPrefix(`/pay`))",
    );
  });

  it("hands on what else Traefik is told", () => {
    const values = {
      hosts,
      entryPoints: ["websecure"],
      middlewares: [{ name: "auth", namespace: "edge" }],
      tls: { certResolver: "acme" },
      priority: 7,
      scheme: "h2c",
      sticky: { cookie: { name: "version" } },
      annotations: { team: "pay" },
    };
    const [traefikService, route] = through(values);
    assertContains(traefikService?.["spec"], {
      weighted: { services: [{ scheme: "h2c" }], sticky: values.sticky },
    });
    assertContains(route?.["spec"], {
      entryPoints: ["websecure"],
      routes: [{ middlewares: values.middlewares, priority: 7 }],
      tls: { certResolver: "acme" },
    });
    assert.equal(route?.metadata.annotations?.["team"], "pay");
    assert.deepEqual(spec("IngressRoute pay", { hosts, tls: {} }).tls, {});
  });

  it("takes a host that is known only when the program runs", async () => {
    const image = { repository: "registry.example/pay" };
    const routing = { traefik: { hosts: [pulumi.output("a.b"), "c.d"] } };
    const { value } = parse(service, { image, routing });
    assert.ok(value);
    const routes = renderRoutes({ name: "pay", namespace: "shop", service: value });
    const { match } = Object(routes[1]?.manifest["spec"]).routes[0];
    const known = await new Promise((resolve) => pulumi.output(match).apply(resolve));
    assert.equal(known, "Host(`a.b`) || Host(`c.d`)");
  });

  it("shows the new version alone on the hosts of a preview, of a Deployment none", () => {
    const values = { hosts, preview: { hosts: ["next.example.com"] } };
    assert.deepEqual(called(values), ["TraefikService pay", "IngressRoute pay"]);
    const shown = (layer: DataObject) => spec("IngressRoute pay-preview", values, layer).routes[0];
    assert.deepEqual(shown(blueGreen), {
      kind: "Rule",
      match: "Host(`next.example.com`)",
      services: [{ kind: "Service", name: "pay-preview", port: 8080 }],
    });
    assertContains(shown(canary), { services: [{ name: "pay-canary" }] });
  });

  it("keeps the weights of a canary that is underway", () => {
    const services = [
      { name: "pay-stable", port: 80, weight: 70 },
      { name: "pay-canary", port: 80, weight: 30 },
    ];
    const live = { spec: { weighted: { services } } };
    const routes = foundRoutes(new Map([[routeKey("TraefikService", "pay"), live]]));
    const over = (layer: DataObject) =>
      renderRoutes({
        ...subjectOf({ routing: { traefik: { hosts } } }, canary, layer),
        live: { ...emptyCluster, routes },
      })[0];
    assert.deepEqual(over({})?.ownedByController, ["spec.weighted.services"]);
    const edited = over({ service: { port: 8080 } });
    assert.deepEqual(edited?.ownedByController, []);
    assert.deepEqual(Object(edited?.manifest["spec"]).weighted.services, [
      { name: "pay-stable", port: 8080, weight: 70 },
      { name: "pay-canary", port: 8080, weight: 30 },
    ]);
  });
});
