import { readFile } from "node:fs/promises";
import { z } from "zod";

const step = z.object({ metadata: z.object({ op: z.string(), urn: z.string() }) });

/** What the engine says of a run in its event log. Upstream: `sdk/go/common/apitype/events.go`. */
const event = z.object({
  diagnosticEvent: z
    .object({ severity: z.string(), message: z.string(), urn: z.string().optional() })
    .optional(),
  summaryEvent: z.object({ resourceChanges: z.record(z.string(), z.number()).nullish() }).optional(),
  resourcePreEvent: step.optional(),
  // A refresh says here what came of it.
  resOutputsEvent: step.optional(),
});

export interface Change {
  readonly op: string;
  readonly urn: string;
}

export interface EngineReport {
  /** Operation -> number of resources, without those that stay as they are. */
  readonly changes: Readonly<Record<string, number>>;
  readonly changed: readonly Change[];
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
}

/** Not a change of anything: what stays, and what is only read. */
const NO_CHANGE = new Set(["same", "read", "refresh", "discard"]);

export async function readEvents(file: string): Promise<EngineReport> {
  const text = await readFile(file, "utf8").catch(() => "");
  return reportOf(text.split("\n"));
}

/** A line that was cut off by a kill is left out. */
export function reportOf(lines: readonly string[]): EngineReport {
  const events = lines.flatMap((line) => {
    const { data } = event.safeParse(json(line));
    return data === undefined ? [] : [data];
  });
  const said = (severity: string): string[] => {
    const all = events.flatMap(({ diagnosticEvent: one }) =>
      one?.severity === severity ? [plain(one.message)] : [],
    );
    return [...new Set(all.filter((message) => message !== ""))];
  };
  const totals = events.flatMap(({ summaryEvent }) => summaryEvent ?? []).at(-1)?.resourceChanges ?? {};
  const all = events
    .flatMap(({ resourcePreEvent, resOutputsEvent }) => resourcePreEvent ?? resOutputsEvent ?? [])
    .flatMap(({ metadata }) => (NO_CHANGE.has(metadata.op) ? [] : [metadata]));
  const others = all.filter(isOfAnotherStack).map(({ op }) => op);
  const left = Object.entries(totals)
    .filter(([op]) => !NO_CHANGE.has(op))
    .map(([op, count]): [string, number] => [op, count - others.filter((one) => one === op).length]);
  return {
    changes: Object.fromEntries(left.filter(([, count]) => count > 0)),
    changed: all.filter((change) => !isOfAnotherStack(change)),
    errors: said("error"),
    warnings: said("warning"),
  };
}

/** What another stack says may change without a change here: a refresh reads it again. */
function isOfAnotherStack({ urn }: Change): boolean {
  return urn.includes("::pulumi:pulumi:StackReference::");
}

function json(line: string): unknown {
  try {
    const value: unknown = JSON.parse(line);
    return value;
  } catch {
    return undefined;
  }
}

/** The engine marks colours as `<{%reset%}>`. */
function plain(message: string): string {
  return message.replace(/<\{%[^%]*%\}>/g, "").trim();
}

/** `Rollout pay`, once for each object: components and providers are none. */
export function objectsOf({ changed }: EngineReport): string[] {
  const objects = changed.flatMap(({ urn }) => {
    const [, , type = "", name = ""] = urn.split("::");
    const kind = /(?:^|\$)kubernetes:[^:]+:(\w+)$/.exec(type)?.[1];
    return kind === undefined ? [] : [`${kind} ${name}`];
  });
  return [...new Set(objects)].sort();
}
