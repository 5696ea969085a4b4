import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { type DataObject, emptyCluster, type LiveRoutes, routeKey } from "../../../../components/config";
import type { Manifest, Subject } from "../../../../components/manifests";
import {
  missingKindFindings,
  renderRoutes,
  routeQueries,
  routeQueriesOf,
} from "../../../../components/routing";
import { withLive } from "../../../../components/routing/live/with-live";
import { valueIn, withValue } from "../../../../components/routing/live/shared-list";
import { foundRoutes, running, unfinishedRelease } from "../../../support/live";
import { subjectOf } from "../../../support/services";

const httpRoute = { enabled: true, parentRefs: [{ name: "edge" }] };
const byHeader = {
  setHeaderRoute: { name: "by-header", match: [{ headerName: "x", headerValue: { exact: "1" } }] },
};
const rollout = { enabled: true, canary: { steps: [byHeader, { setWeight: 50 }] } };
const canary = (...layers: DataObject[]) => subjectOf({ httpRoute, rollout }, ...layers);

/** The same with a cluster in which these objects are, and these kinds are not. */
function facing(subject: Subject, objects: readonly Manifest[], absent: readonly string[] = []): Subject {
  const routes: LiveRoutes = {
    // As an API server gives them: data.
    objects: new Map(
      objects.map((one) => [routeKey(one.kind, one.metadata.name), JSON.parse(JSON.stringify(one))]),
    ),
    asked: new Set(["HTTPRoute"]),
    absentKinds: new Set(absent),
  };
  return { ...subject, live: { ...emptyCluster, ...subject.live, routes } };
}

function routeOf(subject: Subject) {
  const [route] = renderRoutes(subject);
  assert.ok(route);
  return route;
}

/** As a controller leaves it in the middle of a canary. */
function steered(route: Manifest, canaryWeight: number, ...made: object[]): Manifest {
  const [rule] = Object(route["spec"]).rules;
  const [stable, newer] = rule.backendRefs;
  const backendRefs = [
    { ...stable, weight: 100 - canaryWeight },
    { ...newer, weight: canaryWeight },
  ];
  return withValue(route, ["spec", "rules"], [{ ...rule, backendRefs }, ...made]);
}
const rules = (route: Manifest): unknown => valueIn(route, ["spec", "rules"]);
const managed = { name: "by-header", matches: [{ headers: [] }], backendRefs: [{ name: "pay-canary" }] };

describe("a canary's route beside the live one", () => {
  const atRest = routeOf(canary()).manifest;

  it("is left alone where the controller alone has written, and all of ours is shipped elsewhere", () => {
    const subject = facing(canary({ httpRoute: { hostnames: ["pay.example.com"] } }), [
      steered(atRest, 25, managed),
    ]);
    const { manifest, ownedByController, editsWait } = routeOf(subject);
    assert.deepEqual([ownedByController, editsWait], [["spec.rules"], false]);
    assert.deepEqual(valueIn(manifest, ["spec", "hostnames"]), ["pay.example.com"]);
  });

  it("ships an edit with the live weights and the steps' routes", () => {
    const matches = [{ path: { type: "PathPrefix", value: "/pay" } }];
    const { manifest, ownedByController } = routeOf(
      facing(canary({ httpRoute: { matches } }), [steered(atRest, 25, managed)]),
    );
    assert.deepEqual(ownedByController, []);
    const [edited, kept] = Object(rules(manifest));
    assert.deepEqual(edited.matches, matches);
    assert.deepEqual(
      edited.backendRefs.map(({ weight }: { weight: number }) => weight),
      [75, 25],
    );
    assert.deepEqual(kept, managed);
  });

  it("keeps a route that a step has made, also when the values have no such step any more", () => {
    const subject = canary({ rollout: { canary: { steps: [{ setWeight: 50 }] } } });
    const edited = {
      ...subject,
      service: { ...subject.service, httpRoute: { ...subject.service.httpRoute, matches: [] } },
    };
    const found = facing(edited, [steered(atRest, 25, managed)]);
    const release = unfinishedRelease({ managedRoutes: ["by-header"] });
    const live = { ...emptyCluster, ...found.live, workloads: [running("Rollout", { release })] };
    assert.deepEqual(Object(rules(routeOf({ ...found, live }).manifest))[1], managed);
    // Nobody has made it: it was the values' own.
    assert.equal(Object(rules(routeOf(found).manifest)).length, 1);
  });

  it("keeps what the plugin has numbered, and the backends of an experiment by either of its names", () => {
    const copy = { ...managed, name: "by-header-1" };
    const named = { name: "pay-baseline", port: 80, weight: 5 };
    const made = { name: "pay-5f7c9-2-1-baseline", port: 80, weight: 5 };
    const templates = [{ name: "baseline", specRef: "stable", weight: 5, service: { name: "pay-baseline" } }];
    const experiment = { templates, analyses: [{ name: "a", templateName: "t" }] };
    const subject = canary({
      analysisTemplates: { t: { metrics: [{ name: "m", provider: { web: { url: "http://pay.shop" } } }] } },
      httpRoute: { matches: [] },
      rollout: { canary: { steps: [byHeader, { setWeight: 50 }, { experiment }] } },
    });
    const live = steered(atRest, 25, managed, copy);
    const withExperiments = withValue(
      live,
      ["spec", "rules"],
      [
        withValue(
          Object(rules(live))[0],
          ["backendRefs"],
          [...Object(rules(live))[0].backendRefs, named, made, { name: "somebody-elses" }],
        ),
        ...Object(rules(live)).slice(1),
      ],
    );
    const [own, ...others] = Object(rules(routeOf(facing(subject, [withExperiments])).manifest));
    assert.deepEqual(own.backendRefs.slice(2), [named, made]);
    assert.deepEqual(others, [managed, copy]);
  });

  it("is found in the namespace that it is in", () => {
    const elsewhere = { ...atRest, metadata: { ...atRest.metadata, namespace: "gateways" } };
    const steeredThere = steered(elsewhere, 25);
    const routes = foundRoutes(
      new Map([["HTTPRoute gateways/pay", JSON.parse(JSON.stringify(steeredThere))]]),
      "HTTPRoute",
    );
    const subject = { ...canary(), live: { ...emptyCluster, routes } };
    assert.deepEqual(withLive(subject, elsewhere).ownedByController, ["spec.rules"]);
    assert.deepEqual(withLive(subject, atRest).ownedByController, []);
  });

  it("is rendered as at rest where there is none yet", () => {
    const route = routeOf(facing(canary(), []));
    assert.deepEqual(route, { manifest: atRest, ownedByController: [], editsWait: false });
  });

  it("waits with its edits where the cluster was not read", () => {
    assert.deepEqual(routeOf(canary()), {
      manifest: atRest,
      ownedByController: ["spec.rules"],
      editsWait: true,
    });
    const unread = { ...canary(), live: emptyCluster };
    assert.equal(routeOf(unread).editsWait, true);
  });

  it("waits with its edits where nobody has looked for it", () => {
    const routes = foundRoutes(new Map(), "HTTPRoute gateways");
    assert.equal(routeOf({ ...canary(), live: { ...emptyCluster, routes } }).editsWait, true);
  });

  it("is found in the services' own namespace, also where that is named and a program has it as an Output", () => {
    const weighing = { enabled: true, canary: { steps: [{ setWeight: 50 }] } };
    const values = { routing: { istio: { namespace: "shop" } }, rollout: weighing };
    const subject = { ...subjectOf(values), namespace: pulumi.output("shop") };
    const objects = new Map([["VirtualService pay", { spec: { http: [] } }]]);
    const live = { ...emptyCluster, namespace: "shop", routes: foundRoutes(objects) };
    assert.deepEqual(
      routeQueriesOf({ ...subject, live }).map(({ namespace }) => namespace),
      [undefined],
    );
    assert.equal(renderRoutes({ ...subject, live })[0]?.editsWait, false);
  });

  it("is known by the versions, whatever else answers", () => {
    const legacy = { name: "legacy", backendRefs: [{ name: pulumi.output("legacy"), port: 80 }] };
    const [own] = Object(rules(atRest));
    const elsewhere = withValue(atRest, ["spec", "rules"], [own, legacy]);
    assert.equal(withLive(facing(canary(), [atRest]), elsewhere).editsWait, false);
    const unknown = withValue(atRest, ["spec", "rules"], [legacy]);
    assert.equal(withLive(facing(canary(), [atRest]), unknown).editsWait, true);
  });

  it("takes no weights from a rule that has not both versions", () => {
    const stale = { matches: [], backendRefs: [{ name: "pay-canary", weight: 1 }] };
    const live = withValue(atRest, ["spec", "rules"], [stale, ...Object(rules(steered(atRest, 25)))]);
    const [rule] = Object(rules(routeOf(facing(canary({ httpRoute: { matches: [] } }), [live])).manifest));
    assert.deepEqual(
      rule.backendRefs.map(({ weight }: { weight: number }) => weight),
      [75, 25],
    );
  });

  it("moves to the apex with a switch to a Deployment, and takes nothing of the controller's along", () => {
    const deployment = subjectOf({ httpRoute });
    const { manifest, ownedByController } = routeOf(facing(deployment, [steered(atRest, 25, managed)]));
    assert.deepEqual([manifest, ownedByController], [routeOf(deployment).manifest, []]);
  });

  it("begins at the stable version with a switch from a Deployment", () => {
    const { manifest, ownedByController } = routeOf(
      facing(canary(), [routeOf(subjectOf({ httpRoute })).manifest]),
    );
    assert.deepEqual([manifest, ownedByController], [atRest, []]);
  });
});

describe("what is asked of the cluster for a service's routes", () => {
  it("is each kind that its routers write, and nothing without a router", () => {
    assert.deepEqual(routeQueriesOf(canary()), [
      { apiVersion: "gateway.networking.k8s.io/v1", kind: "HTTPRoute", plural: "httproutes" },
    ]);
    assert.deepEqual(routeQueriesOf(subjectOf()), []);
  });

  it("is asked for once for many services, of which some may be wrong", () => {
    const values = { image: { repository: "registry.example/pay" }, httpRoute };
    const services = { pay: values, cart: values, wrong: { httpRoute: 1 }, plain: { image: values.image } };
    assert.deepEqual(
      routeQueries(services, "shop").map(({ plural }) => plural),
      ["httproutes"],
    );
  });

  it("is an error where the cluster does not have the kind", () => {
    const absent = "httproutes.gateway.networking.k8s.io";
    const findings = missingKindFindings(facing(canary(), [], [absent]), ["services", "pay"]);
    assert.deepEqual(
      findings.map(({ severity, reason }) => [severity, reason]),
      [["error", `The cluster has no ${absent} in gateway.networking.k8s.io/v1, which its router needs.`]],
    );
    assert.deepEqual(missingKindFindings(facing(subjectOf(), [], [absent]), []), []);
    assert.deepEqual(missingKindFindings(canary(), []), []);
  });
});
