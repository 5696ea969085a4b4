import { z } from "zod";
import { externalSecret } from "../objects/external-secrets";
import { freeForm, name } from "../scalars";
import { manifestSource } from "../manifest-source";

/** What a release's own ConfigMap of notifications has. Rules know it without reading the file. */
export const upstreamNotifications = {
  templates: [
    ...["analysis-run-error", "analysis-run-failed", "analysis-run-running"],
    ...["rollout-aborted", "rollout-completed", "rollout-paused", "rollout-step-completed"],
    ...["rollout-updated", "scaling-replicaset"],
  ],
  triggers: [
    ...["on-analysis-run-error", "on-analysis-run-failed", "on-analysis-run-running"],
    ...["on-rollout-aborted", "on-rollout-completed", "on-rollout-paused", "on-rollout-step-completed"],
    ...["on-rollout-updated", "on-scaling-replica-set"],
  ],
} as const;

/** Without dots: in annotations these part triggers from notifiers. */
const plainName = z
  .string()
  .regex(/^[A-Za-z0-9]([-A-Za-z0-9]*[A-Za-z0-9])?$/, { error: "expected letters, digits and hyphens" });

const notifierName = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*(\.[A-Za-z0-9]([-A-Za-z0-9]*[A-Za-z0-9])?)?$/, {
  error: 'expected a kind such as "slack", or a kind and a name such as "webhook.chat"',
});

const condition = z.strictObject({
  send: z.array(name).min(1).describe("Names of templates."),
  when: name
    .optional()
    .describe("Expression that has to be true. Default: always, when the trigger's event is."),
  oncePer: name.optional().describe("Expression: sent once for each of its values."),
  description: z.string().optional().describe("What it is for."),
});

const subscription = z.strictObject({
  recipients: z
    .array(name)
    .min(1)
    .describe("`<notifier>` or `<notifier>:<recipient>`, such as `slack:releases`."),
  triggers: z.array(plainName).optional().describe("Default: `defaultTriggers`."),
  selector: name.optional().describe("Labels of the Rollouts, such as `team=shop`. Default: all."),
});

/** Upstream: `argo-rollouts-notification-configmap` and `argo-rollouts-notification-secret`. */
export const notifications = z.strictObject({
  defaults: manifestSource
    .safeExtend({
      enabled: z.boolean().default(false).describe("True: upstream's templates and triggers are there."),
    })
    .prefault({})
    .describe(
      "Upstream's templates and triggers, from `notifications-install.yaml` of the release. Entries of the same name below win.",
    ),
  notifiers: z
    .record(notifierName, freeForm)
    .default({})
    .describe(
      "Who hands messages on: kind -> its settings. `$key` in them is a key of the Secret, so no secret stands here.",
    ),
  templates: z
    .record(plainName, freeForm)
    .default({})
    .describe("Name -> `message` and what single kinds send."),
  triggers: z
    .record(plainName, z.array(condition).min(1))
    .default({})
    .describe(
      "Name -> when which templates are sent. A name is `on-` and an event of a Rollout, such as `on-rollout-paused`, or has a `when`.",
    ),
  subscriptions: z
    .array(subscription)
    .default([])
    .describe("Who gets what of all Rollouts. A service's own: `rollout.notifications`."),
  defaultTriggers: z.array(plainName).default([]).describe("For subscriptions that name none."),
  secret: z
    .strictObject({
      existing: z
        .literal(true)
        .optional()
        .describe("The Secret is there, or comes from elsewhere: nothing is made."),
      externalSecret: externalSecret.optional().describe("Out of a store, by external-secrets."),
    })
    .refine((one) => (one.existing === undefined) !== (one.externalSecret === undefined), {
      error: "expected existing: true or externalSecret",
      when: ({ issues }) => issues.length === 0,
    })
    .optional()
    .describe(
      "Where the Secret `argo-rollouts-notification-secret` in the controller's namespace comes from: the controller reads no other. Default: the release manifest's empty one.",
    ),
});
export type NotificationsConfig = z.output<typeof notifications>;

/** Of one service: annotations of its Rollout. */
export const rolloutNotifications = z.strictObject({
  subscribe: z
    .record(
      plainName,
      z.record(plainName, z.array(z.string().regex(/^[^;]+$/, { error: "expected a recipient without ;" }))),
    )
    .default({})
    .describe(
      "Trigger -> notifier -> recipients, such as `on-rollout-paused: { slack: [releases] }`. A notifier that needs no recipient has an empty list.",
    ),
});

/** What a controller's triggers and templates are called, upstream's included. */
export function namesOf(config: NotificationsConfig, list: "templates" | "triggers"): ReadonlySet<string> {
  const upstream = config.defaults.enabled ? upstreamNotifications[list] : [];
  return new Set([...upstream, ...Object.keys(config[list])]);
}

/** By which recipients name them: `slack`, and `chat` of `webhook.chat`. */
export function notifierNames({ notifiers }: NotificationsConfig): ReadonlySet<string> {
  return new Set(Object.keys(notifiers).map((key) => key.split(".").at(-1) ?? key));
}
