import assert from "node:assert/strict";
import { service as kind } from "../../../../../../scripts/local/provider/await/kinds/service";
import { object } from "../objects";

const SELECTOR = { app: "pay" };

const service = (spec: object, status: object = {}) =>
  object("v1", "Service", { name: "pay" }, { spec, status });

const slice = (...endpoints: object[]) =>
  object("discovery.k8s.io/v1", "EndpointSlice", { name: "pay-x" }, { addressType: "IPv4", endpoints });

const endpoint = (name: string, conditions: object) => ({
  addresses: ["10.0.0.1"],
  conditions,
  targetRef: { kind: "Pod", name },
});

const READY = endpoint("pay-a", { ready: true, serving: true, terminating: false });
const UNREADY = endpoint("pay-b", { ready: false, serving: false, terminating: false });
const LEAVING = endpoint("pay-c", { ready: false, serving: true, terminating: true });

const cases = [
  { name: "without a selector", spec: { type: "ClusterIP" }, slices: [], ready: true },
  {
    name: "headless",
    spec: { clusterIP: "None", selector: SELECTOR },
    slices: [slice(UNREADY)],
    ready: true,
  },
  {
    name: "ExternalName",
    spec: { type: "ExternalName", externalName: "x.org", selector: SELECTOR },
    slices: [],
    ready: true,
  },
  { name: "selecting no pod", spec: { selector: SELECTOR }, slices: [slice()], ready: true },
  { name: "all selected pods ready", spec: { selector: SELECTOR }, slices: [slice(READY)], ready: true },
  {
    name: "a pod on its way out",
    spec: { selector: SELECTOR },
    slices: [slice(READY, LEAVING)],
    ready: true,
  },
  {
    name: "one selected pod not ready",
    spec: { selector: SELECTOR },
    slices: [slice(READY, UNREADY)],
    ready: false,
  },
  { name: "endpoints not seen yet", spec: { selector: SELECTOR }, slices: [], ready: false },
];

describe("a Service", () => {
  for (const { name, spec, slices, ready } of cases) {
    it(`is ${ready ? "ready" : "not ready"}: ${name}`, () => {
      assert.equal(kind.judge(service(spec), slices).ready, ready);
    });
  }

  it("names the selected pods that are not ready", () => {
    const { reasons } = kind.judge(service({ selector: SELECTOR }), [slice(UNREADY)]);
    assert.match(
      reasons.join("\n"),
      /Service does not target any Pods[^]*selected Pods are not ready: pay-b/,
    );
  });

  it("of type LoadBalancer waits for its address", () => {
    const spec = { type: "LoadBalancer", selector: SELECTOR };
    const pending = kind.judge(service(spec), [slice(READY)]);
    assert.deepEqual(pending.reasons, [
      "Service was not allocated an IP address; does your cloud provider support this?",
    ]);
    assert.equal(
      kind.judge(service(spec, { loadBalancer: { ingress: [{ ip: "1.2.3.4" }] } }), [slice(READY)]).ready,
      true,
    );
  });
});
