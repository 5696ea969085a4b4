import { currentOf, type LiveRelease, type LiveWorkload } from "../../config";
import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";

export const releaseAborted: Rule<ServiceScope> = {
  id: "release-aborted",
  severity: "warning",
  what: "The last update of a Rollout was aborted.",
  why: "The cluster runs the version before it, though the values name the new one.",
  upstream: "argo-rollouts docs/features/kubectl-plugin: abort, retry",
  *check(scope) {
    const release = releaseOf(scope);
    if (release?.isAborted !== true || !release.isUnderway) return;
    yield {
      path: [],
      reason: `Its last update was aborted, and the version before it serves everything.${quoted(release.message)}`,
      hint: `Bring another version, or try the same again: kubectl argo rollouts retry rollout ${scope.name}`,
    };
  },
};

export const releaseDegraded: Rule<ServiceScope> = {
  id: "release-degraded",
  severity: "warning",
  what: "A Rollout is Degraded.",
  why: "Its newest version does not get ready, or the controller has refused its spec, so updates wait.",
  upstream: "argo-rollouts utils/rollout/rolloututil.go: CalculateRolloutPhase",
  *check(scope) {
    const release = releaseOf(scope);
    if (release?.phase !== "Degraded" || release.isAborted) return;
    // The spec that the controller refuses is none of a person, and this up puts it right.
    if (workloadOf(scope)?.isHandedOver) return;
    yield {
      path: [],
      reason: `Its Rollout is Degraded.${quoted(release.message)}`,
      hint: `This up goes on. Look closer with: kubectl argo rollouts get rollout ${scope.name}`,
    };
  },
};

function workloadOf({ name, service, around: { live } }: ServiceScope): LiveWorkload | undefined {
  return currentOf(name, service.rollout, live);
}

function releaseOf(scope: ServiceScope): LiveRelease | undefined {
  return workloadOf(scope)?.release;
}

function quoted(message: string): string {
  return message === "" ? "" : ` The controller says: ${message.replace(/\.$/, "")}.`;
}
