import type { OperationResult } from "./backend";
import type { Outcome } from "./schedule";
import type { Unit } from "./units";

/** Why an operation failed, in one paragraph. */
export function reasonOf(
  { stack }: Unit,
  { output, report }: OperationResult,
): { outcome: Outcome; reason: string } {
  if (/currently locked by|Another update is currently in progress/.test(output))
    return {
      outcome: "locked",
      reason: `${holder(output)} If that run is dead: pulumi cancel --stack ${stack}`,
    };
  // The last of them sums up that something failed; the first says what.
  const [first] = report.errors.filter(
    (message) => !/^(update|preview|destroy|refresh) failed$/i.test(message),
  );
  return { outcome: "failed", reason: paragraph(first ?? lastLine(output)) };
}

/** A file backend says who has the lock, other backends that somebody has. */
function holder(output: string): string {
  const by = /created by (\S+ \(pid \d+\)) at (\S+)/.exec(output);
  return by === null
    ? "Another run has the stack."
    : `${String(by[1])} has had the stack since ${String(by[2])}.`;
}

function lastLine(output: string): string {
  return output.trim().split("\n").at(-1)?.trim() ?? "";
}

function paragraph(message: string): string {
  return message.replace(/\s*\n\s*/g, " ").trim();
}
