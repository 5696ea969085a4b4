import assert from "node:assert/strict";
import { liveWorkload } from "../../../components/cluster/live-workload";
import { type DataObject, HELD_REVISION, RELEASE_CHECKSUM } from "../../../components/config";
import { liveDeployment, liveRollout } from "./live-objects";

const steps = [{ setWeight: 20 }, { pause: {} }, { setWeight: 60 }, { analysis: { templates: [] } }];
const canary = { strategy: { canary: { steps } } };
const told = (weight: number) => ({ canary: { weights: { canary: { weight } } } });

const releaseOf = (status: DataObject, spec: DataObject = canary, metadata: DataObject = {}) =>
  liveWorkload("Rollout", { ...liveRollout(status, spec), metadata: { name: "pay", ...metadata } }).release;

describe("what is read of a workload that runs", () => {
  it("is what it wants: pods, images, and the labels that find them", () => {
    const containers = [
      { name: "pay", image: "registry.example/pay:1.0.0" },
      { name: "log", image: "registry.example/log:2" },
    ];
    assert.deepEqual(liveWorkload("Deployment", liveDeployment({}, { template: { spec: { containers } } })), {
      kind: "Deployment",
      name: "pay",
      selector: { "app.kubernetes.io/name": "pay" },
      replicas: 3,
      images: { pay: "registry.example/pay:1.0.0", log: "registry.example/log:2" },
    });
  });

  it("takes no number for one pod, as the controllers do, and none for none", () => {
    const replicas = (value: number | undefined) =>
      liveWorkload("Deployment", liveDeployment({}, { replicas: value })).replicas;
    assert.deepEqual([replicas(undefined), replicas(0)], [1, 0]);
  });

  it("is a Rollout of the controller whose id it has as a label", () => {
    const ofLabels = (labels: DataObject) =>
      liveWorkload("Rollout", { ...liveRollout(), metadata: { name: "pay", labels } }).instance;
    assert.equal(ofLabels({ "argo-rollouts.argoproj.io/controller-instance-id": "shard-1" }), "shard-1");
    assert.equal(ofLabels({}), undefined);
  });

  it("has no images and no step for a Rollout whose pods stand elsewhere and that has no status", () => {
    const { images, release } = liveWorkload("Rollout", {
      metadata: { name: "pay" },
      spec: { workloadRef: {} },
    });
    assert.deepEqual(images, {});
    assert.deepEqual(
      { ...release, replicaSet: "" },
      { phase: "", message: "", isAborted: false, isUnderway: false, isFirst: true, replicaSet: "" },
    );
  });

  it("has the routes that its steps make", () => {
    const trafficRouting = { managedRoutes: [{ name: "by-header" }] };
    const strategy = { canary: { steps, trafficRouting } };
    assert.deepEqual(releaseOf({}, { strategy })?.managedRoutes, ["by-header"]);
  });

  it("is underway while the newest version is not the stable one, also after an abort, but never the first", () => {
    const isUnderway = (status: DataObject) => releaseOf(status)?.isUnderway;
    assert.equal(isUnderway({ stableRS: "old", currentPodHash: "new" }), true);
    assert.equal(isUnderway({ stableRS: "old", currentPodHash: "new", abort: true }), true);
    assert.equal(isUnderway({ stableRS: "new", currentPodHash: "new" }), false);
    assert.equal(isUnderway({ stableRS: "", currentPodHash: "new" }), false);
    assert.equal(isUnderway({ stableRS: undefined, currentPodHash: "new" }), false);
  });

  it("says at which step of how many, where there are steps", () => {
    assert.deepEqual(releaseOf({ currentStepIndex: 1 })?.step, { index: 1, count: 4 });
    assert.equal(releaseOf({ currentStepIndex: 0 }, { strategy: { canary: {} } })?.step, undefined);
    assert.equal(releaseOf({}, { strategy: { blueGreen: {} } })?.step, undefined);
  });

  const weights: [string, DataObject, number | undefined][] = [
    ["what the router was told", { currentStepIndex: 2, ...told(25) }, 25],
    [
      "zero after an abort, whatever the router was told",
      { currentStepIndex: 2, abort: true, ...told(25) },
      0,
    ],
    ["that of the step, without a router", { currentStepIndex: 0 }, 20],
    ["that of the last step that set one", { currentStepIndex: 1 }, 20],
    ["that of the last step that set one (later)", { currentStepIndex: 3 }, 60],
    ["everything after the last step", { currentStepIndex: 4 }, 100],
    ["not known where the controller says no step", {}, undefined],
  ];
  for (const [what, status, weight] of weights)
    it(`has as weight ${what}`, () => {
      assert.equal(releaseOf(status)?.weight, weight);
    });

  it("has no weight before the first step that sets one", () => {
    const later = { strategy: { canary: { steps: [{ pause: {} }, { setWeight: 10 }] } } };
    assert.equal(releaseOf({ currentStepIndex: 0 }, later)?.weight, 0);
  });

  it("has the checksum of what the last up wanted", () => {
    assert.equal(releaseOf({}, canary, { annotations: { [RELEASE_CHECKSUM]: "abc" } })?.checksum, "abc");
    assert.equal(releaseOf({}, canary)?.checksum, undefined);
  });

  it("has the active Service of a blue-green Rollout, and whether it was handed over", () => {
    const serviceOf = (strategy: DataObject) => {
      const { activeService, isHandedOver } = liveWorkload("Rollout", liveRollout({}, { strategy }));
      return [activeService, isHandedOver];
    };
    assert.deepEqual(serviceOf({ blueGreen: { activeService: "pay" } }), ["pay", undefined]);
    assert.deepEqual(serviceOf({ blueGreen: { activeService: "pay.handed-over" } }), ["pay", true]);
    assert.deepEqual(serviceOf({ canary: {} }), [undefined, undefined]);
  });

  it("waits for a person at a pause that does not end by itself", () => {
    const waits = (reason: string, strategy: DataObject, currentStepIndex = 0) =>
      releaseOf({ currentStepIndex, pauseConditions: [{ reason }] }, { strategy })?.waitsForPerson === true;
    const timed = { canary: { steps: [{ pause: { duration: "1h" } }, { pause: {} }] } };
    assert.deepEqual([waits("CanaryPauseStep", timed), waits("CanaryPauseStep", timed, 1)], [false, true]);
    assert.equal(waits("InconclusiveAnalysisRun", timed), true);
    assert.equal(waits("BlueGreenPause", { blueGreen: {} }), true);
    assert.equal(waits("BlueGreenPause", { blueGreen: { autoPromotionSeconds: 30 } }), false);
    assert.equal(releaseOf({ currentStepIndex: 1 }, { strategy: timed })?.waitsForPerson, undefined);
  });

  it("has its revision, and the one that a freeze has held", () => {
    const of = (kind: "Deployment" | "Rollout", annotations: DataObject) => {
      const object = kind === "Rollout" ? liveRollout({}, { paused: true }) : liveDeployment();
      const { revision, heldRevision, isPaused } = liveWorkload(kind, {
        ...object,
        metadata: { name: "pay", annotations },
      });
      return [revision, heldRevision, isPaused];
    };
    const annotations = { "rollout.argoproj.io/revision": "4", [HELD_REVISION]: "3" };
    assert.deepEqual(of("Rollout", annotations), ["4", "3", true]);
    assert.deepEqual(of("Deployment", annotations), [undefined, "3", undefined]);
    assert.deepEqual(of("Deployment", { "deployment.kubernetes.io/revision": "2" })[0], "2");
  });

  it("rolls as long as a Deployment has pods of an earlier version", () => {
    const isRolling = (status: DataObject) => liveWorkload("Deployment", liveDeployment(status)).isRolling;
    assert.deepEqual([isRolling({ updatedReplicas: 1 }), isRolling({})], [true, undefined]);
  });

  it("is told with the controller's own words", () => {
    const { phase, message } = releaseOf({ phase: "Paused", message: "CanaryPauseStep" }) ?? {};
    assert.deepEqual([phase, message], ["Paused", "CanaryPauseStep"]);
  });
});
