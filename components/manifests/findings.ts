import * as pulumi from "@pulumi/pulumi";
import { ConfigError, type Finding, formatFinding } from "../config";

/** Throws one `ConfigError` with all errors, and gives the warnings where there is none. */
export function warningsOf(findings: readonly Finding[]): readonly Finding[] {
  const errors = findings.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new ConfigError(errors);
  return findings;
}

/**
 * Shows each warning once. Of the stack, not of a resource: Pulumi shows messages one after the other, and each only when its
 * resource is registered. A service that waits for the controller would hold up the message for which the controller waits.
 */
export function logWarnings(warnings: readonly Finding[]): void {
  for (const warning of warnings) void pulumi.log.warn(formatFinding(warning));
}
