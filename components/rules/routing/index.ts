import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";

/** What the traffic routers of a canary can do. */
export const routingRules: readonly Rule<ServiceScope>[] = [];
