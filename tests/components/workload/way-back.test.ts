import assert from "node:assert/strict";
import { RELEASE_CHECKSUM } from "../../../components/config";
import { midCanaryFindings, planWorkload } from "../../../components/workload";
import { subjectOf } from "../../support/services";

describe("midCanary: refuse, while a canary waits for a person", () => {
  const subject = subjectOf({ rollout: { enabled: true }, midCanary: "refuse" });
  const wanted = String(planWorkload(subject).workload.metadata.annotations?.[RELEASE_CHECKSUM]);

  function rulesFor(stableChecksum: string): string[] {
    const release = {
      phase: "Paused",
      message: "CanaryPauseStep",
      isAborted: false,
      isUnderway: true,
      replicaSet: "pay-1",
      checksum: "of the canary",
      stableChecksum,
    };
    const pay = { kind: "Rollout", name: "pay", selector: {}, replicas: 2, images: {}, release } as const;
    const live = { clusterAnalysisTemplates: new Map(), analysisTemplates: new Map(), workloads: [pay] };
    return midCanaryFindings({ ...subject, live }, ["pay"]).map(({ rule }) => rule);
  }

  it("is about another version", () => {
    assert.deepEqual(rulesFor("of another"), ["mid-canary"]);
  });

  it("does not stand in the way back to the stable version", () => {
    assert.deepEqual(rulesFor(wanted), []);
  });
});
