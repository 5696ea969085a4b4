import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import {
  type DataObject,
  formatFinding,
  type LiveRelease,
  RELEASE_CHECKSUM,
} from "../../../components/config";
import { midCanaryFindings, planWorkload } from "../../../components/workload";
import { unfinished } from "../../../components/workload/mid-canary";
import { running, unfinishedRelease } from "../../support/live";
import { withLive } from "../../support/scoped-rule-cases";
import { subjectOf } from "../../support/services";

const rollout = { enabled: true };

const subject = (release: Partial<LiveRelease>, layer: DataObject = {}) => ({
  ...subjectOf({ rollout }, layer),
  ...withLive({ workloads: [running("Rollout", { release: unfinishedRelease(release) })] }),
});
const said = (release: Partial<LiveRelease>, layer?: DataObject) =>
  midCanaryFindings(subject(release, layer), ["services", "pay"]).map(
    (finding) => `${finding.severity}: ${formatFinding(finding)}`,
  );

const restart = (what: string) =>
  `services.pay: A change of its pods or steps restarts the ${what}. Promote or abort it first (kubectl argo rollouts promote pay, or abort pay), or let it restart: midCanary: allow, or for this release alone restartRelease: pay-6b5f8c9d4 in the stack's config.`;
const inTheMiddle = "canary of pay, now at step 3 of 8, weight 25 (Paused: CanaryPauseStep)";

describe("a change in the middle of a release", () => {
  it("is warned of, refused or allowed, as midCanary says", () => {
    assert.deepEqual(said({}), [`warning: ${restart(inTheMiddle)}`]);
    assert.deepEqual(said({}, { midCanary: "refuse" }), [`error: ${restart(inTheMiddle)}`]);
    assert.deepEqual(said({}, { midCanary: "allow" }), []);
  });

  it("is allowed for the one release that restartRelease names", () => {
    const refused = subject({}, { midCanary: "refuse" });
    assert.deepEqual(midCanaryFindings({ ...refused, restartRelease: "pay-6b5f8c9d4" }, []), []);
    assert.equal(midCanaryFindings({ ...refused, restartRelease: "pay-another" }, []).length, 1);
  });

  it("is no change where the pods and steps are those of the last up", () => {
    const { annotations } = planWorkload(subject({})).workload.metadata;
    assert.deepEqual(said({ checksum: String(annotations?.[RELEASE_CHECKSUM]) }), []);
  });

  const letThrough: [string, Partial<LiveRelease>][] = [
    ["was aborted", { isAborted: true }],
    ["is degraded, which may mend it", { phase: "Degraded" }],
    ["is finished", { isUnderway: false }],
  ];
  for (const [what, release] of letThrough)
    it(`is let through for a release that ${what}`, () => {
      assert.deepEqual(said(release, { midCanary: "refuse" }), []);
      assert.equal(unfinished(subject(release)), undefined);
    });

  it("is let through where it cannot be told: a Rollout from elsewhere, an image that is not known yet", () => {
    const { checksum, ...unmarked } = unfinishedRelease();
    assert.ok(checksum);
    const workloads = [running("Rollout", { release: unmarked })];
    assert.deepEqual(midCanaryFindings({ ...subjectOf({ rollout }), ...withLive({ workloads }) }, []), []);
    const later = subject({});
    const image = { repository: "registry.example/pay", tag: pulumi.output(Promise.resolve("2")) };
    const service = { ...later.service, image: { ...later.service.image, ...image } };
    assert.deepEqual(midCanaryFindings({ ...later, service }, []), []);
  });

  it("does not concern what is about to become a Deployment, or was not found", () => {
    assert.deepEqual(said({}, { rollout: { enabled: false } }), []);
    assert.deepEqual(midCanaryFindings(subjectOf({ rollout }), []), []);
  });

  const places: [string, Partial<LiveRelease>, string][] = [
    [
      "its step, its weight and the controller's words",
      {},
      "step 3 of 8, weight 25 (Paused: CanaryPauseStep)",
    ],
    [
      "its end, after all steps",
      { step: { index: 8, count: 8 }, phase: "Progressing", message: "" },
      "its end, weight 25 (Progressing)",
    ],
  ];
  for (const [what, release, place] of places)
    it(`shows where it stands: ${what}`, () => {
      assert.equal(unfinished(subject(release)), place);
    });

  it("shows of blue-green what the controller says", () => {
    const { step, weight, ...release } = unfinishedRelease({ message: "BlueGreenPause" });
    assert.ok(step && weight);
    const workloads = [running("Rollout", { release })];
    const found = { ...subjectOf({ rollout }), ...withLive({ workloads }) };
    assert.equal(unfinished(found), "Paused: BlueGreenPause");
    assert.match(
      midCanaryFindings(found, [])[0]?.reason ?? "",
      / restarts the release of pay, now at Paused/,
    );
  });
});
