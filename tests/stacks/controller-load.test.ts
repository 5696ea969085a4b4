import assert from "node:assert/strict";
import { type DataObject, noLoad, parse, service, type ServiceConfig } from "../../components/config";
import { loadOfServices } from "../../stacks/controller-load";

const image = { repository: "registry.example/app", tag: "1" };
const analysis = { templates: [{ templateName: "success" }] };

function config(values: DataObject): ServiceConfig {
  const { value, findings } = parse(service, { image, ...values });
  assert.ok(value, JSON.stringify(findings));
  return value;
}

function load(services: Readonly<Record<string, DataObject>>) {
  const parsed = Object.entries(services).map(([name, values]) => [name, config(values)] as const);
  return loadOfServices("shop", new Map(parsed));
}

const rollout = (values: DataObject = {}): DataObject => ({ rollout: { enabled: true, ...values } });

describe("what the controller will keep of a stack's services", () => {
  it("is nothing where there is none, and the Services alone of Deployments", () => {
    assert.deepEqual(load({}), noLoad);
    assert.deepEqual(load({ cart: {} }), { ...noLoad, services: 1 });
  });

  it("is each Rollout, its ReplicaSets as long as its history, and its Services", () => {
    const { rollouts, replicaSets, services } = load({
      pay: rollout(),
      cart: rollout({ revisionHistoryLimit: 2 }),
    });
    assert.deepEqual({ rollouts, replicaSets, services }, { rollouts: 2, replicaSets: 11 + 3, services: 2 });
  });

  it("is the AnalysisRuns that the limits keep, and those of one update", () => {
    const runs = (values: DataObject): number => load({ pay: rollout(values) }).analysisRuns;
    const canary = { canary: { steps: [{ analysis }, { setWeight: 50 }, { analysis }], analysis } };
    assert.equal(runs({}), 0);
    assert.equal(runs(canary), 5 + 5 + 3);
    const limits = { successfulRunHistoryLimit: 1, unsuccessfulRunHistoryLimit: 2 };
    assert.equal(runs({ ...canary, analysis: limits }), 1 + 2 + 3);
    assert.equal(runs({ analysis: limits }), 0);
    const blueGreen = { strategy: "bluegreen", blueGreen: { prePromotionAnalysis: analysis } };
    assert.equal(runs(blueGreen), 5 + 5 + 1);
  });

  it("is the Ingress and the Istio objects that are rendered for a service", () => {
    const ingress = { routing: { nginx: { hosts: ["a.example"] } } };
    assert.equal(load({ cart: ingress }).ingresses, 1);
    const virtualService = { routing: { istio: { hosts: ["a.example"], gateways: ["mesh"] } } };
    assert.equal(load({ cart: virtualService }).istioObjects, 1);
  });

  it("is all Deployments as soon as one Rollout takes its pods from another object", () => {
    const workloadRef = { workloadRef: { name: "old" }, selector: undefined };
    const referring = { ...rollout(workloadRef), service: { selector: { app: "old" } } };
    assert.equal(load({ cart: {}, pay: rollout() }).deployments, 0);
    assert.equal(load({ cart: {}, pay: rollout(), old: referring }).deployments, 2);
  });

  it("is larger with larger pod templates", () => {
    const env = Array.from({ length: 100 }, (_, index) => ({ name: `OPTION_${String(index)}`, value: "on" }));
    const bytes = (values: DataObject): number => load({ pay: { ...rollout(), ...values } }).templateBytes;
    assert.ok(bytes({ env }) > bytes({}) + 3000);
  });
});
