import type { Rule } from "../../rule";
import type { ServiceScope } from "../../scope";
import { listenerHostname, listenerKind, listenerNamespace } from "./listeners";
import { unknownGateway, unknownListener } from "./unknown";

/** What routes need of the Gateways that the platform's stack has. */
export const gatewayRules: readonly Rule<ServiceScope>[] = [
  unknownGateway,
  unknownListener,
  listenerNamespace,
  listenerKind,
  listenerHostname,
];
