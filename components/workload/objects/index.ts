import { scalingOf } from "../../config";
import type { Manifest, Subject } from "../../manifests";
import { renderAutoscaler } from "./autoscaler";
import { renderDisruptionBudgets } from "./disruption-budget";
import { renderExternalSecrets } from "./external-secrets";
import { renderExtraManifests } from "./extra-manifests";
import { renderAlerts, renderDashboards, renderMonitors } from "./monitoring";
import { renderNetworkPolicy } from "./network-policy";
import { renderClaims } from "./persistent-volume-claims";
import { renderPreDeploy } from "./pre-deploy";
import { renderRole } from "./rbac";
import { renderScaledObject } from "./scaled-object";
import type { ScalingTarget } from "./scaling-target";
import { renderVerticalPodAutoscaler } from "./vertical-pod-autoscaler";

export { isKept } from "./persistent-volume-claims";
export { scalingTarget } from "./scaling-target";

/** Objects beside the pods that have to be there before them. */
export function objectsBefore(subject: Subject): Manifest[] {
  return [
    ...renderRole(subject),
    ...renderClaims(subject),
    ...renderExternalSecrets(subject),
    ...renderDisruptionBudgets(subject),
    ...present(renderNetworkPolicy(subject), renderAlerts(subject)),
    ...renderMonitors(subject),
    ...renderDashboards(subject),
    ...renderExtraManifests(subject),
  ];
}

/** What has to succeed before the workload starts. */
export function gatesOf(subject: Subject): Manifest[] {
  return present(renderPreDeploy(subject));
}

/** Objects that follow the workload: they name it, or look at its pods. */
export function objectsAfter(subject: Subject, target: ScalingTarget): Manifest[] {
  return present(
    renderAutoscaler(subject, target),
    renderScaledObject(subject, target),
    renderVerticalPodAutoscaler(subject, target),
  );
}

/** Whether somebody else than the stack decides how many pods there are. */
export function isScaledByOthers({ service }: Subject): boolean {
  return scalingOf(service) !== undefined;
}

function present(...objects: (Manifest | undefined)[]): Manifest[] {
  return objects.filter((object) => object !== undefined);
}
