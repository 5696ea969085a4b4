import { type AnalysisRun, endOf, type Measurement, type MetricResult } from "./status";

/** A measurement that has ended. */
export interface Entry {
  readonly metric: string;
  /** Of the metric's measurements; the first is 0. */
  readonly index: number;
  readonly measurement: Measurement;
}

/** All that was measured, as far as it was seen. */
export interface Journal {
  readonly entries: readonly Entry[];
  /** Metric -> measurements that were trimmed before anybody looked. */
  readonly missed: ReadonlyMap<string, number>;
}

export const emptyJournal: Journal = { entries: [], missed: new Map() };

/**
 * The journal with what a look at the run adds to it. The controller keeps the last ten measurements of a metric, and their
 * times are whole seconds that several can share: it is the counters that tell which one is which.
 */
export function addLook(journal: Journal, { status }: AnalysisRun): Journal {
  const missed = new Map(journal.missed);
  const added = status.metricResults.flatMap((result) => {
    const next = nextIndex(journal, result.name);
    const ended = endedMeasurements(result);
    const [first] = ended;
    if (first !== undefined && first.index > next)
      missed.set(result.name, (missed.get(result.name) ?? 0) + first.index - next);
    return ended.filter(({ index }) => index >= next);
  });
  const inTime = added.sort((a, b) => timeOf(a).localeCompare(timeOf(b)));
  return { entries: [...journal.entries, ...inTime], missed };
}

function nextIndex({ entries }: Journal, metric: string): number {
  return (entries.findLast((entry) => entry.metric === metric)?.index ?? -1) + 1;
}

/** Each with its place among all that the metric ever had. One that goes on is not counted. */
function endedMeasurements({ name, count, error, measurements }: MetricResult): Entry[] {
  const ended = measurements.filter(({ phase }) => endOf(phase) !== undefined);
  const trimmed = count + error - ended.length;
  return ended.map((measurement, at) => ({ metric: name, index: trimmed + at, measurement }));
}

/** RFC 3339 in UTC sorts as text. */
function timeOf({ measurement: { startedAt = "" } }: Entry): string {
  return startedAt;
}
