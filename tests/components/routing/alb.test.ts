import assert from "node:assert/strict";
import { type DataObject, emptyCluster, routeKey } from "../../../components/config";
import { renderRoutes, routeQueriesOf } from "../../../components/routing";
import { assertContains } from "../../support/contains";
import { foundRoutes } from "../../support/live";
import { subjectOf } from "../../support/services";

const viaAlb = (values: DataObject = {}): DataObject => ({
  routing: { alb: { hosts: ["pay.example.com"], ...values } },
  service: { port: 8080 },
});
const canary = (values: DataObject = {}): DataObject => ({
  rollout: { enabled: true, canary: { steps: [{ setWeight: 50 }], ...values } },
});
const blueGreen = { rollout: { enabled: true, strategy: "blueGreen" } };
const preview = { preview: { hosts: ["next.example.com"], scheme: "internal" } };

const routes = (...layers: DataObject[]) =>
  renderRoutes(subjectOf(...layers)).map(({ manifest }) => manifest);
/** Name of an Ingress -> what the paths of its first host lead to. */
const leadsTo = (...layers: DataObject[]): unknown =>
  Object.fromEntries(
    routes(...layers).map(({ spec, metadata }) => [
      metadata.name,
      Object(spec).rules[0].http.paths[0].backend.service,
    ]),
  );
const apex = { name: "pay", port: { number: 8080 } };
const action = (name: string) => ({ name, port: { name: "use-annotation" } });

describe("an Ingress of a load balancer of AWS", () => {
  it("leads to the apex of a Deployment and the live Service of blue-green, by its port", () => {
    assert.deepEqual(leadsTo(viaAlb()), { pay: apex });
    assert.deepEqual(leadsTo(viaAlb(), blueGreen), { pay: apex });
  });

  it("leads to the action of a canary, which the controller writes", () => {
    assert.deepEqual(leadsTo(viaAlb(), canary()), { pay: action("pay-root") });
    assert.deepEqual(leadsTo(viaAlb({ rootService: "split" }), canary()), { pay: action("split") });
    const annotations = Object.keys(routes(viaAlb(), canary())[0]?.metadata.annotations ?? {});
    assert.deepEqual(
      annotations.filter((key) => key.includes("actions") || key.includes("managed")),
      [],
    );
  });

  it("leads to the same action where two Services trade places", () => {
    const pingPong = { pingService: "pay-ping", pongService: "pay-pong" };
    assert.deepEqual(leadsTo(viaAlb(preview), canary({ pingPong })), { pay: action("pay-root") });
  });

  it("follows what the canary's own block says, and is no action where that does not name it", () => {
    const own = (alb: DataObject) => canary({ trafficRouting: { alb: { servicePort: 8080, ...alb } } });
    assert.deepEqual(leadsTo(viaAlb(), own({ ingresses: ["pay"] })), { pay: action("pay-stable") });
    assert.deepEqual(leadsTo(viaAlb(), own({ ingress: "edge", rootService: "root" })), {
      pay: { ...apex, name: "pay-stable" },
    });
  });

  it("sends requests to pods, inside or to the internet, under the prefix that the AWS controller reads", () => {
    const annotations = (values: DataObject) => routes(viaAlb(values))[0]?.metadata.annotations;
    assertContains(annotations({}), { "alb.ingress.kubernetes.io/target-type": "ip" });
    assertContains(annotations({ scheme: "internet-facing", annotationPrefix: "alb.shop" }), {
      "alb.shop/scheme": "internet-facing",
      "alb.shop/target-type": "ip",
    });
    assertContains(annotations({ annotations: { "alb.ingress.kubernetes.io/target-type": "instance" } }), {
      "alb.ingress.kubernetes.io/target-type": "instance",
    });
  });

  it("is one of several, and shows a new version alone by an object of its own", () => {
    const values = viaAlb({ ingresses: { inside: { scheme: "internal" } }, ...preview });
    assert.deepEqual(leadsTo(values), { pay: apex, "pay-inside": apex });
    assert.deepEqual(leadsTo(values, canary()), {
      pay: action("pay-root"),
      "pay-inside": action("pay-root"),
      "pay-preview": { ...apex, name: "pay-canary" },
    });
    assertContains(leadsTo(values, blueGreen), { "pay-preview": { ...apex, name: "pay-preview" } });
  });
});

describe("a header route in the middle of a release", () => {
  const step = {
    setHeaderRoute: { name: "testers", match: [{ headerName: "x", headerValue: { exact: "y" } }] },
  };
  const steered = canary({ steps: [step] });
  const pathTo = (name: string, path: string, pathType: string) => ({
    path,
    pathType,
    backend: { service: action(name) },
  });
  const [ofStep, ours] = [
    pathTo("testers", "/*", "ImplementationSpecific"),
    pathTo("pay-root", "/", "Prefix"),
  ];
  const rule = (host: string, ...paths: object[]) => ({ host, http: { paths } });
  const live = (paths: DataObject[], values: DataObject = {}, layer = steered) => {
    const ingress: DataObject = { spec: { rules: [{ host: "pay.example.com", http: { paths } }] } };
    const objects = new Map([[routeKey("Ingress", "pay"), ingress]]);
    const cluster = { ...emptyCluster, routes: foundRoutes(objects) };
    const [route] = renderRoutes({ ...subjectOf(viaAlb(values), layer), live: cluster });
    return { rules: Object(route?.manifest["spec"]).rules, ownedByController: route?.ownedByController };
  };

  it("is left to the controller where it is all in which the Ingress differs", () => {
    assert.deepEqual(live([ofStep, ours]).ownedByController, ["spec.rules"]);
    assert.deepEqual(live([ours]).ownedByController, ["spec.rules"]);
  });

  it("stays, in new hosts too, while a change of ours is shipped", () => {
    const hosts = ["pay.example.com", "buy.example.com"];
    const { rules, ownedByController } = live([ofStep, ours], { hosts });
    assert.deepEqual(rules, [rule("pay.example.com", ofStep, ours), rule("buy.example.com", ofStep, ours)]);
    assert.deepEqual(ownedByController, []);
  });

  it("goes where nobody manages it any more, as in a Deployment", () => {
    assert.deepEqual(live([ofStep, ours], {}, canary()).rules, [rule("pay.example.com", ours)]);
    assert.deepEqual(live([ofStep, ours], {}, {}).ownedByController, []);
  });

  it("is looked for in the cluster", () => {
    const query = { apiVersion: "networking.k8s.io/v1", kind: "Ingress", plural: "ingresses" };
    assert.deepEqual(routeQueriesOf(subjectOf(viaAlb(), steered)), [query]);
  });
});
