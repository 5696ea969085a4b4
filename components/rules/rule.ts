import type { Finding, Path, RuleSettings, Severity } from "../config";

/** A mistake that a schema cannot see: data plus one pure function over what it looks at. */
export interface Rule<Scope> {
  readonly id: string;
  readonly severity: Severity;
  /** What is found, as one sentence for the documentation. */
  readonly what: string;
  /** What goes wrong in the cluster when nobody checks. */
  readonly why: string;
  /** Where the controller or the API says so. */
  readonly upstream: string;
  /** Paths are relative to what is looked at. */
  check(scope: Scope): Iterable<Mistake>;
}

export interface Mistake {
  readonly path: Path;
  readonly reason: string;
  readonly hint: string;
}

/** Applies rules; `settings` give single rules another weight or turn them off. */
export function runRules<Scope>(
  rules: readonly Rule<Scope>[],
  scope: Scope,
  at: Path,
  settings: RuleSettings = {},
): Finding[] {
  return rules.flatMap((rule) => {
    const severity = severityOf(rule, settings);
    if (severity === "off") return [];
    return [...rule.check(scope)].map(({ path, reason, hint }) => ({
      rule: rule.id,
      severity,
      path: [...at, ...path],
      reason,
      hint,
    }));
  });
}

function severityOf(rule: Pick<Rule<never>, "id" | "severity">, settings: RuleSettings): Severity | "off" {
  const setting = settings[rule.id];
  const level = typeof setting === "object" ? setting.severity : setting;
  return level === "warn" ? "warning" : (level ?? rule.severity);
}
