import { blueGreen, type Specs } from "../support/specs";

/** Blue-green Rollouts. */
export const blueGreens: Specs = {
  "blue-green": blueGreen({}),
  "blue-green in the guide's spelling": {
    rollout: { enabled: true, strategy: "bluegreen", blueGreen: { autoPromotionEnabled: false } },
  },
  "a promotion after some seconds": blueGreen({ autoPromotionSeconds: 30 }),
  "a small preview": blueGreen({ autoPromotionEnabled: false, previewReplicaCount: 1 }, { replicaCount: 3 }),
  "old versions that stay for a while": blueGreen({
    scaleDownDelaySeconds: 600,
    scaleDownDelayRevisionLimit: 2,
    abortScaleDownDelaySeconds: 60,
  }),
  "as many old versions as are kept": blueGreen(
    { scaleDownDelayRevisionLimit: 3 },
    { rollout: { revisionHistoryLimit: 3 } },
  ),
  "an aborted version that stays": blueGreen({ abortScaleDownDelaySeconds: 0 }),
  "own names of the Services": blueGreen({ activeService: "pay-live", previewService: "pay-next" }),
  "restarts of half of the pods": blueGreen({ maxUnavailable: "50%" }),
  "metadata of active and preview": blueGreen({
    activeMetadata: { labels: { role: "active" } },
    previewMetadata: { labels: { role: "preview" }, annotations: { "example.com/role": "preview" } },
  }),
  "both colours on different nodes if possible": blueGreen({
    antiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: { weight: 1 } },
  }),
  "both colours on different nodes in any case": blueGreen({
    antiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: {} },
  }),
};
