import type { RolloutConfig } from "../config";
import { apexServiceName, previewServiceName } from "./service";
import type { Subject } from "./subject";

type Strategy = RolloutConfig["strategy"];

/** Without a router the apex selects all pods, and the controller splits traffic by the ratio of pods. */
function canary({ service }: Subject): object {
  return { canary: service.rollout.canary };
}

function blueGreen(subject: Subject): object {
  return {
    blueGreen: {
      activeService: apexServiceName(subject),
      previewService: previewServiceName(subject),
      ...subject.service.rollout.blueGreen,
    },
  };
}

/** Both spellings of the guide and of upstream. */
const strategies: Record<Strategy, (subject: Subject) => object> = {
  canary,
  bluegreen: blueGreen,
  blueGreen,
};

export function renderStrategy(subject: Subject): object {
  return strategies[subject.service.rollout.strategy](subject);
}
