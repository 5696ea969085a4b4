import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";

export const oneMonitor: Rule<ServiceScope> = {
  id: "one-monitor",
  severity: "error",
  what: "A service is watched by a ServiceMonitor and by a PodMonitor.",
  why: "Every pod is scraped twice, so sums over pods are twice what they are.",
  upstream: "prometheus-operator.dev: Design, ServiceMonitor and PodMonitor",
  *check({ service: { monitoring } }) {
    if (!monitoring.serviceMonitor.enabled || !monitoring.podMonitor.enabled) return;
    yield {
      path: ["monitoring", "podMonitor", "enabled"],
      reason: "monitoring.serviceMonitor.enabled is true too.",
      hint: "Turn one of them off.",
    };
  },
};

export const scrapeTimeout: Rule<ServiceScope> = {
  id: "scrape-timeout",
  severity: "error",
  what: "A scrape may take longer than the time until the next one.",
  why: "The operator leaves such a monitor out of Prometheus' configuration: there are no metrics at all.",
  upstream: "prometheus-operator pkg/prometheus/resource_selector.go",
  *check({ service: { monitoring } }) {
    for (const kind of ["serviceMonitor", "podMonitor"] as const) {
      const { enabled, interval, scrapeTimeout: timeout } = monitoring[kind];
      if (!enabled || interval === undefined || timeout === undefined) continue;
      if (milliseconds(timeout) <= milliseconds(interval)) continue;
      yield {
        path: ["monitoring", kind, "scrapeTimeout"],
        reason: `${timeout} is longer than interval (${interval}).`,
        hint: "Lower it, or scrape less often.",
      };
    }
  },
};

const MINUTE = 60_000;
const units = new Map(
  Object.entries({ ms: 1, s: 1000, m: MINUTE, h: 60 * MINUTE, d: 1440 * MINUTE, w: 10_080 * MINUTE }),
);
const YEAR = 525_600 * MINUTE;

export function milliseconds(duration: string): number {
  const parts = [...duration.matchAll(/(\d+)(ms|[smhdwy])/g)];
  return parts.reduce((sum, [, amount, unit = ""]) => sum + Number(amount) * (units.get(unit) ?? YEAR), 0);
}
