import assert from "node:assert/strict";
import { type DataObject, formatFinding, parse, service } from "../../../../components/config";
import { planWorkload } from "../../../../components/workload";
import { assertContains } from "../../../support/contains";
import { subjectOf, values } from "../../../support/services";

const resources = { requests: { cpu: "1" } };
const plan = (...layers: DataObject[]) => planWorkload(subjectOf({ resources }, ...layers));
const specOf = (manifest: object | undefined) => (manifest && "spec" in manifest ? manifest.spec : undefined);
const mistakesOf = (layer: DataObject) => parse(service, values(layer)).findings.map(formatFinding);

const queue = { type: "kafka", metadata: { topic: "pay", lagThreshold: "50" } };
const keda = (more: DataObject = {}) => ({ scaledObject: { enabled: true, triggers: [queue], ...more } });

describe("the autoscaler of a service", () => {
  it("hands on metrics and behavior, beside the targets, and asks for no CPU then", () => {
    const metric = { name: "requests_per_second" };
    const metrics = [
      { type: "Pods", pods: { metric, target: { type: "AverageValue", averageValue: 100 } } },
      { type: "External", external: { metric, target: { type: "Value", value: "1k" } } },
    ];
    const behavior = { scaleDown: { policies: [{ type: "Pods", value: 1, periodSeconds: 60 }] } };
    const [autoscaler] = plan({
      autoscaling: {
        enabled: true,
        metrics,
        behavior,
        targetMemoryUtilizationPercentage: 70,
        annotations: { a: "b" },
      },
      resources: { requests: { memory: "1Gi" } },
    }).followers;
    assertContains(autoscaler, { metadata: { annotations: { a: "b" } }, spec: { behavior } });
    assert.deepEqual(Reflect.get(Object(specOf(autoscaler)), "metrics"), [
      {
        type: "Resource",
        resource: { name: "memory", target: { type: "Utilization", averageUtilization: 70 } },
      },
      // As text: the API server would answer a number with text, which looks like drift.
      { type: "Pods", pods: { metric, target: { type: "AverageValue", averageValue: "100" } } },
      metrics[1],
    ]);
    const alone = plan({ autoscaling: { enabled: true, metrics } }).followers[0];
    assert.equal(Reflect.get(Object(specOf(alone)), "metrics").length, 2);
  });

  it("cannot have a metric whose block or target is another than its type says", () => {
    const resource = { name: "cpu", target: { type: "AverageValue", averageUtilization: 70 } };
    const [target, ...others] = mistakesOf({ autoscaling: { metrics: [{ type: "Resource", resource }] } });
    assert.match(
      target ?? "",
      /^autoscaling\.metrics\[0\]\.resource\.target: .*expected averageValue alone with type AverageValue/,
    );
    assert.deepEqual(others, []);
    const pods = { metric: { name: "x" }, target: { type: "AverageValue", averageValue: "1" } };
    assert.match(
      mistakesOf({ autoscaling: { metrics: [{ type: "Object", pods }] } }).join(),
      /^autoscaling\.metrics\[0\]: .*expected the block object alone with type Object/,
    );
  });
});

for (const enabled of [false, true])
  describe(`a service that KEDA scales (rollout.enabled: ${String(enabled)})`, () => {
    const rollout = { enabled };

    it("has a ScaledObject that follows the kind, and starts at its minimum", () => {
      const { workload, followers, ownedByOthers } = plan(
        { rollout, replicaCount: 7 },
        keda({ minReplicaCount: 3 }),
      );
      assert.deepEqual(followers.length, 1);
      assertContains(followers[0], {
        apiVersion: "keda.sh/v1alpha1",
        kind: "ScaledObject",
        metadata: { name: "pay", namespace: "shop" },
        spec: {
          scaleTargetRef: { apiVersion: workload.apiVersion, kind: workload.kind, name: "pay" },
          minReplicaCount: 3,
          maxReplicaCount: 10,
          triggers: [queue],
        },
      });
      assertContains(specOf(workload), { replicas: 3 });
      assert.deepEqual(ownedByOthers.get(workload), ["spec.replicas"]);
    });

    it("starts with one pod when it may go down to none", () => {
      assertContains(specOf(plan({ rollout }, keda({ minReplicaCount: 0 })).workload), { replicas: 1 });
    });

    it("has a VerticalPodAutoscaler that follows the kind and only recommends", () => {
      const layer = { verticalPodAutoscaler: { enabled: true, maxAllowed: { cpu: 2 } } };
      const { workload, followers } = plan({ rollout }, layer);
      assert.deepEqual(specOf(followers[0]), {
        targetRef: { apiVersion: workload.apiVersion, kind: workload.kind, name: "pay" },
        updatePolicy: { updateMode: "Off" },
        resourcePolicy: {
          containerPolicies: [
            { containerName: "*", controlledResources: ["cpu", "memory"], maxAllowed: { cpu: "2" } },
          ],
        },
      });
    });
  });

describe("a trigger of KEDA", () => {
  it("has settings that are text, since its CRD takes nothing else", () => {
    const triggers = [{ type: "kafka", metadata: { lagThreshold: 50 } }];
    assert.deepEqual(mistakesOf({ scaledObject: { triggers } }), [
      "scaledObject.triggers[0].metadata.lagThreshold: 50 is not valid: expected text.",
    ]);
  });
});
