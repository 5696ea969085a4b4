import type { DataObject } from "./layers";

const manualBlueGreen = { autoPromotionEnabled: false, scaleDownDelaySeconds: 300 };

/** What a service gets in an environment when nobody says otherwise. The lowest layer: everything can be overridden. */
export const presets: Readonly<Record<string, DataObject>> = {
  dev: {
    rollout: { canary: { steps: [{ setWeight: 100 }] }, blueGreen: { autoPromotionEnabled: true } },
  },
  staging: {
    rollout: {
      canary: { steps: [{ setWeight: 50 }, { pause: { duration: "5m" } }] },
      blueGreen: manualBlueGreen,
    },
  },
  prod: {
    midCanary: "refuse",
    rollout: {
      canary: {
        steps: [
          { setWeight: 10 },
          { pause: { duration: "10m" } },
          { setWeight: 25 },
          { pause: { duration: "10m" } },
          { setWeight: 50 },
          { pause: { duration: "15m" } },
          { setWeight: 75 },
          { pause: { duration: "10m" } },
        ],
      },
      blueGreen: manualBlueGreen,
    },
  },
};
