import assert from "node:assert/strict";
import fc from "fast-check";
import { deployment as kind } from "../../../../../../scripts/local/provider/await/kinds/deployment";
import { condition, deployment, object, podOf, PULLING, replicaSetOf } from "../objects";

const UNAVAILABLE = condition(
  "Available",
  "False",
  "MinimumReplicasUnavailable",
  "Deployment does not have minimum availability.",
);
const AVAILABLE = condition("Available", "True", "MinimumReplicasAvailable");
const UPDATING = condition("Progressing", "True", "ReplicaSetUpdated", 'ReplicaSet "pay-2" is progressing.');
const EXCEEDED = condition(
  "Progressing",
  "False",
  "ProgressDeadlineExceeded",
  'ReplicaSet "pay-2" has timed out progressing.',
);

const claim = (phase: string) =>
  object("v1", "PersistentVolumeClaim", { name: "data" }, { status: { phase } });

const cases = [
  { name: "rolled out", state: {}, ready: 2, because: [] },
  { name: "scaled to zero", state: { replicas: 0 }, ready: 0, because: [] },
  {
    name: "a first revision without a word on its progress",
    state: { revision: "1", conditions: [AVAILABLE] },
    ready: 2,
    because: [],
  },
  {
    name: "a new spec that the controller has not seen",
    state: { generation: 3, observed: 2 },
    ready: 2,
    because: ["The Deployment controller has not seen the newest spec yet"],
  },
  {
    name: "a Deployment without a status",
    state: { observed: null },
    ready: 0,
    because: ["The Deployment controller has not seen the newest spec yet"],
  },
  {
    name: "too few live pods",
    state: { conditions: [UNAVAILABLE, UPDATING] },
    ready: 0,
    because: [
      "[MinimumReplicasUnavailable] Deployment does not have minimum availability.",
      "Minimum number of live Pods was not attained",
    ],
  },
  {
    name: "an update on its way, the old pods serving",
    state: { conditions: [AVAILABLE, UPDATING] },
    ready: 2,
    because: ["Minimum number of Pods to consider the application live was not attained"],
  },
  {
    name: "a new ReplicaSet that is short of a pod",
    state: {},
    ready: 1,
    because: ["Attempted to roll forward to new ReplicaSet, but minimum number of Pods did not become live"],
  },
];

describe("a Deployment", () => {
  for (const { name, state, ready, because } of cases) {
    it(`is ${because.length === 0 ? "ready" : "not ready"}: ${name}`, () => {
      const object = deployment(state);
      const related = [
        replicaSetOf(object, "1", 2, 2),
        replicaSetOf(object, state.revision ?? "2", state.replicas ?? 2, ready),
      ];
      const verdict = kind.judge(object, related.slice(state.revision === "1" ? 1 : 0));
      assert.deepEqual(
        { ready: verdict.ready, reasons: verdict.reasons },
        { ready: because.length === 0, reasons: because },
      );
    });
  }

  it("fails at once when its progress deadline is exceeded", () => {
    const object = deployment({ conditions: [AVAILABLE, EXCEEDED] });
    const verdict = kind.judge(object, [replicaSetOf(object, "2", 2, 1)]);
    assert.equal(verdict.failed, true);
    assert.match(
      verdict.reasons.join("\n"),
      /\[ProgressDeadlineExceeded\] ReplicaSet "pay-2" has timed out progressing\./,
    );
  });

  it("waits until the claims that its pods mount are bound", () => {
    const object = deployment({ claim: "data" });
    const replicaSet = replicaSetOf(object, "2", 2, 2);
    assert.deepEqual(kind.judge(object, [replicaSet, claim("Pending")]).reasons, [
      'Failed to bind PersistentVolumeClaim(s): "data"',
    ]);
    assert.equal(kind.judge(object, [replicaSet, claim("Bound")]).ready, true);
    assert.deepEqual(
      kind.related?.(object).map((query) => query.kind),
      ["ReplicaSet", "PersistentVolumeClaim"],
    );
  });

  it("does not take a stranger's ReplicaSet of the same revision for its own", () => {
    const object = deployment();
    const stranger = replicaSetOf({ ...object, metadata: { ...object.metadata, uid: "another" } }, "2", 2, 2);
    assert.equal(kind.judge(object, [stranger]).ready, false);
  });

  it("is explained by the pods of its newest ReplicaSet only", () => {
    const object = deployment();
    const [older, newest] = [replicaSetOf(object, "1", 1, 0), replicaSetOf(object, "2", 2, 0)];
    const pods = [podOf(older, "pay-1-a", PULLING), podOf(newest, "pay-2-a", PULLING)];
    const picked = kind.pods?.pick(object, pods, [older, newest]);
    assert.deepEqual(
      picked?.map(({ metadata }) => metadata.name),
      ["pay-2-a"],
    );
  });

  it("is ready exactly when the newest ReplicaSet has as many ready pods as it wants", () => {
    fc.assert(
      fc.property(fc.nat(20), fc.nat(20), fc.nat(20), (wanted, ready, inDeployment) => {
        const object = deployment({ replicas: inDeployment });
        assert.equal(kind.judge(object, [replicaSetOf(object, "2", wanted, ready)]).ready, ready >= wanted);
      }),
    );
  });

  it("is never ready on a status older than its spec", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99 }), fc.nat(99), (generation, observed) => {
        const object = deployment({ generation, observed });
        assert.equal(kind.judge(object, [replicaSetOf(object, "2", 2, 2)]).ready, observed >= generation);
      }),
    );
  });
});
