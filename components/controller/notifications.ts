import { dump } from "js-yaml";
import { isDataObject, type NotificationsConfig } from "../config";
import type { Manifest } from "../manifests";
import type { Install } from "./install";

/** Both names are fixed upstream (`utils/record`), and the controller looks in its own namespace. */
const CONFIG = "argo-rollouts-notification-configmap";
const SECRET = "argo-rollouts-notification-secret";

const isNamed = (object: Manifest, kind: string, name: string) =>
  object.kind === kind && object.metadata.name === name;

/** Upstream's templates and triggers with the own ones on top; and no empty Secret where another is to be there. */
export function changeNotifications(object: Manifest, { controller }: Install): Manifest | undefined {
  const { notifications } = controller;
  if (isNamed(object, "Secret", SECRET)) return notifications.secret === undefined ? object : undefined;
  if (!isNamed(object, "ConfigMap", CONFIG)) return object;
  const data = isDataObject(object["data"]) ? object["data"] : {};
  return { ...object, data: { ...data, ...entriesOf(notifications) } };
}

export function renderNotifications({ controller, release }: Install): Manifest[] {
  const { notifications, namespace } = controller;
  const data = entriesOf(notifications);
  const isMade = release.some((object) => isNamed(object, "ConfigMap", CONFIG));
  return [
    ...(isMade || Object.keys(data).length === 0
      ? []
      : [{ apiVersion: "v1", kind: "ConfigMap", metadata: { name: CONFIG, namespace }, data }]),
    ...renderSecret(notifications, namespace),
  ];
}

/** The controller reads both objects anew when they change: no pod has to start for it. */
function entriesOf(config: NotificationsConfig): Record<string, string> {
  const { notifiers, templates, triggers, subscriptions, defaultTriggers } = config;
  const text = (value: unknown) => dump(value, { lineWidth: -1 });
  const all = (prefix: string, entries: Readonly<Record<string, unknown>>) =>
    Object.entries(entries).map(([name, value]): [string, string] => [`${prefix}.${name}`, text(value)]);
  return {
    ...Object.fromEntries([
      ...all("service", notifiers),
      ...all("template", templates),
      ...all("trigger", triggers),
    ]),
    ...(subscriptions.length > 0 && { subscriptions: text(subscriptions) }),
    ...(defaultTriggers.length > 0 && { defaultTriggers: text(defaultTriggers) }),
  };
}

function renderSecret({ secret }: NotificationsConfig, namespace: string): Manifest[] {
  if (secret?.externalSecret === undefined) return [];
  const { annotations, target, ...spec } = secret.externalSecret;
  return [
    {
      apiVersion: "external-secrets.io/v1",
      kind: "ExternalSecret",
      metadata: { name: SECRET, namespace, ...(annotations && { annotations }) },
      spec: { ...spec, target: { ...target, name: SECRET } },
    },
  ];
}
