import { currentOf, imageInCluster, plainImage, predecessorOf } from "../../config";
import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";

export const handoverImage: Rule<ServiceScope> = {
  id: "handover-image",
  severity: "error",
  what: "A switch between Deployment and Rollout would bring another image, or comes in the middle of a release.",
  why: "The first version of a Rollout skips all steps and analysis, and a Deployment has none: all traffic moves to the new image at once.",
  upstream: "argo-rollouts rollout/canary.go: the initial deploy skips steps",
  *check({ name, service, around: { live } }) {
    const { rollout, handover } = service;
    const predecessor = predecessorOf(name, rollout, live);
    if (predecessor === undefined || handover.allowImageChange) return;
    // A switch that was not finished goes on, or back.
    const current = currentOf(name, rollout, live);
    const wanted = plainImage(service);
    if (current !== undefined && imageInCluster(current, name) === wanted) return;
    const { release } = predecessor;
    if (release?.isUnderway) {
      yield {
        path: ["rollout", "enabled"],
        reason: `The Rollout in the cluster is in the middle of a release (${release.phase}); a switch of kind would bring one version to everybody at once.`,
        hint: `Promote it, or go back first (kubectl argo rollouts undo ${name}), or set handover.allowImageChange: true.`,
      };
      return;
    }
    const running = imageInCluster(predecessor, name);
    if (wanted === undefined || running === undefined || wanted === running) return;
    yield {
      path: ["image"],
      reason: `The ${predecessor.kind} in the cluster runs ${running}; a switch of kind would bring ${wanted} at once.`,
      hint: "Switch with the image that runs and change it in the next up, or set handover.allowImageChange: true.",
    };
  },
};
