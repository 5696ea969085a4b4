import { notificationNames, notifierNames, suggestion } from "../../config";
import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";

export const unknownSubscription: Rule<ServiceScope> = {
  id: "unknown-subscription",
  severity: "error",
  what: "A Rollout subscribes to a trigger, or by a notifier, that the stack's controller does not have.",
  why: "Nobody is told anything, and only the controller's log says so.",
  upstream: "argo-rollouts utils/record/record.go: sendNotifications",
  *check({ service: { rollout }, around: { controller } }) {
    if (!rollout.enabled || controller === undefined) return;
    // What the service's own namespace has is not known here.
    if (controller.selfServiceNotifications === true) return;
    const triggers = notificationNames(controller.notifications, "triggers");
    const notifiers = notifierNames(controller.notifications);
    const at = ["rollout", "notifications", "subscribe"];
    for (const [trigger, subscribed] of Object.entries(rollout.notifications.subscribe)) {
      if (!triggers.has(trigger))
        yield {
          path: [...at, trigger],
          reason: `The controller has no trigger "${trigger}".`,
          hint: `${suggestion(trigger, [...triggers])} Add it to controller.notifications.`.trim(),
        };
      for (const notifier of Object.keys(subscribed).filter((name) => !notifiers.has(name)))
        yield {
          path: [...at, trigger, notifier],
          reason: `The controller has no notifier "${notifier}".`,
          hint: `${suggestion(notifier, [...notifiers])} Add it to controller.notifications.`.trim(),
        };
    }
  },
};
