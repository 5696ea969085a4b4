import type { KnownGateway, KnownListener } from "../../../config";
import type { Surroundings } from "../../scope";

type Selector = NonNullable<KnownListener["selector"]>;
type Requirement = NonNullable<Selector["matchExpressions"]>[number];

/** The API server gives it to every namespace. */
const NAME_LABEL = "kubernetes.io/metadata.name";

/** Whether a listener is known to take no routes of the services' namespace. What is not known is not held against it. */
export function refusesNamespace(
  { from, selector = {} }: KnownListener,
  gateway: KnownGateway,
  namespace: Surroundings["namespace"],
): boolean {
  if (from === "None") return true;
  if (namespace === undefined || from === "All") return false;
  if (from === "Same") return namespace.name !== gateway.namespace;
  return requirementsOf(selector).some((one) => fails(one, namespace));
}

/** `team=shop, tier in (web, api), !internal` */
export function selectorText(selector: Selector = {}): string {
  return requirementsOf(selector).map(textOf).join(", ");
}

function requirementsOf({ matchLabels = {}, matchExpressions = [] }: Selector): Requirement[] {
  const equal = Object.entries(matchLabels).map(([key, value]): Requirement => ({
    key,
    operator: "In",
    values: [value],
  }));
  return [...equal, ...matchExpressions];
}

function fails(
  { key, operator, values = [] }: Requirement,
  { name, labels }: NonNullable<Surroundings["namespace"]>,
): boolean {
  const value = { ...labels, [NAME_LABEL]: name }[key];
  const isMissing = value === undefined && labels !== undefined;
  switch (operator) {
    case "In":
      return isMissing || (value !== undefined && !values.includes(value));
    case "NotIn":
      return value !== undefined && values.includes(value);
    case "Exists":
      return isMissing;
    case "DoesNotExist":
      return value !== undefined;
  }
}

function textOf({ key, operator, values = [] }: Requirement): string {
  switch (operator) {
    case "In":
      return values.length === 1 ? `${key}=${values.join()}` : `${key} in (${values.join(", ")})`;
    case "NotIn":
      return `${key} not in (${values.join(", ")})`;
    case "Exists":
      return key;
    case "DoesNotExist":
      return `!${key}`;
  }
}
