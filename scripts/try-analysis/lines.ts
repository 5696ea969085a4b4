import { formatDuration } from "../../components/delivery-plan";
import type { TemplateKey } from "./choose";
import { TAKE_UP_SECONDS } from "./follow";
import type { Entry, Journal } from "./journal";
import { KEPT_SECONDS } from "./run-object";
import type { AnalysisRun, MetricResult } from "./status";
import { kindOf } from "./templates";
import type { Outcome, Verdict } from "./verdict";

/** A value may be a whole document. */
const LONGEST_VALUE = 80;

/** The run that was made, and of what. */
export interface Made {
  readonly name: string;
  readonly namespace: string;
  readonly template: TemplateKey;
  /** `of the cluster` */
  readonly origin: string;
  readonly metrics: readonly string[];
}

export function heading({ template, origin, name, namespace }: Made): string {
  return `${kindOf[template.scope]} ${template.name} ${origin}, as the AnalysisRun ${name} in the namespace ${namespace}`;
}

/** When it ended, since the run was made; metric, phase, value, message. */
export function entryLine({ metric, measurement }: Entry, run: AnalysisRun, { metrics }: Made): string {
  const { phase, value, message, startedAt, finishedAt = startedAt } = measurement;
  const offset = `+${formatDuration(secondsBetween(run.metadata.creationTimestamp, finishedAt))}`;
  const cells = [
    offset.padStart(9),
    padded(metric, metrics),
    phase.padEnd(12),
    shortened(value),
    oneLine(message),
  ];
  return cells
    .filter((cell) => cell !== "")
    .join("  ")
    .trimEnd();
}

/** One line per metric, also for those that were never measured. */
export function summaryLines(run: AnalysisRun | undefined, { missed }: Journal, { metrics }: Made): string[] {
  const results = run?.status.metricResults ?? [];
  const others = results.map(({ name }) => name).filter((name) => !metrics.includes(name));
  return [...metrics, ...others].map((metric) => {
    const result = results.find(({ name }) => name === metric);
    return `${padded(metric, metrics)}  ${result === undefined ? "not measured" : resultWords(result, missed.get(metric))}`;
  });
}

function resultWords(result: MetricResult, missed = 0): string {
  const { successful, failed, inconclusive, error, dryRun, phase } = result;
  const counts: readonly (readonly [string, number])[] = [
    ["Successful", successful],
    ["Failed", failed],
    ["Inconclusive", inconclusive],
    ["Error", error],
  ];
  const words = counts.filter(([, count]) => count > 0).map(([word, count]) => `${word} ${String(count)}`);
  return [
    words.length === 0 ? "not measured" : words.join(", "),
    ...(dryRun ? [`dry run, which decides nothing: ${phase}`] : []),
    ...(missed > 0 ? [`${String(missed)} not shown: measured faster than one can look`] : []),
  ].join("; ");
}

const verdictWords: Readonly<Record<Verdict, string>> = {
  Successful: "Successful",
  Failed: "Failed",
  Inconclusive: "Inconclusive",
  Error: "Error",
  NotTakenUp: `No controller has taken the run up within ${String(TAKE_UP_SECONDS)} s: the Rollouts controller does not run, or serves other namespaces or another instance id. Start it, or install it`,
  Lost: "The run could not be followed to its end",
  TimedOut:
    "No verdict within the time; the run was ended. --timeout gives it more, and a metric that never ends needs --count",
  Interrupted: "Interrupted before the verdict; the run was ended",
};

export function verdictLine({ verdict, message }: Pick<Outcome, "verdict" | "message">): string {
  const words = verdictWords[verdict];
  return message === "" ? `${words}.` : `${words}: ${oneLine(message)}`;
}

/** What has become of the run. `reason`: why it could not be deleted. */
export function farewell(
  { name, namespace }: Made,
  { keep, reason, context }: { keep: boolean; reason: string | undefined; context: string | undefined },
): string {
  const within = context === undefined ? "" : ` --context ${context}`;
  const look = `kubectl get analysisrun ${name} -n ${namespace}${within} -o yaml`;
  const until = `until ${formatDuration(KEPT_SECONDS)} after its end`;
  if (keep) return `The run is kept ${until}: ${look}`;
  return reason === undefined
    ? "The run is deleted."
    : `The run is not deleted. ${reason} It stays ${until}: ${look}`;
}

function padded(metric: string, metrics: readonly string[]): string {
  return metric.padEnd(Math.max(...metrics.map(({ length }) => length)));
}

function secondsBetween(from: string, to: string | undefined): number {
  const milliseconds = Date.parse(to ?? from) - Date.parse(from);
  return Math.max(0, Math.round(milliseconds / 1000));
}

function shortened(value: string): string {
  const line = oneLine(value);
  return line.length > LONGEST_VALUE ? `${line.slice(0, LONGEST_VALUE - 3)}...` : line;
}

function oneLine(text: string): string {
  return text.trim().replace(/\s+/g, " ");
}
