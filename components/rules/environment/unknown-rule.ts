import { type RuleSettings, suggestion } from "../../config";
import type { Rule } from "../rule";

/** What a rule about `rules` sees: of a stack, or of a service. */
export interface SettingsScope {
  readonly settings: RuleSettings;
  /** Ids of the rules that they reach. */
  readonly reached: readonly string[];
  /** Ids of the other rules that there are. */
  readonly others: readonly string[];
}

export const unknownRule: Rule<SettingsScope> = {
  id: "unknown-rule",
  severity: "error",
  what: "A key of rules is the name of no rule, or of one that a service cannot set.",
  why: "The setting would do nothing, and the rule go on as before.",
  upstream: "this package: docs/rules.md",
  *check({ settings, reached, others }) {
    for (const id of Object.keys(settings)) {
      if (reached.includes(id)) continue;
      yield others.includes(id)
        ? {
            path: [id],
            reason: "This rule looks at all services together.",
            hint: "Set it in the stack's rules.",
          }
        : { path: [id], reason: "There is no such rule.", hint: suggestion(id, [...reached, ...others]) };
    }
  },
};
