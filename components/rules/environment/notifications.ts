import {
  notificationNames,
  type NotificationsConfig,
  notifierNames,
  type Path,
  suggestion,
} from "../../config";
import type { Mistake, Rule } from "../rule";
import type { EnvironmentScope } from "../scope";
import { installedController } from "./controller-metrics";

const at = ["controller", "notifications"];
const secretKey = /(token|password|secret|apikey|privatekey)s?$/i;
const upstream = "argoproj/notifications-engine pkg/api/config.go: ParseConfig";

/** A check of the notifications that a stack's own controller has. */
function ofInstalled(check: (config: NotificationsConfig) => Iterable<Mistake>) {
  return (scope: EnvironmentScope): Iterable<Mistake> => {
    const config = installedController(scope)?.notifications;
    return config === undefined ? [] : check(config);
  };
}

export const notificationTemplate: Rule<EnvironmentScope> = {
  id: "notification-template",
  severity: "error",
  what: "A trigger sends a template that there is not.",
  why: "The message is not sent, and only the controller's log says so.",
  upstream: "argoproj/notifications-engine pkg/api/api.go: Send",
  check: ofInstalled(function* (config) {
    const known = notificationNames(config, "templates");
    for (const [name, conditions] of Object.entries(config.triggers))
      for (const [index, { send }] of conditions.entries())
        for (const [place, template] of send.entries())
          yield* unknown(
            "template",
            template,
            known,
            [...at, "triggers", name, index, "send", place],
            config,
          );
  }),
};

export const notificationTrigger: Rule<EnvironmentScope> = {
  id: "notification-trigger",
  severity: "error",
  what: "A subscription names a trigger that there is not.",
  why: "Nobody is told anything: the controller passes over a trigger that it does not know.",
  upstream: "argo-rollouts utils/record/record.go: sendNotifications",
  check: ofInstalled(function* (config) {
    const known = notificationNames(config, "triggers");
    for (const [index, { triggers = [] }] of config.subscriptions.entries())
      for (const [place, trigger] of triggers.entries())
        yield* unknown("trigger", trigger, known, [...at, "subscriptions", index, "triggers", place], config);
    for (const [place, trigger] of config.defaultTriggers.entries())
      yield* unknown("trigger", trigger, known, [...at, "defaultTriggers", place], config);
  }),
};

export const notificationNotifier: Rule<EnvironmentScope> = {
  id: "notification-notifier",
  severity: "error",
  what: "A subscription names a notifier that is not configured.",
  why: "The message is not sent, and only the controller's log says so.",
  upstream,
  check: ofInstalled(function* (config) {
    const known = notifierNames(config);
    for (const [index, { recipients }] of config.subscriptions.entries())
      for (const [place, recipient] of recipients.entries()) {
        const [notifier = ""] = recipient.split(":");
        if (known.has(notifier)) continue;
        yield {
          path: [...at, "subscriptions", index, "recipients", place],
          reason: `There is no notifier "${notifier}".`,
          hint: `${suggestion(notifier, [...known])} Configure it under notifiers.`.trim(),
        };
      }
  }),
};

export const notificationSecret: Rule<EnvironmentScope> = {
  id: "notification-secret",
  severity: "error",
  what: "A notifier reads a key of the Secret for notifications, and nobody says where that comes from.",
  why: "The release manifest's Secret is empty: `$key` is then sent as it stands, and refused.",
  upstream: "argoproj/notifications-engine pkg/api/config.go: replaceStringSecret",
  check: ofInstalled(function* (config) {
    if (config.secret !== undefined) return;
    for (const { path, text } of settings(config)) {
      const [key] = /\$[\w-]+/.exec(text) ?? [];
      if (key === undefined) continue;
      yield {
        path,
        reason: `${key} is a key of the Secret argo-rollouts-notification-secret, which is empty.`,
        hint: "Say where it comes from: notifications.secret.",
      };
    }
  }),
};

export const notificationPlainSecret: Rule<EnvironmentScope> = {
  id: "notification-plain-secret",
  severity: "error",
  what: "A token or password of a notifier stands in the config.",
  why: "It is written into a ConfigMap, the stack's state and the repository, where everybody reads it.",
  upstream,
  check: ofInstalled(function* (config) {
    for (const { path, text } of settings(config)) {
      // `apiKeys` of one kind is a map: team -> key.
      const isSecret = path.slice(at.length + 2).some((key) => secretKey.test(String(key)));
      if (!isSecret || text.includes("$")) continue;
      yield {
        path,
        reason: "The value itself stands here.",
        hint: "Put it into the Secret argo-rollouts-notification-secret, and write its key with a $ before it.",
      };
    }
  }),
};

function* unknown(
  what: "template" | "trigger",
  name: string,
  known: ReadonlySet<string>,
  path: Path,
  { defaults }: NotificationsConfig,
): Iterable<Mistake> {
  if (known.has(name)) return;
  const others = suggestion(name, [...known]);
  yield {
    path,
    reason: `There is no ${what} "${name}".`,
    hint: defaults.enabled ? others : `${others} Upstream's come with notifications.defaults.enabled.`.trim(),
  };
}

interface Setting {
  readonly path: Path;
  readonly text: string;
}

/** Every text in the settings of the notifiers. */
function settings({ notifiers }: NotificationsConfig): Setting[] {
  return textsIn(notifiers, [...at, "notifiers"]);
}

function textsIn(value: unknown, path: Path): Setting[] {
  if (typeof value === "string") return [{ path, text: value }];
  if (typeof value !== "object" || value === null) return [];
  const entries: readonly [string | number, unknown][] = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(value);
  return entries.flatMap(([key, one]) => textsIn(one, [...path, key]));
}
