import assert from "node:assert/strict";
import { readProofs } from "../../../components/cluster";
import { proofOf } from "../../../components/cluster/proofs";
import type { DataObject } from "../../../components/config";
import { type Answers, ApiServer, kubeconfigOf } from "./api-server";
import { liveDeployment, liveRollout } from "./live-objects";

const image = "registry.example/pay:2";
const containers = [
  { name: "log", image: "registry.example/log:1" },
  { name: "pay", image },
];
const pods = { template: { spec: { containers } } };

const condition = (type: string, at: string, more: DataObject = {}): DataObject => ({
  ...{ type, status: "True", lastTransitionTime: at, lastUpdateTime: at },
  ...more,
});
const early = "2027-01-04T08:00:00Z";
const late = "2027-01-04T09:00:00Z";

const rollout = (status: DataObject): DataObject =>
  liveRollout(
    {
      ...{ stableRS: "new", conditions: [condition("Completed", early), condition("Healthy", late)] },
      ...status,
    },
    pods,
  );
const complete = { reason: "NewReplicaSetAvailable" };
const deployment = (status: DataObject = {}): DataObject =>
  liveDeployment(
    {
      conditions: [
        condition("Progressing", late, { ...complete, lastTransitionTime: "2026-01-01T00:00:00Z" }),
        condition("Available", early),
      ],
      ...status,
    },
    pods,
  );

describe("what a workload says for its image", () => {
  it("is that of its main container, and since when it serves everything with all its pods", () => {
    assert.deepEqual(proofOf("Rollout", rollout({})), { image, healthySince: new Date(late) });
    assert.deepEqual(
      proofOf(
        "Rollout",
        rollout({ conditions: [condition("Completed", late), condition("Healthy", early)] }),
      ),
      { image, healthySince: new Date(late) },
    );
    assert.deepEqual(proofOf("Deployment", deployment()), { image, healthySince: new Date(late) });
    const conditions = [condition("Progressing", early, complete), condition("Available", late)];
    assert.deepEqual(proofOf("Deployment", deployment({ conditions })).healthySince, new Date(late));
  });

  const not: [string, "Deployment" | "Rollout", DataObject, string][] = [
    [
      "waits at a pause",
      "Rollout",
      rollout({ phase: "Paused", message: "CanaryPauseStep", stableRS: "old" }),
      "Paused: CanaryPauseStep.",
    ],
    [
      "is degraded",
      "Rollout",
      rollout({ phase: "Degraded", message: "ProgressDeadlineExceeded: no pods" }),
      "ProgressDeadlineExceeded: no pods.",
    ],
    [
      "was not looked at",
      "Rollout",
      rollout({ observedGeneration: "3" }),
      "The Rollouts controller has not looked at it.",
    ],
    [
      "is healthy before the analysis after its promotion has ended",
      "Rollout",
      rollout({
        conditions: [condition("Completed", early, { status: "False" }), condition("Healthy", late)],
      }),
      "Its newest version does not serve everything yet.",
    ],
    [
      "has lost a pod",
      "Deployment",
      deployment({ availableReplicas: 2 }),
      "3 of 3 pods are of the new version, 2 of all are available.",
    ],
    [
      "was complete only in an earlier version",
      "Deployment",
      deployment({ conditions: [condition("Progressing", late, { reason: "ReplicaSetUpdated" })] }),
      "Its newest version is not complete yet.",
    ],
    [
      "does not say since when it is available",
      "Deployment",
      deployment({ conditions: [condition("Progressing", late, complete)] }),
      "Its controller does not say since when.",
    ],
  ];
  for (const [what, kind, object, reason] of not)
    it(`is nothing where it ${what}`, () => {
      assert.deepEqual(proofOf(kind, object), { image, reason });
    });
});

describe("reading what the workloads of a namespace say", function () {
  // The first to read loads the client.
  this.timeout(20_000);
  let server: ApiServer;
  afterEach(() => server.stop());

  async function read(answers: Answers) {
    server = await ApiServer.start(answers);
    return readProofs({ kubeconfig: kubeconfigOf(server.address), namespace: "staging" });
  }

  it("takes one list of each kind and the cluster's identity", async () => {
    const answers = (path: string): DataObject => {
      if (path.includes("kube-system")) return { metadata: { uid: "abc" } };
      if (path.includes("rollouts")) return { items: [rollout({})] };
      return { items: [deployment(), { ...deployment(), metadata: { name: "cart" } }] };
    };
    const { uid, proofs } = await read((path) => ({ body: answers(path) }));
    assert.equal(uid, "abc");
    assert.deepEqual(
      [...(proofs ?? [])].map(([name, all]) => [name, all.length]),
      [
        ["pay", 2],
        ["cart", 1],
      ],
    );
    assert.equal(server.asked.length, 3);
    assert.equal(server.asked.filter((path) => path.includes("/namespaces/staging/")).length, 2);
  });

  it("gives the reason where it may not", async () => {
    const { reason } = await read(() => ({ status: 403, body: {} }));
    assert.match(reason ?? "", /The kubeconfig's user may not list (deployments|rollouts)\./);
  });
});
