import { suggestion } from "../../../config";
import { listed } from "../../routing/listed";
import type { Rule } from "../../rule";
import type { ServiceScope } from "../../scope";
import { gatewayParents, knownParent, knownParents, notTakenUp } from "./parents";

const upstream = "Gateway API docs: ParentReference; Route condition Accepted, NoMatchingParent";

export const unknownGateway: Rule<ServiceScope> = {
  id: "unknown-gateway",
  severity: "warning",
  what: "A route names a Gateway that the platform's stack does not have, where that one has others, or one of this name elsewhere.",
  why: "When nobody else has it, no Gateway takes the route up, and nothing says so.",
  upstream,
  *check(scope) {
    const { platform, namespace: own } = scope.around;
    for (const parent of gatewayParents(scope)) {
      const { name, namespace = own?.name } = parent.ref;
      if (platform === undefined || typeof name !== "string" || typeof namespace !== "string") continue;
      if (knownParent(parent, scope) !== undefined) continue;
      const elsewhere = platform.gateways.find((one) => one.name === name);
      const beside = platform.gateways.filter((one) => one.namespace === namespace);
      if (elsewhere === undefined && beside.length === 0) continue;
      yield {
        path: elsewhere === undefined ? [...parent.path, "name"] : parent.path,
        reason: `The platform's stack has no Gateway "${name}" in the namespace ${namespace}.`,
        hint:
          elsewhere === undefined
            ? `${suggestion(
                name,
                beside.map((one) => one.name),
              )} One of somebody else belongs into gateways there, with create: false.`
            : `It has one with namespace: ${elsewhere.namespace}.`,
      };
    }
  },
};

export const unknownListener: Rule<ServiceScope> = {
  id: "unknown-listener",
  severity: "error",
  what: "A route names a listener, or a port, that a Gateway of the platform's stack does not have.",
  why: notTakenUp,
  upstream,
  *check(scope) {
    for (const { path, ref, gateway, named } of knownParents(scope)) {
      const { sectionName, port } = ref;
      const { name, listeners } = gateway;
      const ofName = listeners.filter((one) => sectionName === undefined || one.name === sectionName);
      if (sectionName !== undefined && ofName.length === 0)
        yield {
          path: [...path, "sectionName"],
          reason: `The Gateway ${name} has no listener "${sectionName}".`,
          hint: suggestion(
            sectionName,
            listeners.map((one) => one.name),
          ),
        };
      else if (named.length === 0)
        yield {
          path: [...path, "port"],
          reason: `No listener of the Gateway ${name}${sectionName === undefined ? "" : ` that is called ${sectionName}`} has the port ${port}.`,
          hint: `Use ${listed([...new Set(ofName.map((one) => String(one.port)))], "or")}, or leave it out.`,
        };
    }
  },
};
