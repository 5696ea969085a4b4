import { isOver, suggestion } from "../../config";
import type { Rule } from "../rule";
import type { EnvironmentScope } from "../scope";

const upstream = "this package: docs/promotion.md";

export const freezeEnded: Rule<EnvironmentScope> = {
  id: "freeze-ended",
  severity: "warning",
  what: "The stack's freeze is over.",
  why: "It holds nothing any more, and who reads the stack's file takes it for one that does.",
  upstream,
  *check({ environment: { freeze }, around: { now } }) {
    if (freeze === undefined || !isOver(freeze, now)) return;
    yield {
      path: ["freeze", "until"],
      reason: `The freeze (${freeze.reason}) ended at ${freeze.until}.`,
      hint: "Take freeze out of the stack's config.",
    };
  },
};

export const freezeException: Rule<EnvironmentScope> = {
  id: "freeze-exception",
  severity: "error",
  what: "A freeze excepts a service that the stack does not have.",
  why: "The service that was meant stays frozen, and what cannot wait does not go out.",
  upstream,
  *check({ environment: { freeze }, services, around: { allServices = new Set(services.keys()) } }) {
    for (const [index, name] of (freeze?.except ?? []).entries()) {
      if (allServices.has(name)) continue;
      yield {
        path: ["freeze", "except", index],
        reason: `There is no service "${name}" here.`,
        hint: suggestion(name, [...allServices]),
      };
    }
  },
};
