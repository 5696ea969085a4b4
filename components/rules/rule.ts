import type { Finding, Path, ServiceConfig, Severity } from "../config";

/** A mistake that a schema cannot see: data plus one pure function. */
export interface Rule {
  readonly id: string;
  readonly severity: Severity;
  /** What goes wrong in the cluster when nobody checks. */
  readonly why: string;
  /** Where the controller or the API says so. */
  readonly upstream: string;
  /** Paths are relative to the service. */
  check(service: ServiceConfig): Iterable<Mistake>;
}

export interface Mistake {
  readonly path: Path;
  readonly reason: string;
  readonly hint: string;
}

export function runRule(rule: Rule, service: ServiceConfig, at: Path): Finding[] {
  return [...rule.check(service)].map(({ path, reason, hint }) => ({
    rule: rule.id,
    severity: rule.severity,
    path: [...at, ...path],
    reason,
    hint,
  }));
}
