import { bootstrap } from "./bootstrap";
import { LiveView } from "./live-view";
import type { BootstrapOptions, FleetEvent } from "./options";
import { asJson, asTable, writeSummary } from "./summary";
import { conclusionOf, lineOf } from "./words";

/** A terminal's Ctrl-C may arrive twice, of itself and by way of npm. */
const ONCE_MS = 500;

/** Runs the pipeline for a person or a job, and gives its exit code. */
export async function runPipeline(
  options: BootstrapOptions,
  { json, summary }: { readonly json: boolean; readonly summary: string | undefined },
): Promise<number> {
  const { mode = "up" } = options;
  const view = process.stdout.isTTY && !json ? new LiveView(process.stdout, mode) : undefined;
  const say = json ? console.error : console.log;
  const onEvent = (event: FleetEvent): void => {
    if (view !== undefined) return view.saw(event);
    const line = lineOf(event, mode);
    if (line !== undefined) say(line);
  };
  const ends = onSignals((line) => onEvent({ kind: "warning", text: line }));
  try {
    const report = await bootstrap({ ...options, ...ends, onEvent });
    view?.end();
    if (summary !== undefined) await writeSummary(summary, report);
    if (json) console.log(asJson(report));
    else console.log(["", asTable(report), "", ...conclusionOf(report)].join("\n"));
    return report.code;
  } finally {
    view?.end();
  }
}

/** The first signal lets what runs end, the second ends it. */
function onSignals(say: (line: string) => void): {
  readonly stop: AbortSignal;
  readonly cancel: AbortSignal;
} {
  const [stop, cancel] = [new AbortController(), new AbortController()];
  let last = 0;
  const onSignal = (): void => {
    const now = Date.now();
    if (now - last < ONCE_MS) return;
    last = now;
    if (!stop.signal.aborted) {
      stop.abort();
      say("Stopping: what runs ends, nothing more begins. Once more to cancel what runs.");
      return;
    }
    if (cancel.signal.aborted) return;
    cancel.abort();
    say("Cancelling what runs.");
  };
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, onSignal);
  return { stop: stop.signal, cancel: cancel.signal };
}
