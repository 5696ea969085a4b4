import assert from "node:assert/strict";
import { type DataObject, formatFinding, parse, service } from "../../../../components/config";
import { renderNetworkPolicy } from "../../../../components/workload/objects/network-policy";
import { assertContains } from "../../../support/contains";
import { subjectOf, values } from "../../../support/services";

const specOf = (networkPolicy: DataObject, ...layers: DataObject[]) =>
  Object(renderNetworkPolicy(subjectOf({ networkPolicy: { enabled: true, ...networkPolicy } }, ...layers)))
    .spec;
const mistakesOf = (networkPolicy: DataObject) =>
  parse(service, values({ networkPolicy })).findings.map(formatFinding);

const http = [{ protocol: "TCP", port: "http" }];
const everyone = { podSelector: {}, namespaceSelector: {} };

describe("the network policy of a service", () => {
  it("is not there unless it is asked for", () => {
    assert.equal(renderNetworkPolicy(subjectOf({ networkPolicy: { allowFrom: {} } })), undefined);
  });

  it("lets pods of the same namespace call the service's port, and the service call everyone", () => {
    assert.deepEqual(specOf({}), {
      podSelector: { matchLabels: { "app.kubernetes.io/name": "pay" } },
      policyTypes: ["Ingress"],
      ingress: [{ from: [{ podSelector: {} }], ports: http }],
    });
  });

  it("lets those call that are named, and no others", () => {
    const cart = { podSelector: { matchLabels: { "app.kubernetes.io/name": "cart" } } };
    const edge = { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "edge" } } };
    assert.deepEqual(specOf({ allowFrom: { services: ["cart"], namespaces: ["edge"] } }).ingress, [
      { from: [cart, edge], ports: http },
    ]);
    assert.deepEqual(specOf({ ingress: [{ from: [everyone] }, { ports: [] }] }).ingress, [
      { from: [everyone], ports: http },
      { ports: [] },
    ]);
    assert.deepEqual(specOf({ ingress: [] }).ingress, []);
  });

  it("keeps DNS open where it says whom the service may call", () => {
    const dns = {
      ports: [
        { protocol: "UDP", port: 53 },
        { protocol: "TCP", port: 53 },
      ],
    };
    const database = { podSelector: { matchLabels: { "app.kubernetes.io/name": "ledger" } } };
    const bank = { to: [{ ipBlock: { cidr: "203.0.113.0/24" } }], ports: [{ port: 443 }] };
    assertContains(specOf({ allowTo: { services: ["ledger"] }, egress: [bank] }), {
      policyTypes: ["Ingress", "Egress"],
      egress: [dns, { to: [database] }, { ...bank, ports: [{ port: 443, protocol: "TCP" }] }],
    });
    assert.deepEqual(specOf({ egress: [] }).egress, [dns]);
    assert.deepEqual(specOf({ egress: [], allowDns: false }).egress, []);
  });

  it("knows pods from elsewhere by their labels and by the number of their port", () => {
    const layer = {
      image: null,
      service: { port: 80, targetPort: 8080, selector: { app: "legacy" } },
      rollout: { enabled: true, workloadRef: { name: "legacy" } },
    };
    assertContains(specOf({}, layer), {
      podSelector: { matchLabels: { app: "legacy" } },
      ingress: [{ ports: [{ port: 8080 }] }],
    });
  });

  it("cannot name peers and ports that the API server would refuse", () => {
    const cidr = "10.0.0.0/8";
    const wrong = [
      { from: [{}] },
      { from: [{ ipBlock: { cidr }, podSelector: {} }] },
      { ports: [{ port: "http", endPort: 90 }] },
      { ports: [{ port: 100, endPort: 90 }] },
      { from: [{ podSelector: { matchExpressions: [{ key: "a", operator: "Exists", values: ["b"] }] } }] },
    ];
    for (const rule of wrong) assert.equal(mistakesOf({ ingress: [rule] }).length, 1, JSON.stringify(rule));
    const right = { from: [{ ipBlock: { cidr } }, everyone], ports: [{ port: 80, endPort: 90 }] };
    assert.deepEqual(mistakesOf({ ingress: [right] }), []);
  });
});
