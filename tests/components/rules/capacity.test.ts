import type { DataObject } from "../../../components/config";
import { capacityRules } from "../../../components/rules/capacity";
import { describeRules } from "../../support/rule-cases";

const resources = { requests: { cpu: "1", memory: "1Gi" } };
const scaled = (values: DataObject = {}): DataObject => ({
  resources,
  autoscaling: { enabled: true, minReplicas: 2, ...values },
});
const byMetric = (name: string, target: DataObject): DataObject => ({
  autoscaling: { enabled: true, metrics: [{ type: "Resource", resource: { name, target } }] },
});
const share = { type: "Utilization", averageUtilization: 70 };
const perPod = { type: "AverageValue", averageValue: "1Gi" };
const queue = { type: "kafka", metadata: { topic: "pay" } };
const memory = { type: "memory", metricType: "Utilization", metadata: { value: "70" } };
const keda = (values: DataObject = {}): DataObject => ({
  scaledObject: { enabled: true, triggers: [queue], ...values },
});
const vertical = (values: DataObject): DataObject => ({
  verticalPodAutoscaler: { enabled: true, ...values },
});
const canary = (values: DataObject): DataObject => ({ rollout: { enabled: true, canary: values } });
const istio = { trafficRouting: { istio: { virtualService: { name: "pay" } } } };
const nginx = { trafficRouting: { nginx: { stableIngress: "pay" } } };
const half = { steps: [{ setWeight: 0 }, { setWeight: 50 }] };
const preview = (previewReplicaCount: number): DataObject => ({
  rollout: { enabled: true, strategy: "blueGreen", blueGreen: { previewReplicaCount } },
});

describeRules("rules about capacity", capacityRules, [
  {
    rule: "autoscaling-bounds",
    refuses: { resources, autoscaling: { enabled: true, minReplicas: 5, maxReplicas: 4 } },
    with: "services.pay.autoscaling.minReplicas: 5 is above maxReplicas (4). Lower minReplicas or raise maxReplicas.",
    accepts: { resources, autoscaling: { enabled: true, minReplicas: 4, maxReplicas: 4 } },
  },
  {
    rule: "autoscaling-needs-requests",
    refuses: {
      autoscaling: { enabled: true, targetMemoryUtilizationPercentage: 70 },
      resources: { requests: { cpu: "1" } },
    },
    with: "services.pay.resources.requests.memory: A request is needed: autoscaling.enabled is true and scales on memory. Set resources.requests.memory, or scale on another resource.",
    accepts: {
      autoscaling: { enabled: true, targetMemoryUtilizationPercentage: 70 },
      resources: { limits: { memory: "1Gi" } },
    },
  },
  {
    rule: "autoscaling-needs-requests",
    when: "no request at all",
    refuses: { autoscaling: { enabled: true }, rollout: { enabled: true } },
    with: "services.pay.resources.requests.cpu: A request is needed: autoscaling.enabled is true and scales on cpu. Set resources.requests.cpu, or scale on another resource.",
    accepts: {
      image: null,
      autoscaling: { enabled: true },
      rollout: { enabled: true, workloadRef: { name: "pay-pods" } },
    },
  },
  {
    rule: "autoscaling-bounds",
    when: "it of KEDA's",
    refuses: keda({ minReplicaCount: 5, maxReplicaCount: 4 }),
    with: "services.pay.scaledObject.minReplicaCount: 5 is above maxReplicaCount (4). Lower minReplicaCount or raise maxReplicaCount.",
    accepts: [keda({ maxReplicaCount: 1 }), { scaledObject: { minReplicaCount: 50 } }],
  },
  {
    rule: "autoscaling-needs-requests",
    when: "a metric of its own",
    refuses: byMetric("memory", share),
    with: "services.pay.resources.requests.memory: A request is needed: autoscaling.enabled is true and scales on memory. Set resources.requests.memory, or scale on another resource.",
    accepts: [byMetric("memory", perPod), { resources, ...byMetric("memory", share) }],
  },
  {
    rule: "autoscaling-needs-requests",
    when: "a trigger of KEDA's",
    refuses: keda({ triggers: [memory] }),
    with: "services.pay.resources.requests.memory: A request is needed: scaledObject.enabled is true and scales on memory. Set resources.requests.memory, or scale on another resource.",
    accepts: [keda(), { resources, ...keda({ triggers: [memory] }) }],
  },
  {
    rule: "one-autoscaler",
    refuses: { ...scaled(), ...keda() },
    with: "services.pay.scaledObject.enabled: autoscaling.enabled is true too. Turn one of them off: KEDA scales on cpu and memory too.",
    accepts: [scaled(), keda()],
  },
  {
    rule: "vertical-fights-horizontal",
    refuses: { ...scaled(), ...vertical({ updateMode: "Recreate" }) },
    with: "services.pay.verticalPodAutoscaler.updateMode: Recreate changes requests for cpu, on which autoscaling scales. Set updateMode: Off, or take cpu out of controlledResources.",
    accepts: [
      { ...scaled(), ...vertical({}) },
      { ...scaled(), ...vertical({ updateMode: "Recreate", controlledResources: ["memory"] }) },
      { ...keda(), ...vertical({ updateMode: "Recreate" }) },
      vertical({ updateMode: "Recreate" }),
    ],
  },
  {
    rule: "scaled-object-triggers",
    refuses: keda({
      triggers: [
        { ...queue, name: "a", metricType: "Utilization" },
        { ...memory, name: "a", useCachedMetrics: true },
      ],
      fallback: { failureThreshold: 3, replicas: 4 },
    }),
    with: [
      "services.pay.scaledObject.triggers[0].metricType: Utilization is for cpu and memory, not for kafka. Set AverageValue or Value.",
      'services.pay.scaledObject.triggers[1].name: "a" is there twice. Choose another name.',
      "services.pay.scaledObject.triggers[1].useCachedMetrics: KEDA does not cache memory. Take it out.",
      "services.pay.scaledObject.fallback: It needs a trigger other than cpu and memory whose metricType is AverageValue. Take it out, or add such a trigger.",
    ],
    accepts: keda({
      triggers: [
        { ...queue, name: "a", useCachedMetrics: true },
        { ...queue, name: "b" },
      ],
      fallback: { failureThreshold: 3, replicas: 4 },
    }),
  },
  {
    rule: "scaled-object-triggers",
    when: "none",
    refuses: keda({ triggers: [] }),
    with: "services.pay.scaledObject.triggers: Nothing decides how many pods there are. Name at least one trigger.",
    accepts: { scaledObject: { triggers: [] } },
  },
  {
    rule: "canary-scaled-to-zero",
    refuses: { ...keda({ idleReplicaCount: 0 }), rollout: { enabled: true } },
    with: "services.pay.scaledObject.idleReplicaCount: A new version that comes while there are no pods passes its weights unseen. Keep at least one pod, or let the service be a Deployment.",
    accepts: [keda({ idleReplicaCount: 0 }), { ...keda(), rollout: { enabled: true } }],
  },
  {
    rule: "canary-scaled-to-zero",
    when: "a minimum of nothing",
    refuses: { ...keda({ minReplicaCount: 0 }), rollout: { enabled: true } },
    with: "services.pay.scaledObject.minReplicaCount: A new version that comes while there are no pods passes its weights unseen. Keep at least one pod, or let the service be a Deployment.",
    accepts: keda({ minReplicaCount: 0 }),
  },
  {
    rule: "autoscaler-sees-memory",
    when: "it through KEDA",
    refuses: { resources, ...keda({ triggers: [memory] }), ...canary(istio) },
    with: "services.pay.scaledObject.triggers[0]: In an update the autoscaler counts the memory of both versions' pods and may scale to maxReplicaCount. Scale on CPU, or set rollout.canary.dynamicStableScale: true, so that old pods go with their traffic.",
    accepts: { ...keda(), ...canary(istio) },
  },
  {
    rule: "autoscaler-sees-memory",
    refuses: { ...scaled({ targetMemoryUtilizationPercentage: 70 }), ...canary(istio) },
    with: "services.pay.autoscaling.targetMemoryUtilizationPercentage: In an update the autoscaler counts the memory of both versions' pods and may scale to maxReplicas. Scale on CPU, or set rollout.canary.dynamicStableScale: true, so that old pods go with their traffic.",
    accepts: [
      {
        ...scaled({ targetMemoryUtilizationPercentage: 70 }),
        ...canary({ ...istio, dynamicStableScale: true }),
      },
      { ...scaled(), ...canary(istio) },
      { autoscaling: { targetMemoryUtilizationPercentage: 70 }, ...canary(istio) },
    ],
  },
  {
    rule: "autoscaler-sees-memory",
    when: "it beside a target for CPU",
    refuses: {
      ...scaled({ targetCPUUtilizationPercentage: 80, targetMemoryUtilizationPercentage: 70 }),
      ...canary(nginx),
    },
    with: "services.pay.autoscaling.targetMemoryUtilizationPercentage: In an update the autoscaler counts the memory of both versions' pods and may scale to maxReplicas. Scale on CPU, or set rollout.canary.dynamicStableScale: true, so that old pods go with their traffic.",
    accepts: { ...scaled({ targetMemoryUtilizationPercentage: 70 }), ...canary(half) },
  },
  {
    rule: "autoscaler-moves-canary-scale",
    refuses: {
      ...scaled(),
      ...canary({ ...nginx, steps: [{ setCanaryScale: { weight: 20 } }, { setWeight: 20 }] }),
    },
    with: "services.pay.rollout.canary.steps[0].setCanaryScale.weight: It is a share of a count that an autoscaler moves, and the canary's pods move it too. Set replicas instead.",
    accepts: [
      { ...scaled(), ...canary({ ...nginx, steps: [{ setCanaryScale: { replicas: 2 } }] }) },
      {
        ...scaled(),
        ...canary({ ...nginx, dynamicStableScale: true, steps: [{ setCanaryScale: { weight: 20 } }] }),
      },
      canary({ ...nginx, steps: [{ setCanaryScale: { weight: 20 } }] }),
    ],
  },
  {
    rule: "stable-scale-races-autoscaler",
    refuses: { ...scaled(), ...canary({ ...istio, dynamicStableScale: true }) },
    with: "services.pay.rollout.canary.dynamicStableScale: Istio does not confirm weights: pods of the old version may go before their traffic does. Leave it out: the old version's pods then stay until the end.",
    accepts: [
      { ...scaled(), ...canary({ ...istio, dynamicStableScale: false }) },
      { ...scaled(), ...canary({ ...nginx, dynamicStableScale: true }) },
      canary({ ...istio, dynamicStableScale: true }),
    ],
  },
  {
    rule: "min-pods-above-all",
    refuses: { replicaCount: 2, ...canary({ ...nginx, minPodsPerReplicaSet: 3 }) },
    with: "services.pay.rollout.canary.minPodsPerReplicaSet: 3 is above replicaCount (2). Lower it, or run more pods.",
    accepts: [
      { replicaCount: 3, ...canary({ ...nginx, minPodsPerReplicaSet: 3 }) },
      { replicaCount: 2, ...canary({ minPodsPerReplicaSet: 3 }) },
    ],
  },
  {
    rule: "preview-above-active",
    refuses: { ...scaled(), ...preview(3) },
    with: "services.pay.rollout.blueGreen.previewReplicaCount: 3 is above autoscaling.minReplicas (2). Lower it, or run more pods.",
    accepts: { ...scaled(), ...preview(2) },
  },
  {
    rule: "disruption-budget-blocks",
    when: "a minimum that is all pods",
    refuses: { replicaCount: 2, podDisruptionBudget: { enabled: true, minAvailable: "51%" } },
    with: "services.pay.podDisruptionBudget.minAvailable: 51% lets no pod go: replicaCount is 2. Lower it, use maxUnavailable: 1, or run more pods.",
    accepts: [
      { replicaCount: 3, podDisruptionBudget: { enabled: true, minAvailable: "51%" } },
      { replicaCount: 2, podDisruptionBudget: { enabled: true, minAvailable: 1 } },
      { replicaCount: 2, podDisruptionBudget: { enabled: false, minAvailable: 2 } },
    ],
  },
  {
    rule: "disruption-budget-blocks",
    when: "a maximum of nothing",
    refuses: { podDisruptionBudget: { enabled: true, maxUnavailable: "0%" } },
    with: "services.pay.podDisruptionBudget.maxUnavailable: 0% lets no pod go. Let it be at least 1.",
    accepts: { podDisruptionBudget: { enabled: true, maxUnavailable: "1%" } },
  },
  {
    rule: "disruption-budget-blocks",
    when: "a minimum that is all of a canary",
    refuses: {
      replicaCount: 10,
      podDisruptionBudget: { enabled: true, byRole: true, minAvailable: "20%" },
      rollout: { enabled: true },
    },
    with: "services.pay.podDisruptionBudget.minAvailable: 20% lets no pod of a new version go while it has 1. Use maxUnavailable: 1, or a budget over all pods (byRole: false).",
    accepts: [
      { replicaCount: 10, podDisruptionBudget: { enabled: true, minAvailable: "20%" }, ...canary({}) },
      { replicaCount: 10, podDisruptionBudget: { enabled: true, byRole: true, minAvailable: "20%" } },
      { replicaCount: 10, podDisruptionBudget: { enabled: true, byRole: true }, ...canary({}) },
    ],
  },
  {
    rule: "disruption-budget-blocks",
    when: "a minimum that is all of a preview",
    refuses: {
      replicaCount: 10,
      podDisruptionBudget: { enabled: true, byRole: true, minAvailable: 2 },
      ...preview(2),
    },
    with: "services.pay.podDisruptionBudget.minAvailable: 2 lets no pod of a new version go while it has 2. Use maxUnavailable: 1, or a budget over all pods (byRole: false).",
    accepts: {
      replicaCount: 10,
      podDisruptionBudget: { enabled: true, byRole: true, minAvailable: 2 },
      ...preview(3),
    },
  },
  {
    rule: "request-within-limit",
    refuses: {
      resources: { requests: { cpu: "1", memory: "64Mi" }, limits: { cpu: "500m", memory: 67108864 } },
    },
    with: "services.pay.resources.requests.cpu: 1 is not within its limit (500m). Lower it, or raise the limit.",
    accepts: { resources: { requests: { cpu: 0.5, memory: "1Gi" }, limits: { cpu: "500m" } } },
  },
  {
    rule: "request-within-limit",
    when: "a device without its limit",
    refuses: { resources: { requests: { "example.com/gpu": 1 } } },
    with: 'services.pay.resources.requests["example.com/gpu"]: 1 has no limit. Set the limit to the same.',
    accepts: { resources: { requests: { "example.com/gpu": 1 }, limits: { "example.com/gpu": "1" } } },
  },
  {
    rule: "request-within-limit",
    when: "huge pages that differ",
    refuses: { resources: { requests: { "hugepages-2Mi": "2Mi" }, limits: { "hugepages-2Mi": "4Mi" } } },
    with: "services.pay.resources.requests.hugepages-2Mi: 2Mi is not within its limit (4Mi). Let both be the same.",
    accepts: { resources: { limits: { "hugepages-2Mi": "4Mi" } } },
  },
  {
    rule: "request-within-limit",
    when: "a sidecar's request",
    refuses: {
      sidecars: {
        proxy: { image: "registry.example/proxy:1", resources: { requests: { cpu: 2 }, limits: { cpu: 1 } } },
      },
    },
    with: "services.pay.sidecars.proxy.resources.requests.cpu: 2 is not within its limit (1). Lower it, or raise the limit.",
    accepts: {
      sidecars: { proxy: { image: "registry.example/proxy:1", resources: { limits: { cpu: 1 } } } },
    },
  },
  {
    rule: "whole-devices",
    refuses: { resources: { limits: { "example.com/gpu": "500m" } } },
    with: 'services.pay.resources.limits["example.com/gpu"]: 500m is not whole. Ask for whole devices.',
    accepts: { resources: { limits: { "example.com/gpu": 2, cpu: "500m" } } },
  },
]);
