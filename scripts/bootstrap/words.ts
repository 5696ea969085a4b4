import { sentenceOf } from "./rollout-view";
import type { FleetEvent, FleetReport, Mode } from "./options";
import type { UnitResult } from "./schedule";

/** `3 created, 1 updated`. */
export function changesOf({ changes }: UnitResult): string {
  return Object.entries(changes)
    .map(([operation, count]) => `${String(count)} ${past[operation] ?? operation}`)
    .join(", ");
}

/** Operations of the engine, as they are told afterwards. */
const past: Readonly<Record<string, string>> = {
  create: "created",
  update: "updated",
  delete: "deleted",
  replace: "replaced",
  "create-replacement": "created anew",
  "delete-replaced": "deleted for a new one",
  import: "taken over",
};

/** What an outcome is called in a mode. */
export function outcomeOf({ outcome }: UnitResult, mode: Mode): string {
  if (outcome === "changed")
    return { up: "done", preview: "to change", destroy: "destroyed", drift: "drifted" }[mode];
  return outcome;
}

/** `1 min 5 s`. */
export function clock(seconds: number): string {
  const whole = Math.round(seconds);
  return whole < 60 ? `${String(whole)} s` : `${String(Math.floor(whole / 60))} min ${String(whole % 60)} s`;
}

/** An event as a line of a log. */
export function lineOf(event: FleetEvent, mode: Mode): string | undefined {
  if (event.kind === "warning") return `warning: ${event.text}`;
  if (event.kind === "plan")
    return `${String(event.waves.flat().length)} stacks in ${String(event.waves.length)} waves, ${String(event.parallel)} at a time`;
  if (event.kind === "wave") return `wave ${String(event.index + 1)}: ${event.stacks.join(", ")}`;
  if (event.kind === "release") return `  ${event.view.name}: ${sentenceOf(event.view)}`;
  if (event.kind === "start") return undefined;
  const { result } = event;
  if (result.outcome === "remaining") return undefined;
  const words = [changesOf(result), result.reason].filter((part) => part !== undefined && part !== "");
  return `${result.unit.stack}: ${outcomeOf(result, mode)}, ${clock(result.seconds)}${words.length > 0 ? ` (${words.join("; ")})` : ""}`;
}

/** The rows of the last table, the ones that need a reader first. */
export function rowsOf({ results, mode }: FleetReport): string[][] {
  const order = ["failed", "locked", "remaining", "changed", "unchanged", "finished"];
  return [...results]
    .sort((one, other) => order.indexOf(one.outcome) - order.indexOf(other.outcome))
    .map((result) => [
      result.unit.stack,
      outcomeOf(result, mode),
      changesOf(result) || "-",
      clock(result.seconds),
    ]);
}

/** Sentences under the table: the counts, what failed and why, what remains and how to go on. */
export function conclusionOf(report: FleetReport): string[] {
  const { results, releases, mode, seconds, environment } = report;
  const drifted = mode === "drift" ? results.filter(({ outcome }) => outcome === "changed") : [];
  const outcomes = results.map((result) => outcomeOf(result, mode));
  const counts = [...new Set(outcomes)].map(
    (outcome) => `${String(outcomes.filter((one) => one === outcome).length)} ${outcome}`,
  );
  const failed = results.filter(({ outcome }) => outcome === "failed" || outcome === "locked");
  const remaining = results.filter(({ outcome }) => outcome === "remaining");
  const degraded = releases.filter(({ state }) => state === "Degraded");
  return [
    `${counts.join(", ") || "nothing to do"} in ${clock(seconds)}`,
    ...releases
      .filter(({ state }) => state !== "Degraded")
      .map((view) => `${view.name}: ${sentenceOf(view)}`),
    ...drifted.map(({ unit, objects = [] }) => `${unit.stack}: not as it was made: ${objects.join(", ")}`),
    ...failed.map(({ unit, reason = "" }) => `${unit.stack} failed. ${reason}`),
    ...degraded.map(
      (view) =>
        `${view.name}: ${sentenceOf(view)} Look closer: npm run doctor -- ${view.name} ${environment}`,
    ),
    ...(remaining.length === 0
      ? []
      : [
          `Not begun: ${remaining.map(({ unit }) => unit.stack).join(", ")}. ${remaining[0]?.reason ?? ""} To go on: npm run bootstrap -- ${environment} --resume`,
        ]),
  ];
}
