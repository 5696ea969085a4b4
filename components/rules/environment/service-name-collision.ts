import { deliveryOf, type Delivery } from "../../config";
import type { Rule } from "../rule";
import type { EnvironmentScope } from "../scope";

/** A blue-green service `pay` has a second Service `pay-preview`, a canary with a router `pay-stable` and `pay-canary`. */
export const serviceNameCollision: Rule<EnvironmentScope> = {
  id: "service-name-collision",
  severity: "error",
  what: "A service has the name of a Service that another service needs for one of its versions.",
  why: "Two services would own one Service: the API server refuses the second in the middle of an up.",
  upstream: "kubernetes.io: Object Names and IDs",
  *check({ services }) {
    for (const [name, service] of services) {
      for (const other of namesOf(deliveryOf(name, service))) {
        if (other === name || !services.has(other)) continue;
        yield {
          path: ["services", other],
          reason: `The name is taken: ${name} has a Service of this name for one of its versions.`,
          hint: "Rename one of the two services.",
        };
      }
    }
  },
};

function namesOf(delivery: Delivery): string[] {
  if (delivery.kind === "Deployment") return [];
  if (delivery.kind === "blueGreen")
    return [delivery.blueGreen.activeService, delivery.blueGreen.previewService];
  const { stableService, canaryService, pingPong } = delivery.canary;
  return [stableService, canaryService, pingPong?.pingService, pingPong?.pongService].filter(
    (one) => one !== undefined,
  );
}
