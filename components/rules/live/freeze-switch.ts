import { currentOf, freezeOf, predecessorOf } from "../../config";
import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";

export const freezeSwitch: Rule<ServiceScope> = {
  id: "freeze-switch",
  severity: "error",
  what: "A service is to change between Deployment and Rollout, or between canary and blue-green, while the stack's releases are frozen.",
  why: "The new workload could not be held: it has to start all its pods, with whatever the values say, and to take the traffic over.",
  upstream: "argo-rollouts rollout/context.go: haltProgress",
  *check({ name, service: { rollout }, blueGreen, around: { live, ...around } }) {
    const freeze = freezeOf(name, around.freeze);
    if (freeze === undefined) return;
    const current = currentOf(name, rollout, live);
    const isSwitch = current === undefined && predecessorOf(name, rollout, live) !== undefined;
    const wasBlueGreen = current?.activeService !== undefined;
    const isOtherStrategy =
      rollout.enabled && current?.isHandedOver !== true && wasBlueGreen !== (blueGreen !== undefined);
    if (!isSwitch && (current === undefined || !isOtherStrategy)) return;
    yield {
      path: ["rollout", isSwitch ? "enabled" : "strategy"],
      reason: `Releases are frozen until ${freeze.until} (${freeze.reason}), and this replaces what runs.`,
      hint: `Make the change after that, or name the service in the stack's freeze.except.`,
    };
  },
};
