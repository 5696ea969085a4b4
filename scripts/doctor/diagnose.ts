import type { Cause, Check } from "./cause";
import * as analysis from "./checks/analysis";
import * as autoscaling from "./checks/autoscaling";
import * as config from "./checks/config";
import * as controller from "./checks/controller";
import { podChecks, podsRefused } from "./checks/pods";
import * as release from "./checks/release";
import * as traffic from "./checks/traffic";
import type { Facts } from "./facts";

/** The most probable root first: what stands further up brings about what stands below. */
export const checks: readonly Check[] = [
  config.namespaceAbsent,
  config.rolloutsUnknown,
  config.serviceAbsent,
  config.kindDiffers,
  config.handoverUnfinished,
  controller.controllerAbsent,
  controller.controllerDown,
  controller.instanceUnserved,
  controller.pluginNotConfigured,
  controller.pluginNotLoaded,
  traffic.serviceMissing,
  traffic.routeMissing,
  traffic.routeBackendMissing,
  release.invalidSpec,
  release.specPaused,
  podsRefused,
  ...podChecks,
  release.deadlineExceeded,
  analysis.analysisFailed,
  analysis.analysisInconclusive,
  release.aborted,
  analysis.analysisRunning,
  analysis.experimentRunning,
  release.stepPlugin,
  release.paused,
  traffic.serviceSelector,
  traffic.staleSelector,
  traffic.weightsUnwritten,
  autoscaling.autoscalerAbsent,
  autoscaling.wrongTarget,
  autoscaling.severalAutoscalers,
  autoscaling.scalingDisabled,
  autoscaling.unable,
  autoscaling.noMetrics,
  autoscaling.atMaximum,
  autoscaling.atMinimum,
  config.imageDiffers,
];

/** Where nothing else explains the release, in this order. */
export const lastChecks: readonly Check[] = [controller.specUnobserved, release.notHealthy];

/** Why the service is not as it should be, the most probable root first. Notes come last. */
export function diagnose(facts: Facts): Cause[] {
  const found = checks.flatMap((check) => look(check, facts));
  const explains = found.some(
    ({ subject, isNote, id }) => !isNote && subject !== "autoscaling" && id !== config.imageDiffers.id,
  );
  const rest = explains
    ? []
    : (lastChecks.map((check) => look(check, facts)).find(({ length }) => length > 0) ?? []);
  const causes = [...rest, ...found];
  return [...causes.filter(({ isNote }) => !isNote), ...causes.filter(({ isNote }) => isNote)];
}

function look({ id, subject, isNote = false, look: find }: Check, facts: Facts): Cause[] {
  return [...find(facts)].map((found) => ({ id, subject, isNote, ...found }));
}
