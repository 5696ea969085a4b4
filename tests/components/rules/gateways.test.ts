import assert from "node:assert/strict";
import fc from "fast-check";
import type { DataObject, KnownListener } from "../../../components/config";
import { gatewayRules } from "../../../components/rules/references/gateways";
import { shareHost } from "../../../components/rules/references/gateways/hostnames";
import type { Surroundings } from "../../../components/rules";
import { describeRules, findingsOf } from "../../support/rule-cases";
import { withPlatform } from "../../support/scoped-rule-cases";

const web: KnownListener = {
  ...{ name: "web", port: 80, protocol: "HTTP", from: "All" },
  kinds: ["HTTPRoute", "GRPCRoute"],
};
const https: KnownListener = {
  ...web,
  ...{ name: "https", port: 443, protocol: "HTTPS", hostname: "*.shop.test" },
};
const raw: KnownListener = { ...web, name: "raw", port: 9000, protocol: "TCP", kinds: ["TCPRoute"] };
const internal = { name: "internal", namespace: "gateways", listeners: [web] };
const gateways = [{ name: "public", namespace: "gateways", listeners: [https, raw] }, internal];
const around = { ...withPlatform({ gateways }), namespace: { name: "prod" } };

/** A platform whose one Gateway, `edge` in `infra`, has these listeners. */
function edge(listeners: readonly KnownListener[], namespace: Surroundings["namespace"] = { name: "prod" }) {
  return {
    ...withPlatform({ gateways: [{ name: "edge", namespace: "infra", listeners: [...listeners] }] }),
    namespace,
  };
}

const route = (parent: DataObject, more: DataObject = {}): { httpRoute: DataObject } => ({
  httpRoute: { enabled: true, parentRefs: [{ namespace: "gateways", ...parent }], ...more },
});
const atEdge = (parent: DataObject = {}, more: DataObject = {}) =>
  route({ name: "edge", namespace: "infra", ...parent }, more);
const at = "services.pay.httpRoute.parentRefs[0]";
const selector = { matchLabels: { team: "shop" } };

describeRules("rules about the platform's gateways", gatewayRules, [
  {
    rule: "unknown-gateway",
    when: "a misspelt Gateway",
    refuses: route({ name: "publik" }),
    with: `${at}.name: The platform's stack has no Gateway "publik" in the namespace gateways. Did you mean "public"? One of somebody else belongs into gateways there, with create: false.`,
    accepts: [
      route({ name: "public" }),
      route({ name: "publik", namespace: "elsewhere" }),
      route({ name: "publik", kind: "Service", group: "" }),
      route({ name: "publik", kind: "ListenerSet" }),
      { httpRoute: { ...route({ name: "publik" }).httpRoute, enabled: false } },
      { routing: { linkerd: {} } },
    ],
    around,
  },
  {
    rule: "unknown-gateway",
    when: "one whose namespace is left out",
    refuses: { httpRoute: { enabled: true, parentRefs: [{ name: "public" }] } },
    with: `${at}: The platform's stack has no Gateway "public" in the namespace prod. It has one with namespace: gateways.`,
    accepts: { httpRoute: { enabled: true, parentRefs: [{ name: "other" }] } },
    around,
  },
  {
    rule: "unknown-gateway",
    when: "one of a further route, and one of a preview",
    refuses: {
      ...route(
        { name: "public" },
        { preview: { hostnames: ["new.test"], parentRefs: [{ name: "xyz", namespace: "gateways" }] } },
      ),
      rollout: { enabled: true },
      routing: {
        gatewayApi: { grpcRoutes: { api: { parentRefs: [{ name: "interna", namespace: "gateways" }] } } },
      },
    },
    with: [
      `services.pay.routing.gatewayApi.grpcRoutes.api.parentRefs[0].name: The platform's stack has no Gateway "interna" in the namespace gateways. Did you mean "internal"? One of somebody else belongs into gateways there, with create: false.`,
      `services.pay.httpRoute.preview.parentRefs[0].name: The platform's stack has no Gateway "xyz" in the namespace gateways. Known here: public, internal. One of somebody else belongs into gateways there, with create: false.`,
    ],
    accepts: route({ name: "public" }),
    around,
  },
  {
    rule: "unknown-listener",
    when: "a misspelt listener",
    refuses: route({ name: "public", sectionName: "htps" }),
    with: `${at}.sectionName: The Gateway public has no listener "htps". Did you mean "https"?`,
    accepts: [
      route({ name: "public", sectionName: "https", port: 443 }),
      route({ name: "publik", sectionName: "htps" }),
    ],
    around,
  },
  {
    rule: "unknown-listener",
    when: "a port that no listener has",
    refuses: route({ name: "public", port: 8443 }),
    with: `${at}.port: No listener of the Gateway public has the port 8443. Use 443 or 9000, or leave it out.`,
    accepts: route({ name: "public", port: 443 }),
    around,
  },
  {
    rule: "unknown-listener",
    when: "the port of another listener",
    refuses: route({ name: "public", sectionName: "https", port: 9000 }),
    with: `${at}.port: No listener of the Gateway public that is called https has the port 9000. Use 443, or leave it out.`,
    accepts: route({ name: "public", sectionName: "https" }),
    around,
  },
  {
    rule: "listener-namespace",
    when: "a Gateway that takes none but its own, those with a label, or none",
    refuses: atEdge(),
    with: `${at}: The Gateway edge takes no routes of the namespace prod: web takes those of infra, a takes those of namespaces with team=shop, tier in (web, api), zone, !old, stage not in (dev) and none takes none. Say so in allowedRoutes.namespaces of gateways.edge in the platform's stack, or name another Gateway or listener.`,
    // One that is named and not there is another rule's.
    accepts: atEdge({ sectionName: "nothing" }),
    around: edge(
      [
        { ...web, from: "Same" },
        {
          ...{ ...web, name: "a", from: "Selector" },
          selector: {
            ...selector,
            matchExpressions: [
              { key: "tier", operator: "In", values: ["web", "api"] },
              { key: "zone", operator: "Exists" },
              { key: "old", operator: "DoesNotExist" },
              { key: "stage", operator: "NotIn", values: ["dev"] },
            ],
          },
        },
        { ...web, name: "none", from: "None" },
      ],
      { name: "prod", labels: {} },
    ),
  },
  {
    rule: "listener-namespace",
    when: "the one listener that is named, where another one takes it",
    refuses: atEdge({ sectionName: "own" }),
    with: `${at}: The Gateway edge takes no routes of the namespace prod: own takes those of infra. Say so in allowedRoutes.namespaces of gateways.edge in the platform's stack, or name another Gateway or listener.`,
    accepts: [atEdge(), atEdge({ sectionName: "web" })],
    around: edge([{ ...web, name: "own", from: "Same" }, web]),
  },
  {
    rule: "listener-kind",
    refuses: {
      routing: {
        gatewayApi: {
          tcpRoutes: {
            db: { parentRefs: [{ name: "public", namespace: "gateways", sectionName: "https" }] },
          },
        },
      },
    },
    with: `services.pay.routing.gatewayApi.tcpRoutes.db.parentRefs[0]: The Gateway public takes no TCPRoute here: https takes HTTPRoute and GRPCRoute. Name another listener, or give gateways.public in the platform's stack one that takes it.`,
    accepts: {
      routing: {
        gatewayApi: { tcpRoutes: { db: { parentRefs: [{ name: "public", namespace: "gateways" }] } } },
      },
    },
    around,
  },
  {
    rule: "listener-kind",
    when: "a listener for connections alone",
    refuses: atEdge({ sectionName: "raw" }),
    with: `${at}: The Gateway edge takes no HTTPRoute here: raw takes TCPRoute. Name another listener, or give gateways.edge in the platform's stack one that takes it.`,
    // What takes nothing of the namespace is another rule's.
    accepts: [atEdge(), atEdge({ sectionName: "own" })],
    around: edge([web, raw, { ...raw, name: "own", from: "Same" }]),
  },
  {
    rule: "listener-hostname",
    when: "a host that no listener has",
    refuses: route({ name: "public" }, { hostnames: ["pay.shop.test", "shop.test", "pay.example"] }),
    with: ["shop.test", "pay.example"].map(
      (host, index) =>
        `services.pay.httpRoute.hostnames[${index + 1}]: ${host} is no host of the Gateway public (https: *.shop.test). Choose another host, or give gateways.public in the platform's stack a listener for it.`,
    ),
    accepts: [
      route({ name: "public" }, { hostnames: ["pay.shop.test", "a.pay.shop.test", "*.test"] }),
      route({ name: "public" }),
      route({ name: "internal" }, { hostnames: ["pay.example"] }),
      // The other Gateway may have it.
      route(
        { name: "public" },
        {
          hostnames: ["pay.shop.test", "pay.example"],
          parentRefs: [{ name: "public", namespace: "gateways" }, { name: "other" }],
        },
      ),
    ],
    around,
  },
  {
    rule: "listener-hostname",
    when: "a Gateway that has none of the hosts, beside one that has them",
    refuses: route(
      { name: "public" },
      {
        hostnames: ["pay.example"],
        parentRefs: ["public", "internal"].map((name) => ({ name, namespace: "gateways" })),
      },
    ),
    with: `${at}: None of the route's hosts, pay.example, is one of the Gateway public (https: *.shop.test). Leave this Gateway out, or choose another host, or give gateways.public in the platform's stack a listener for it.`,
    accepts: route({ name: "internal" }, { hostnames: ["pay.example"] }),
    around,
  },
  {
    rule: "listener-hostname",
    when: "the host of a preview, which has the Gateways of the route",
    refuses: {
      ...route({ name: "public" }, { preview: { hostnames: ["new.example"] } }),
      rollout: { enabled: true },
    },
    with: `services.pay.httpRoute.preview.hostnames[0]: new.example is no host of the Gateway public (https: *.shop.test). Choose another host, or give gateways.public in the platform's stack a listener for it.`,
    // A Deployment has no preview.
    accepts: route({ name: "public" }, { preview: { hostnames: ["new.example"] } }),
    around,
  },
]);

describe("a namespace that a listener selects", () => {
  const listeners: KnownListener[] = [{ ...web, from: "Selector", selector }];
  const says = (
    namespace: Surroundings["namespace"],
    of: KnownListener["selector"] = selector,
    from: KnownListener["from"] = "Selector",
  ) =>
    findingsOf("listener-namespace", atEdge(), edge([{ ...web, from, selector: of }], namespace)).length > 0;

  it("is refused for a label that it is known not to have, and not for one that nobody knows", () => {
    assert.equal(says({ name: "prod", labels: {} }), true);
    assert.equal(says({ name: "prod", labels: { team: "pay" } }), true);
    assert.equal(says({ name: "prod", labels: { team: "shop" } }), false);
    assert.equal(says({ name: "prod" }), false);
    assert.equal(findingsOf("listener-namespace", atEdge(), edge(listeners, { name: "prod" })).length, 0);
  });

  it("has the label with its name in any case", () => {
    const named = (name: string) => ({ matchLabels: { "kubernetes.io/metadata.name": name } });
    assert.equal(says({ name: "prod" }, named("prod")), false);
    assert.equal(says({ name: "prod" }, named("dev")), true);
  });

  it("is held against each operator", () => {
    const expression = (operator: "In" | "NotIn" | "Exists" | "DoesNotExist", values?: string[]) => ({
      matchExpressions: [{ key: "team", operator, ...(values && { values }) }],
    });
    const table: [ReturnType<typeof expression>, refusedWithout: boolean, refusedWith: boolean][] = [
      [expression("In", ["shop", "pay"]), true, false],
      [expression("In", ["pay"]), true, true],
      [expression("NotIn", ["shop"]), false, true],
      [expression("NotIn", ["pay"]), false, false],
      [expression("Exists"), true, false],
      [expression("DoesNotExist"), false, true],
    ];
    for (const [of, without, withIt] of table) {
      const what = JSON.stringify(of);
      assert.equal(says({ name: "prod", labels: {} }, of), without, what);
      assert.equal(says({ name: "prod", labels: { team: "shop" } }, of), withIt, what);
    }
  });

  it("is the Gateway's own for Same", () => {
    assert.equal(says({ name: "infra" }, undefined, "Same"), false);
    assert.equal(says({ name: "prod" }, undefined, "Same"), true);
  });
});

describe("what is not known of a platform's gateways", () => {
  it("is not held against a route", () => {
    const unknown = route({ name: "publik", sectionName: "no" }, { hostnames: ["a.example"] });
    const silent: Surroundings[] = [{}, { namespace: { name: "prod" } }, withPlatform({})];
    for (const one of silent)
      assert.deepEqual(
        gatewayRules.flatMap(({ id }) => findingsOf(id, unknown, one)),
        [],
      );
  });
});

describe("hosts of the Gateway API", () => {
  const label = fc.stringMatching(/^[a-z0-9]{1,4}$/);
  const domain = fc.array(label, { minLength: 1, maxLength: 3 }).map((labels) => labels.join("."));
  const host = fc.tuple(fc.boolean(), domain).map(([isWild, name]) => (isWild ? `*.${name}` : name));

  it("are shared in both directions, and by each with itself", () => {
    fc.assert(fc.property(host, host, (a, b) => shareHost(a, b) === shareHost(b, a) && shareHost(a, a)));
  });

  it("are shared by a wildcard with everything below its domain, and not with the domain", () => {
    fc.assert(
      fc.property(domain, domain, (below, of) => {
        assert.equal(shareHost(`*.${of}`, `${below}.${of}`), true);
        assert.equal(shareHost(`*.${of}`, `*.${below}.${of}`), true);
        assert.equal(shareHost(`*.${of}`, of), false);
        assert.equal(
          shareHost(`*.${of}`, `${below}${of}`),
          below.includes(".") && `${below}${of}`.endsWith(`.${of}`),
        );
      }),
    );
  });
});
