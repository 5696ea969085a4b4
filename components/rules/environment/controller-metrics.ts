import type { ControllerConfig } from "../../config";
import { milliseconds } from "../objects/monitoring";
import type { Rule } from "../rule";
import type { EnvironmentScope } from "../scope";

const at = ["controller", "metrics"];

/** The controller that the stack installs. */
export function installedController({ environment }: EnvironmentScope): ControllerConfig | undefined {
  return environment.controller.install ? environment.controller : undefined;
}

export const controllerOneMonitor: Rule<EnvironmentScope> = {
  id: "controller-one-monitor",
  severity: "error",
  what: "The controller is watched by a ServiceMonitor and by a PodMonitor.",
  why: "Every controller is scraped twice: sums are twice what they are, and alerts know the jobs of one of them.",
  upstream: "prometheus-operator.dev: Design, ServiceMonitor and PodMonitor",
  *check(scope) {
    const metrics = installedController(scope)?.metrics;
    if (!metrics?.serviceMonitor.enabled || !metrics.podMonitor.enabled) return;
    yield {
      path: [...at, "podMonitor", "enabled"],
      reason: "controller.metrics.serviceMonitor.enabled is true too.",
      hint: "Turn one of them off.",
    };
  },
};

export const controllerMonitorService: Rule<EnvironmentScope> = {
  id: "controller-monitor-service",
  severity: "error",
  what: "A ServiceMonitor is to find the controller by a Service that there is not.",
  why: "Prometheus finds nothing to scrape, and nobody is told.",
  upstream: "prometheus-operator.dev: Design, ServiceMonitor",
  *check(scope) {
    const metrics = installedController(scope)?.metrics;
    if (!metrics?.serviceMonitor.enabled || metrics.service.enabled) return;
    yield {
      path: [...at, "service", "enabled"],
      reason: "The ServiceMonitor finds the controllers by this Service.",
      hint: "Leave it on, or use podMonitor.",
    };
  },
};

export const controllerScrapeTimeout: Rule<EnvironmentScope> = {
  id: "controller-scrape-timeout",
  severity: "error",
  what: "A scrape of the controller may take longer than the time until the next one.",
  why: "The operator leaves such a monitor out of Prometheus' configuration: there are no metrics at all.",
  upstream: "prometheus-operator pkg/prometheus/resource_selector.go",
  *check(scope) {
    const metrics = installedController(scope)?.metrics;
    for (const kind of ["serviceMonitor", "podMonitor"] as const) {
      const { enabled, interval, scrapeTimeout } = metrics?.[kind] ?? {};
      if (!enabled || interval === undefined || scrapeTimeout === undefined) continue;
      if (milliseconds(scrapeTimeout) <= milliseconds(interval)) continue;
      yield {
        path: [...at, kind, "scrapeTimeout"],
        reason: `${scrapeTimeout} is longer than interval (${interval}).`,
        hint: "Lower it, or scrape less often.",
      };
    }
  },
};
