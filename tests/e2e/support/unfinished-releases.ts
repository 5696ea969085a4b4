import type { DataObject } from "../../../components/config";
import { image, MORE_THAN_ANY_NODE_HAS } from "./environment";

/** One service for each way in which a release can stand still. */
export const names = ["aborted", "bluegreen", "canary", "degraded"] as const;
type Name = (typeof names)[number];

/** What may be changed between two runs. */
export interface Change {
  readonly tag: string;
  readonly port?: number;
  readonly annotations?: Record<string, string>;
  readonly maxReplicas?: number;
  readonly midCanary?: Partial<Record<Name, string>>;
}

const canary = {
  enabled: true,
  canary: { steps: [{ setWeight: 25 }, { pause: {} }, { setWeight: 50 }, { pause: {} }] },
};

const rollouts: Readonly<Record<Name, DataObject>> = {
  canary,
  aborted: canary,
  degraded: { ...canary, progressDeadlineSeconds: 20 },
  bluegreen: { enabled: true, strategy: "bluegreen", blueGreen: { autoPromotionEnabled: false } },
};

export function services(change: Change): Record<string, DataObject> {
  return Object.fromEntries(names.map((name) => [name, service(name, change)]));
}

function service(name: Name, { tag, port = 80, annotations = {}, maxReplicas = 6, midCanary }: Change) {
  const allowed = midCanary?.[name];
  return {
    image: image(tag),
    service: { port, targetPort: 8080, annotations },
    resources: { requests: { cpu: name === "degraded" && tag === "2" ? MORE_THAN_ANY_NODE_HAS : "100m" } },
    autoscaling: { enabled: true, minReplicas: 4, maxReplicas },
    rollout: rollouts[name],
    ...(allowed !== undefined && { midCanary: allowed }),
  };
}
