import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import {
  type DataObject,
  type Freeze,
  HELD_REVISION,
  type LiveRelease,
  type LiveWorkload,
  mapOf,
  RELEASE_CHECKSUM,
} from "../../../components/config";
import type { Subject } from "../../../components/manifests";
import { midCanaryFindings, planWorkload } from "../../../components/workload";
import { goalOf } from "../../../components/workload/wait";
import { running, unfinishedRelease } from "../../support/live";
import { withLive } from "../../support/scoped-rule-cases";
import { subjectOf } from "../../support/services";

const freeze: Freeze = { until: "2027-01-04T08:00:00+01:00", reason: "the year's end", except: [] };
const rollout = { enabled: true };
const canary = { rollout: { enabled: true, canary: { steps: [{ setWeight: 50 }, { pause: {} }] } } };
const scaled = { resources: { requests: { cpu: "1" } }, autoscaling: { enabled: true } };
const next = { image: { tag: "2.0.0" } };

const frozen = (layers: DataObject[], ...workloads: LiveWorkload[]): Subject => ({
  ...subjectOf(...layers),
  ...withLive({ workloads }),
  freeze,
});
const midway = (more: Partial<LiveWorkload> = {}, release: Partial<LiveRelease> = {}) =>
  running("Rollout", { revision: "3", release: unfinishedRelease(release), ...more });
const finished = (more: Partial<LiveWorkload> = {}) =>
  running("Rollout", {
    revision: "3",
    release: unfinishedRelease({ isUnderway: false, phase: "Healthy" }),
    ...more,
  });

/** What the workload says of a hold. */
function heldBy(subject: Subject): { paused: unknown; revision: unknown } {
  const { workload } = planWorkload(subject);
  return {
    paused: mapOf(workload["spec"])["paused"],
    revision: workload.metadata.annotations?.[HELD_REVISION],
  };
}
const leftAlone = (subject: Subject) => {
  const { workload, ownedByOthers } = planWorkload(subject);
  return ownedByOthers.get(workload);
};
const notHeld = { paused: undefined, revision: undefined };
const held = { paused: true, revision: "3" };

const pods = ["spec.template"];
const version = `metadata.labels["app.kubernetes.io/version"]`;
const ofRollout = [
  ...pods,
  "spec.workloadRef",
  `metadata.annotations["progressive-delivery/release-checksum"]`,
];

describe("a freeze of releases", () => {
  const cases: [string, Subject, { paused: unknown; revision: unknown }][] = [
    ["a canary in its middle", frozen([canary], midway()), held],
    ["one that it holds already", frozen([canary], midway({ heldRevision: "3", isPaused: true })), held],
    ["the next one of the same service", frozen([canary], midway({ heldRevision: "2" })), held],
    [
      "one that its analysis stopped while it was held",
      frozen([canary], midway({ heldRevision: "3", isPaused: true }, { waitsForPerson: true })),
      held,
    ],
    [
      "a Deployment in the middle of a rolling update",
      frozen([{}], running("Deployment", { revision: "3", isRolling: true })),
      held,
    ],
    ["one that somebody has paused, whom it outlasts", frozen([canary], midway({ isPaused: true })), held],
  ];
  for (const [what, subject, outcome] of cases)
    it(`holds ${what}`, () => {
      assert.deepEqual(heldBy(subject), outcome);
    });

  const letBe: [string, Subject][] = [
    ["what has no release in its middle, so that it scales", frozen([canary], finished())],
    ["what waits for a person anyway", frozen([canary], midway({}, { waitsForPerson: true }))],
    ["an aborted release, whose pods go back", frozen([canary], midway({}, { isAborted: true }))],
    [
      "a Deployment whose pods are all of one version",
      frozen([{}], running("Deployment", { revision: "3" })),
    ],
    ["a new service", frozen([canary])],
    ["a service that no freeze concerns", { ...subjectOf(canary), ...withLive({ workloads: [midway()] }) }],
  ];
  for (const [what, subject] of letBe)
    it(`does not pause ${what}`, () => {
      assert.deepEqual(heldBy(subject), notHeld);
    });

  it("does not hold again what a person has let go on, and remembers it to its end", () => {
    const letGo = frozen([canary], midway({ heldRevision: "3" }));
    assert.deepEqual(heldBy(letGo), { paused: undefined, revision: "3" });
    assert.deepEqual(heldBy(frozen([canary], midway({ heldRevision: "3" }, { waitsForPerson: true }))), {
      paused: undefined,
      revision: "3",
    });
    assert.deepEqual(heldBy(frozen([canary], finished({ heldRevision: "3" }))), notHeld);
  });

  it("leaves it to the service's own rollout.paused where that is set", () => {
    const own = { rollout: { enabled: true, paused: true } };
    assert.deepEqual(heldBy(frozen([own], midway())), { paused: true, revision: undefined });
    assert.deepEqual(heldBy(frozen([{ rollout: { enabled: true, paused: false } }], midway())), held);
  });

  it("leaves the pods of what serves as they are, and of a canary in its middle the steps", () => {
    assert.deepEqual(leftAlone(frozen([{}], running("Deployment"))), [...pods, version]);
    assert.deepEqual(leftAlone(frozen([canary, scaled], finished())), [
      "spec.replicas",
      ...ofRollout,
      version,
    ]);
    const steps = "spec.strategy.canary.steps";
    assert.deepEqual(leftAlone(frozen([canary], midway())), [...ofRollout, steps, version]);
    assert.deepEqual(leftAlone(frozen([{ rollout: { ...rollout, strategy: "bluegreen" } }], midway())), [
      ...ofRollout,
      version,
    ]);
  });

  it("leaves nothing of what does not serve yet", () => {
    const first = unfinishedRelease({ isFirst: true, isUnderway: false, phase: "Degraded" });
    assert.deepEqual(leftAlone(frozen([canary])), []);
    assert.deepEqual(leftAlone(frozen([canary], running("Rollout", { release: first }))), []);
    assert.deepEqual(leftAlone(frozen([canary], running("Rollout"), running("Deployment"))), []);
  });

  it("says what it holds, and what waits", () => {
    const notices = (...[layers, ...live]: Parameters<typeof frozen>) =>
      planWorkload(frozen(layers, ...live)).notices;
    const holds = "The freeze holds its release where it is, until 2027-01-04T08:00:00+01:00.";
    const waits = "A change of its pods or steps waits until 2027-01-04T08:00:00+01:00";
    const same = String(planWorkload(subjectOf(canary)).workload.metadata.annotations?.[RELEASE_CHECKSUM]);
    const unchanged = midway({}, { checksum: same });
    assert.deepEqual(notices([canary], unchanged), [holds]);
    assert.deepEqual(notices([canary, scaled], midway({}, { checksum: "another" })), [
      `${holds} The controller scales no canary that is held, so its autoscaler waits too.`,
      `${waits}.`,
    ]);
    assert.deepEqual(notices([canary, next], unchanged), [holds, `${waits}: registry.example/pay:2.0.0.`]);
    assert.deepEqual(notices([canary], midway({ heldRevision: "3" }, { checksum: same })), [
      "The freeze held its release, and a person has let it go on.",
    ]);
    assert.deepEqual(notices([next], running("Deployment")), [`${waits}: registry.example/pay:2.0.0.`]);
    assert.deepEqual(notices([{}], running("Deployment")), []);
  });

  it("runs no Job before a version that does not come yet", () => {
    const job = { preDeploy: { enabled: true } };
    const gates = (...layers: DataObject[]) =>
      planWorkload(frozen([job, ...layers], running("Deployment"))).gates.length;
    assert.deepEqual([gates(), gates(next)], [1, 0]);
    const later = frozen([job], running("Deployment"));
    const image = { repository: "registry.example/pay", tag: pulumi.output(Promise.resolve("2")) };
    const service = { ...later.service, image: { ...later.service.image, ...image } };
    assert.equal(planWorkload({ ...later, service }).gates.length, 0);
  });

  it("has no change restart a release, since the change waits as well", () => {
    const changed = frozen([canary, next, { midCanary: "refuse" }], midway());
    assert.deepEqual(midCanaryFindings(changed, []), []);
    const { freeze: none, ...thawed } = changed;
    assert.ok(none);
    assert.equal(midCanaryFindings(thawed, []).length, 1);
  });

  it("has nobody wait for what is held", () => {
    const rolling = running("Deployment", { revision: "3", isRolling: true });
    assert.equal(goalOf(frozen([{}], rolling)), "accepted");
    assert.equal(goalOf(frozen([{ wait: "none" }], rolling)), "none");
    assert.equal(goalOf(frozen([{}], running("Deployment"))), "healthy");
    const { annotations } = planWorkload(frozen([{}], rolling)).workload.metadata;
    assert.equal(annotations?.["pulumi.com/waitFor"], "jsonpath={.metadata.uid}");
  });
});
