import assert from "node:assert/strict";
import { planWorkload } from "../../../components/workload";
import { subjectOf } from "../../support/services";

const workloadOf = (rollout: object) => planWorkload(subjectOf({ rollout: { ...rollout } })).workload;
const notifications = { subscribe: { "on-rollout-paused": { slack: ["a", "b"], chat: [] } } };

describe("who hears of a Rollout's releases", () => {
  it("stands in its annotations, as the controller reads them, and not in its spec", () => {
    const { metadata, spec } = workloadOf({ enabled: true, notifications });
    assert.equal(
      metadata.annotations?.["notifications.argoproj.io/subscribe.on-rollout-paused.slack"],
      "a;b",
    );
    assert.equal(metadata.annotations["notifications.argoproj.io/subscribe.on-rollout-paused.chat"], "");
    assert.equal("notifications" in Object(spec), false);
  });

  it("is nobody for a Deployment, of which the controller knows nothing", () => {
    const text = JSON.stringify(workloadOf({ enabled: false, notifications }));
    assert.equal(text.includes("notifications.argoproj.io"), false);
  });
});
