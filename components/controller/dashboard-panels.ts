import type { Panel, Row } from "./grafana-layout";
import type { MemoryLimit } from "./memory-limit";
import type { ControllerSeries } from "./metrics";

export interface DashboardView extends ControllerSeries {
  readonly limit: MemoryLimit | undefined;
  /** The controller's. */
  readonly namespace: string;
}

const kinds = [
  ["Rollout", "rollout_reconcile"],
  ["Experiment", "experiment_reconcile"],
  ["AnalysisRun", "analysis_run_reconcile"],
] as const;
const unfinished = "Progressing|Paused|Abort|Error|Timeout|InvalidSpec";

/** What the dashboard shows, from what people ask first to what they need when it goes wrong. */
export function panels(view: DashboardView): Row[] {
  return [
    { title: "Rollouts", panels: rollouts(view) },
    { title: "Analysis", panels: analysis(view) },
    { title: "Work of the controller", panels: work(view) },
    { title: "Resources of the controller", panels: resources(view) },
  ];
}

/** Matchers of series about the objects of the chosen namespaces. */
function chosen({ selector, namespaceLabel }: DashboardView): string {
  return `${selector},${namespaceLabel}=~"$namespace"`;
}

function rollouts(view: DashboardView): Panel[] {
  const { namespaceLabel: ns } = view;
  const info = (phase: string) => `rollout_info{${chosen(view)},phase=~"${phase}"}`;
  return [
    {
      title: "Rollouts by phase",
      description: "Each Rollout counts once, whatever number of controllers answers.",
      type: "timeseries",
      unit: "short",
      width: 12,
      stacked: true,
      queries: [
        {
          expr: `count by (phase) (max by (${ns}, name, phase) (${info(".+")}))`,
          legend: "{{phase}}",
        },
      ],
    },
    {
      title: "Updates that are not done",
      description: "Each with its phase, its strategy and its router.",
      type: "table",
      unit: "short",
      width: 12,
      queries: [
        {
          expr: `max by (${ns}, name, phase, strategy, traffic_router) (${info(unfinished)})`,
          legend: "",
          instant: true,
        },
      ],
    },
    {
      title: "Paused for longest",
      description: "Within the last day, in steps of 5 minutes: a new leader does not start the count anew.",
      type: "bargauge",
      unit: "s",
      width: 12,
      queries: [
        {
          expr: `topk(10, 300 * sum by (${ns}, name) (count_over_time(max by (${ns}, name) (${info("Paused")})[1d:5m])) and on (${ns}, name) max by (${ns}, name) (${info("Paused")}))`,
          legend: `{{${ns}}}/{{name}}`,
          instant: true,
        },
      ],
    },
    {
      title: "Pods that are missing",
      description: "Pods of Rollouts that are not available.",
      type: "timeseries",
      unit: "short",
      width: 12,
      queries: [
        {
          expr: `max by (${ns}, name) (rollout_info_replicas_unavailable{${chosen(view)}}) > 0`,
          legend: `{{${ns}}}/{{name}}`,
        },
      ],
    },
  ];
}

function analysis(view: DashboardView): Panel[] {
  const { namespaceLabel: ns } = view;
  return [
    {
      title: "AnalysisRuns by result",
      description: "Those that are kept. Error: it could not measure.",
      type: "timeseries",
      unit: "short",
      width: 12,
      stacked: true,
      queries: [
        {
          expr: `count by (phase) (max by (${ns}, name, phase) (analysis_run_info{${chosen(view)}}))`,
          legend: "{{phase}}",
        },
      ],
    },
    {
      title: "Metrics that did not pass",
      description: "By provider, over the AnalysisRuns that are kept.",
      type: "timeseries",
      unit: "short",
      width: 12,
      queries: [
        {
          expr: `sum by (type, phase) (max by (${ns}, name, metric, type, phase) (analysis_run_metric_phase{${chosen(view)},phase=~"Failed|Error|Inconclusive"}))`,
          legend: "{{type}} {{phase}}",
        },
      ],
    },
  ];
}

function work(view: DashboardView): Panel[] {
  const { selector } = view;
  const perKind = (expr: (metric: string) => string) =>
    kinds.map(([kind, metric]) => ({ expr: expr(metric), legend: kind }));
  return [
    {
      title: "Reconciles",
      description: "How often the controller looks at an object, by kind.",
      type: "timeseries",
      unit: "ops",
      width: 8,
      queries: perKind((metric) => `sum(rate(${metric}_count{${chosen(view)}}[$__rate_interval]))`),
    },
    {
      title: "Errors",
      description: "An object that cannot be reconciled is tried again, at last once in 10 s.",
      type: "timeseries",
      unit: "ops",
      width: 8,
      queries: perKind((metric) => `sum(rate(${metric}_error{${chosen(view)}}[$__rate_interval]))`),
    },
    {
      title: "Time of a reconcile",
      description: "95 of 100 are quicker. The longest that can be told is 1 s.",
      type: "timeseries",
      unit: "s",
      width: 8,
      queries: perKind(
        (metric) =>
          `histogram_quantile(0.95, sum by (le) (rate(${metric}_bucket{${chosen(view)}}[$__rate_interval])))`,
      ),
    },
    {
      title: "Objects that wait",
      description: "By queue.",
      type: "timeseries",
      unit: "short",
      width: 8,
      queries: [{ expr: `max by (name) (workqueue_depth{${selector}})`, legend: "{{name}}" }],
    },
    {
      title: "Time in a queue",
      description: "95 of 100 wait for less.",
      type: "timeseries",
      unit: "s",
      width: 8,
      queries: [
        {
          expr: `histogram_quantile(0.95, sum by (le, name) (rate(workqueue_queue_duration_seconds_bucket{${selector}}[$__rate_interval])))`,
          legend: "{{name}}",
        },
      ],
    },
    {
      title: "API calls",
      description: "By verb and answer. 429: the API server has too much to do.",
      type: "timeseries",
      unit: "reqps",
      width: 8,
      queries: [
        {
          expr: `sum by (verb, status_code) (rate(controller_clientset_k8s_request_total{${selector}}[$__rate_interval]))`,
          legend: "{{verb}} {{status_code}}",
        },
      ],
    },
    {
      title: "Notifications",
      description: "Sent, and not sent.",
      type: "timeseries",
      unit: "ops",
      width: 8,
      queries: [
        { expr: `sum(rate(notification_send_success{${chosen(view)}}[$__rate_interval]))`, legend: "sent" },
        { expr: `sum(rate(notification_send_error{${chosen(view)}}[$__rate_interval]))`, legend: "not sent" },
      ],
    },
    {
      title: "Who leads",
      description: "Updates of the Lease: the leader makes one every 2 seconds, nobody else makes any.",
      type: "timeseries",
      unit: "ops",
      width: 8,
      queries: [
        {
          expr: `sum by (pod) (rate(controller_clientset_k8s_request_total{${selector},kind="leases",verb="Update"}[$__rate_interval]))`,
          legend: "{{pod}}",
        },
      ],
    },
    {
      title: "What happens",
      description: "Events about Rollouts, by reason.",
      type: "timeseries",
      unit: "ops",
      width: 8,
      queries: [
        {
          expr: `sum by (reason) (rate(rollout_events_total{${chosen(view)}}[$__rate_interval]))`,
          legend: `{{reason}}`,
        },
      ],
    },
  ];
}

function resources({ selector, limit, namespace }: DashboardView): Panel[] {
  const container = `namespace="${namespace}",container="${limit?.container ?? "argo-rollouts"}"`;
  return [
    {
      title: "Memory",
      description:
        "The process, and the whole container where somebody measures it: plugins are processes of their own.",
      type: "timeseries",
      unit: "bytes",
      width: 12,
      queries: [
        { expr: `process_resident_memory_bytes{${selector}}`, legend: "{{pod}}" },
        { expr: `container_memory_working_set_bytes{${container}}`, legend: "{{pod}} with plugins" },
        ...(limit ? [{ expr: `vector(${String(limit.bytes)})`, legend: "limit" }] : []),
        // Without GOMEMLIMIT it is the greatest number that there is.
        { expr: `max(go_gc_gomemlimit_bytes{${selector}}) < 1e18`, legend: "GOMEMLIMIT" },
      ],
    },
    {
      title: "CPU",
      description: "Cores that the process uses.",
      type: "timeseries",
      unit: "short",
      width: 6,
      queries: [
        { expr: `rate(process_cpu_seconds_total{${selector}}[$__rate_interval])`, legend: "{{pod}}" },
      ],
    },
    {
      title: "Goroutines",
      description: "A number that only grows is a leak.",
      type: "timeseries",
      unit: "short",
      width: 6,
      queries: [{ expr: `go_goroutines{${selector}}`, legend: "{{pod}}" }],
    },
  ];
}
