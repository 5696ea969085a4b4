import assert from "node:assert/strict";
import fc from "fast-check";
import type { KubeObject } from "../../../../../../scripts/local/provider/await";
import { kindOf } from "../../../../../../scripts/local/provider/await/kinds";
import { condition, object } from "../objects";

interface Case {
  name: string;
  object: KubeObject;
  related?: KubeObject[];
  /** Empty: ready. */
  because: string[];
  failed?: true;
}

const pod = (status: object) => object("v1", "Pod", { name: "one" }, { status });
const job = (status: object) => object("batch/v1", "Job", { name: "migrate" }, { status });
const replicaSet = (generation: number, status: object) =>
  object("apps/v1", "ReplicaSet", { name: "web", generation }, { spec: { replicas: 2 }, status });
const statefulSet = (generation: number, spec: object, status: object) =>
  object("apps/v1", "StatefulSet", { name: "db", generation }, { spec: { replicas: 2, ...spec }, status });
const daemonSet = (status: object) =>
  object("apps/v1", "DaemonSet", { name: "log", generation: 2 }, { status });
const ingress = (balancer: object) =>
  object("networking.k8s.io/v1", "Ingress", { name: "web" }, { status: { loadBalancer: balancer } });
const claim = (phase: string, storageClassName?: string) =>
  object("v1", "PersistentVolumeClaim", { name: "data" }, { spec: { storageClassName }, status: { phase } });
const storageClass = (volumeBindingMode: string) =>
  object("storage.k8s.io/v1", "StorageClass", { name: "local" }, { volumeBindingMode });
const crd = (...conditions: object[]) =>
  object(
    "apiextensions.k8s.io/v1",
    "CustomResourceDefinition",
    { name: "rollouts.argoproj.io" },
    { status: { conditions } },
  );

const RUNNING = { startTime: "2026-01-02T03:04:05Z", active: 1 };
const UP = {
  replicas: 2,
  readyReplicas: 2,
  currentReplicas: 2,
  currentRevision: "db-a",
  updateRevision: "db-a",
};
const STAGES = ["PodScheduled", "Initialized"].map((type) => condition(type, "True"));

const cases: Case[] = [
  {
    name: "a ReplicaSet with all pods ready",
    object: replicaSet(1, { observedGeneration: 1, readyReplicas: 2 }),
    because: [],
  },
  {
    name: "a ReplicaSet that is short of pods",
    object: replicaSet(1, { observedGeneration: 1, readyReplicas: 1 }),
    because: ["1 out of 2 replicas succeeded readiness checks"],
  },
  {
    name: "a ReplicaSet whose status is stale",
    object: replicaSet(2, { observedGeneration: 1, readyReplicas: 2 }),
    because: ["The ReplicaSet controller has not seen the newest spec yet"],
  },
  { name: "a StatefulSet with all replicas of one revision", object: statefulSet(1, {}, UP), because: [] },
  {
    name: "a StatefulSet half way through an update",
    object: statefulSet(2, {}, { ...UP, currentReplicas: 1, updatedReplicas: 1, updateRevision: "db-b" }),
    because: [
      "1 out of 2 replicas succeeded readiness checks",
      'StatefulSet controller failed to advance from revision "db-a" to revision "db-b"',
    ],
  },
  {
    name: "a StatefulSet that is updated by hand, its old pods ready",
    object: statefulSet(
      2,
      { updateStrategy: { type: "OnDelete" } },
      { ...UP, currentReplicas: 0, updateRevision: "db-b" },
    ),
    because: [],
  },
  {
    name: "a DaemonSet on all nodes",
    object: daemonSet({
      observedGeneration: 2,
      desiredNumberScheduled: 3,
      currentNumberScheduled: 3,
      updatedNumberScheduled: 3,
      numberAvailable: 3,
      numberReady: 3,
    }),
    because: [],
  },
  {
    name: "a DaemonSet with one old pod",
    object: daemonSet({
      observedGeneration: 2,
      desiredNumberScheduled: 3,
      currentNumberScheduled: 3,
      updatedNumberScheduled: 2,
      numberAvailable: 3,
      numberReady: 3,
    }),
    because: ["Updated: 2/3"],
  },
  {
    name: "a DaemonSet whose status is stale",
    object: daemonSet({ observedGeneration: 1, desiredNumberScheduled: 0 }),
    because: ["DaemonSet generation is 2, but latest observed generation is 1"],
  },
  {
    name: "a Pod that is ready",
    object: pod({ conditions: [...STAGES, condition("Ready", "True")] }),
    because: [],
  },
  {
    name: "a Pod that has succeeded",
    object: pod({ phase: "Succeeded", conditions: [...STAGES, condition("Ready", "False", "PodCompleted")] }),
    because: [],
  },
  {
    name: "a Pod that nobody has touched",
    object: pod({}),
    because: ['Waiting for Pod "shop/one" to be scheduled'],
  },
  {
    name: "a Pod that no node takes",
    object: pod({
      conditions: [condition("PodScheduled", "False", "Unschedulable", "0/1 nodes are available.")],
    }),
    because: ["[Pod shop/one]: [Unschedulable] 0/1 nodes are available."],
  },
  {
    name: "a Pod whose container crashes",
    object: pod({
      conditions: [
        ...STAGES,
        condition("Ready", "False", "ContainersNotReady", "containers with unready status: [app]"),
      ],
      containerStatuses: [
        {
          name: "app",
          ready: false,
          state: {
            waiting: { reason: "CrashLoopBackOff", message: "back-off 10s restarting failed container" },
          },
          lastState: { terminated: { reason: "Error", exitCode: 3, finishedAt: "2026-01-02T03:04:05Z" } },
        },
      ],
    }),
    because: [
      "[Pod shop/one]: containers with unready status: [app] [CrashLoopBackOff] back-off 10s restarting failed container " +
        'container "app" terminated at 2026-01-02T03:04:05Z (Error: exit code 3)',
    ],
  },
  {
    name: "a Job that is complete",
    object: job({ ...RUNNING, conditions: [condition("Complete", "True")] }),
    because: [],
  },
  {
    name: "a Job that has not started",
    object: job({}),
    because: ['Waiting for Job "shop/migrate" to start'],
  },
  {
    name: "a Job that runs",
    object: job({ ...RUNNING, failed: 1 }),
    because: ['Waiting for Job "shop/migrate" to succeed (Active: 1 | Succeeded: 0 | Failed: 1)'],
  },
  {
    name: "a Job that has failed",
    object: job({
      ...RUNNING,
      conditions: [
        condition("Failed", "True", "BackoffLimitExceeded", "Job has reached the specified backoff limit"),
      ],
    }),
    because: ["[BackoffLimitExceeded] Job has reached the specified backoff limit"],
    failed: true,
  },
  {
    name: "an Ingress with an address",
    object: ingress({ ingress: [{ hostname: "lb.example" }] }),
    because: [],
  },
  {
    name: "an Ingress without an address",
    object: ingress({}),
    because: ["Ingress .status.loadBalancer field was not updated with a hostname/IP address."],
  },
  { name: "a claim that is bound", object: claim("Bound"), because: [] },
  {
    name: "a claim that is pending",
    object: claim("Pending"),
    because: ["PersistentVolumeClaim is Pending, not Bound"],
  },
  {
    name: "a pending claim of a class that binds on first use",
    object: claim("Pending", "local"),
    related: [storageClass("WaitForFirstConsumer")],
    because: [],
  },
  {
    name: "a pending claim of a class that binds at once",
    object: claim("Pending", "local"),
    related: [storageClass("Immediate")],
    because: ["PersistentVolumeClaim is Pending, not Bound"],
  },
  {
    name: "a volume that is available",
    object: object("v1", "PersistentVolume", { name: "v" }, { status: { phase: "Available" } }),
    because: [],
  },
  {
    name: "a Namespace that is active",
    object: object("v1", "Namespace", { name: "shop" }, { status: { phase: "Active" } }),
    because: [],
  },
  {
    name: "a Namespace on its way out",
    object: object("v1", "Namespace", { name: "shop" }, { status: { phase: "Terminating" } }),
    because: ["Namespace is Terminating, not Active"],
  },
  {
    name: "a CustomResourceDefinition that is established",
    object: crd(condition("Established", "True")),
    because: [],
  },
  {
    name: "a CustomResourceDefinition whose names are taken",
    object: crd(condition("NamesAccepted", "False", "PluralConflict", '"rollouts" is already in use')),
    because: ["CustomResourceDefinition is not established", '[PluralConflict] "rollouts" is already in use'],
  },
  {
    name: "a Secret without data",
    object: object("v1", "Secret", { name: "s" }, { type: "Opaque" }),
    because: [],
  },
  {
    name: "a service account token that is not written",
    object: object("v1", "Secret", { name: "s" }, { type: "kubernetes.io/service-account-token" }),
    because: ["The service account token was not written to .data"],
  },
  {
    name: "a ResourceQuota that the controller has not taken over",
    object: object("v1", "ResourceQuota", { name: "q" }, { spec: { hard: { pods: "2" } }, status: {} }),
    because: ["Quotas don't match after creation: .status.hard differs from .spec.hard"],
  },
];

describe("readiness by kind", () => {
  for (const { name, object, related = [], because, failed } of cases) {
    it(`${because.length === 0 ? "ready" : "not ready"}: ${name}`, () => {
      const verdict = kindOf(object)?.judge(object, related);
      assert.deepEqual(
        { ready: verdict?.ready, reasons: verdict?.reasons, failed: verdict?.failed },
        { ready: because.length === 0, reasons: because, failed },
      );
    });
  }

  it("knows nothing of ConfigMaps and custom resources: they are ready at once", () => {
    assert.equal(kindOf(object("v1", "ConfigMap", { name: "c" })), undefined);
    assert.equal(kindOf(object("argoproj.io/v1alpha1", "Rollout", { name: "r" })), undefined);
  });

  it("judges whatever the API server sends, however odd, without falling over", () => {
    const kinds = cases.map(({ object: { apiVersion, kind } }) => ({ apiVersion, kind }));
    const odd = fc.record({ spec: fc.jsonValue(), status: fc.jsonValue() });
    fc.assert(
      fc.property(fc.constantFrom(...kinds), odd, ({ apiVersion, kind }, rest) => {
        const strange = object(apiVersion, kind, { name: "odd" }, rest);
        const verdict = kindOf(strange)?.judge(strange, []);
        assert.equal(verdict?.ready, verdict?.reasons.length === 0);
      }),
    );
  });
});
