import * as pulumi from "@pulumi/pulumi";
import { ConfigError, type Finding, formatFinding } from "../config";

/** Throws one `ConfigError` with all errors, and gives the warnings where there is none. */
export function warningsOf(findings: readonly Finding[]): readonly Finding[] {
  const errors = findings.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new ConfigError(errors);
  return findings;
}

/** Shows each warning once, on the resource that it concerns. */
export function logWarnings(warnings: readonly Finding[], resource: pulumi.Resource): void {
  for (const warning of warnings) void pulumi.log.warn(formatFinding(warning), resource);
}
