import { blueGreen, type Specs } from "../support/specs";

/** What no blue-green Rollout may say. */
export const blueGreens: Specs = {
  "one Service for active and preview": blueGreen({ activeService: "pay", previewService: "pay" }),
  "a preview under the name of the active Service": blueGreen({ previewService: "pay" }),
  "more old versions than are kept": blueGreen(
    { scaleDownDelayRevisionLimit: 3 },
    { rollout: { revisionHistoryLimit: 2 } },
  ),
  "more old versions than are kept by default": blueGreen({ scaleDownDelayRevisionLimit: 11 }),
  "a negative delay": blueGreen({ scaleDownDelaySeconds: -1 }),
  "a delay in nobody's unit": blueGreen({ scaleDownDelaySeconds: "10x" }),
  "a negative preview": blueGreen({ previewReplicaCount: -1 }),
  "a promotion that is text": blueGreen({ autoPromotionEnabled: "no" }),
  "a step": blueGreen({ steps: [{ setWeight: 50 }] }),
  "a router": blueGreen({ trafficRouting: { nginx: { stableIngress: "pay" } } }),
  "a weightless anti-affinity of blue-green": blueGreen({
    antiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: { weight: 0 } },
  }),
  "no kind of anti-affinity of blue-green": blueGreen({ antiAffinity: {} }),
};
