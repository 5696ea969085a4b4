import type { Manifest } from "../manifests";
import { renderAutoscaler, scalingTarget } from "./autoscaler";
import { renderConfigFiles } from "./config-files";
import { renderDeployment } from "./deployment";
import { renderRollout } from "./rollout";
import { renderServices } from "./service";
import { renderServiceAccount } from "./service-account";
import type { Subject } from "./subject";

/** All objects of one service, in the groups in which they are registered. */
export interface WorkloadPlan {
  /** What the workload needs to exist before it. */
  readonly prerequisites: readonly Manifest[];
  readonly services: readonly Manifest[];
  /** Deployment or Rollout, never both. */
  readonly workload: Manifest;
  readonly autoscaler: Manifest | undefined;
}

export function planWorkload(subject: Subject): WorkloadPlan {
  const workload = subject.service.rollout.enabled ? renderRollout(subject) : renderDeployment(subject);
  return {
    prerequisites: [renderServiceAccount(subject), renderConfigFiles(subject)].filter(
      (object) => object !== undefined,
    ),
    services: renderServices(subject),
    workload,
    autoscaler: renderAutoscaler(subject, scalingTarget(workload)),
  };
}
