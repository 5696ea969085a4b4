import type * as pulumi from "@pulumi/pulumi";
import type { ContainerSecurity } from "../config";
import { said, type Subject } from "../manifests";

type Texts = Record<string, pulumi.Input<string>>;
type Reasons = Readonly<Record<string, string | Readonly<Record<string, string>> | undefined>>;

/**
 * An up says what runs. Without force it fails where a person has written to the same fields: `set image`, `undo`, or
 * `restart` with kubectl or its plugin. What others own for good is left out of the apply.
 */
const overPeople = { "pulumi.com/patchForce": "true" };

/** What people look for beside a workload. Not in the pod template: another word there would start new pods. */
export function workloadAnnotations({ service }: Subject): Texts {
  const exceptions = securityExceptions(service);
  const texts: Texts = {
    ...said(service, "owner", "runbook", "dashboard"),
    ...(exceptions !== "" && { "security-exceptions": exceptions }),
  };
  const own = Object.entries(texts).map(([key, text]) => [`progressive-delivery/${key}`, text]);
  return { ...overPeople, ...Object.fromEntries(own) };
}

/** `root: needs port 80; sidecars.proxy.capabilities.NET_ADMIN: sets up routes`. */
function securityExceptions({ security, initContainers, sidecars }: Subject["service"]): string {
  const of = (kind: string, containers: Readonly<Record<string, { security: ContainerSecurity }>>) =>
    Object.entries(containers).flatMap(([name, one]) => lines(one.security.allow, `${kind}.${name}.`));
  return [
    ...lines(security.allow),
    ...of("initContainers", initContainers),
    ...of("sidecars", sidecars),
  ].join("; ");
}

function lines(allow: Reasons, before = ""): string[] {
  return Object.entries(allow).flatMap(([key, reason]) => {
    if (reason === undefined) return [];
    if (typeof reason === "string") return [`${before}${key}: ${reason}`];
    return lines(reason, `${before}${key}.`);
  });
}
