/** Of every metric that is measured several times. The same in each template, since those measured together share them. */
export const timing = {
  interval: { type: "duration", description: "Time between two measurements.", default: "60s" },
  count: { type: "integer", description: "Measurements.", default: "5" },
  "initial-delay": {
    type: "duration",
    description: "Time before the first measurement: the new pods need some traffic first.",
    default: "60s",
  },
  "failure-limit": { type: "integer", description: "Failed measurements that are forgiven.", default: "1" },
} as const;

/** Of every query to Prometheus. */
export const queried = {
  ...timing,
  window: { type: "window", description: "Time that one measurement looks back.", default: "5m" },
  "on-no-data": {
    type: "noData",
    description: "What a measurement is without data: fail, pass or inconclusive.",
    default: "inconclusive",
  },
  "inconclusive-limit": {
    type: "integer",
    description: "Inconclusive measurements that are forgiven; one more pauses the update.",
    default: "1",
  },
  prometheus: {
    type: "url",
    description: "URL of Prometheus.",
    default: "http://prometheus.monitoring:9090",
  },
} as const;

export const serviceName = (description: string) => ({ type: "text", description }) as const;

export const workload = {
  type: "text",
  description: "Name of the Deployment or Rollout: the service's.",
} as const;

export const namespace = { type: "text", description: "Namespace of the service." } as const;

/** A regular expression within one: every pod hash, unless one is given. */
export const podHash = {
  type: "text",
  description:
    "Pod hash of the version that is measured: podTemplateHashValue: Latest. Default: all versions.",
  default: "[a-z0-9]+",
} as const;
