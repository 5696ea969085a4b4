import type { Path } from "../../config";
import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";

export const canaryServiceIsApex: Rule<ServiceScope> = {
  id: "canary-service-is-apex",
  severity: "error",
  what: "The Service that clients call is handed to the controller as the canary's.",
  why: "The controller points it at the new version alone: all clients get it at the first step of an update.",
  upstream: "argo-rollouts rollout/service.go",
  *check({ name, canary }) {
    const services: [Path, string | undefined][] = [
      [["canaryService"], canary?.canaryService],
      [["pingPong", "pingService"], canary?.pingPong?.pingService],
      [["pingPong", "pongService"], canary?.pingPong?.pongService],
    ];
    for (const [at, service] of services) {
      if (service !== name) continue;
      yield {
        path: ["rollout", "canary", ...at],
        reason: `${name} is the Service that clients call.`,
        hint: "Choose another name: the Service is made here.",
      };
    }
  },
};
