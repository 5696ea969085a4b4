import type { AlertName } from "../config";
import type { MemoryLimit } from "./memory-limit";
import type { ControllerSeries } from "./metrics";

/** What an alert is made of. */
export interface AlertView extends ControllerSeries {
  readonly controllerNamespace: string;
  /** Leases: each controller has one of its own, and any number of replicas. 0 without an election. */
  readonly leases: number;
  readonly limit: MemoryLimit | undefined;
  readonly threshold: number;
  /** Its `for`. */
  readonly hold: string;
}

interface Alert {
  /** PromQL; undefined where there is nothing to watch. */
  readonly expr: (view: AlertView) => string | undefined;
  readonly summary: (view: AlertView) => string;
  readonly description: (view: AlertView) => string;
}

/** The Rollout, AnalysisRun or Experiment that an alert is about. */
const object = ({ namespaceLabel }: AlertView) => `{{ $labels.${namespaceLabel} }}/{{ $labels.name }}`;

/** Only the leader has these series, and only one replica leads; the maximum hides a moment of two. */
const perObject = ({ namespaceLabel }: AlertView, vector: string) =>
  `max by (${namespaceLabel}, name) (${vector})`;

const errorsOf = ({ selector }: AlertView, metric: string, kind: string) =>
  `label_replace(increase(${metric}{${selector}}[10m]), "kind", "${kind}", "", "")`;

export const alertTable: Readonly<Record<AlertName, Alert>> = {
  ArgoRolloutsControllerDown: {
    expr: ({ selector }) => `absent(up{${selector}} == 1)`,
    summary: () => "No Rollouts controller answers.",
    description: ({ controllerNamespace }) =>
      `No Rollout moves, and none that fails is taken back. Look at the controller's pods: kubectl -n ${controllerNamespace} get pods, and logs --previous.`,
  },
  /** The controller has no metric that says who leads. The leader, and nobody else, updates the Lease every 2 seconds. */
  ArgoRolloutsLeaderMissing: {
    expr: ({ selector, leases }) =>
      leases === 0
        ? undefined
        : `(count(sum by (name) (increase(controller_clientset_k8s_request_total{${selector},kind="leases",verb="Update",status_code="200"}[5m])) > 0) or vector(0)) < ${String(leases)} and on () count(up{${selector}} == 1) > 0`,
    summary: ({ leases }) =>
      leases === 1 ? "No Rollouts controller leads." : "A Rollouts controller has no leader.",
    description: ({ controllerNamespace, leases }) =>
      `{{ $value | printf "%.0f" }} of ${String(leases)} Leases were renewed in the last 5 minutes, though controllers run: Rollouts do not move. Look at the Leases and their holders: kubectl -n ${controllerNamespace} get leases -o wide.`,
  },
  ArgoRolloutsReconcileErrors: {
    expr: (view) =>
      `sum by (kind, ${view.namespaceLabel}, name) (${[
        errorsOf(view, "rollout_reconcile_error", "Rollout"),
        errorsOf(view, "experiment_reconcile_error", "Experiment"),
        errorsOf(view, "analysis_run_reconcile_error", "AnalysisRun"),
      ].join(" or ")}) > ${String(view.threshold)}`,
    summary: (view) => `The controller fails at the {{ $labels.kind }} ${object(view)}.`,
    description: (view) =>
      `{{ $value | printf "%.0f" }} errors in 10 minutes at the {{ $labels.kind }} ${object(view)}. Its events and the controller's log say why.`,
  },
  ArgoRolloutsWorkqueueDeep: {
    expr: ({ selector, threshold }) => `max by (name) (workqueue_depth{${selector}}) > ${String(threshold)}`,
    summary: () => "{{ $labels.name }} wait for the Rollouts controller.",
    description: ({ hold }) =>
      `{{ $value | printf "%.0f" }} {{ $labels.name }} have been waiting for ${hold}: releases are slow, and so is the way back. Look at CPU, at API calls that are slowed down (qps and burst), and at the number of threads.`,
  },
  /** The kernel counts the whole container. Where nobody measures containers, the process without its plugins has to do. */
  ArgoRolloutsMemoryHigh: {
    expr: ({ selector, limit, controllerNamespace, threshold }) =>
      limit &&
      `(max by (pod) (container_memory_working_set_bytes{namespace="${controllerNamespace}",container="${limit.container}"}) or max by (pod) (process_resident_memory_bytes{${selector}})) / ${String(limit.bytes)} * 100 > ${String(threshold)}`,
    summary: () => "The Rollouts controller {{ $labels.pod }} is short of memory.",
    description: () =>
      `It uses {{ $value | printf "%.0f" }} % of its memory limit, and is killed at 100 %. Size it for more Rollouts, or keep fewer old ReplicaSets and AnalysisRuns.`,
  },
  ArgoRolloutsInvalidSpec: {
    expr: (view) => `${perObject(view, `rollout_info{${view.selector},phase="InvalidSpec"}`)} > 0`,
    summary: (view) => `The Rollout ${object(view)} is refused.`,
    description: (view) =>
      `The controller does not work on ${object(view)}, and its old pods go on. The condition InvalidSpec of its status says what is wrong.`,
  },
  ArgoRolloutsRolloutFailed: {
    expr: ({ namespaceLabel, selector }) =>
      `max by (${namespaceLabel}, name, phase) (rollout_info{${selector},phase=~"Abort|Error|Timeout"}) > 0`,
    summary: (view) => `The update of ${object(view)} has failed ({{ $labels.phase }}).`,
    description: (view) =>
      `${object(view)} serves its old version and stays so until somebody retries the update or ships another.`,
  },
  /** A new leader has no series for some seconds, which would start the wait anew. */
  ArgoRolloutsPausedTooLong: {
    expr: (view) =>
      `${perObject(view, `max_over_time(rollout_info{${view.selector},phase="Paused"}[10m])`)} > 0`,
    summary: (view) => `The Rollout ${object(view)} is paused for ${view.hold}.`,
    description: (view) =>
      `${object(view)} runs two versions and waits. Promote it (kubectl argo rollouts promote) or take it back (abort).`,
  },
  /** A run stays in the metrics as long as it is kept: only those that had not erred an hour ago are news. */
  ArgoRolloutsAnalysisErrors: {
    expr: (view) => {
      const series = `analysis_run_info{${view.selector},phase="Error"}`;
      return `${perObject(view, series)} > 0 unless ${perObject(view, `max_over_time(${series}[1h] offset 1h)`)}`;
    },
    summary: (view) => `The AnalysisRun ${object(view)} could not measure.`,
    description: (view) =>
      `${object(view)} ended in Error, not by what it measured: its provider did not answer, or the query is wrong. Its status has the message.`,
  },
  ArgoRolloutsNotificationErrors: {
    expr: ({ namespaceLabel, selector }) =>
      `sum by (${namespaceLabel}, name) (increase(notification_send_error{${selector}}[30m])) > 0`,
    summary: (view) => `Notifications about ${object(view)} are not sent.`,
    description: () =>
      `People who subscribed hear nothing. The controller's log has the answer of the service; a key that is missing in argo-rollouts-notification-secret is the usual cause.`,
  },
};
