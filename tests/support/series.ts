/** Synthetic time series, for a page that is scraped and for a server's past. */

export type Labels = Readonly<Record<string, string>>;

interface Named {
  readonly name: string;
  readonly labels: Labels;
}
export type Series =
  | (Named & { readonly kind: "counter"; readonly perSecond: number })
  | (Named & { readonly kind: "gauge"; readonly value: number });

/** Grows steadily, from 0: `rate()` of it is `perSecond`. By convention its name ends with `_total`. */
export function counter(name: string, perSecond: number, labels: Labels = {}): Series {
  return { kind: "counter", name, labels, perSecond };
}

export function gauge(name: string, value: number, labels: Labels = {}): Series {
  return { kind: "gauge", name, labels, value };
}

/**
 * The series of a histogram. `perSecond` has how many observations a second fall between a bucket's bound and the next lower
 * one, lowest bound first: `[[0.1, 90], [0.5, 9], [Infinity, 1]]`. All observations of a bucket lie at its bound, those
 * above the highest one lie there.
 */
export function histogram(
  name: string,
  perSecond: readonly (readonly [bound: number, perSecond: number])[],
  labels: Labels = {},
): Series[] {
  let count = 0;
  let sum = 0;
  let highest = 0;
  const buckets = perSecond.map(([bound, rate]) => {
    if (Number.isFinite(bound)) highest = bound;
    count += rate;
    sum += rate * highest;
    return counter(`${name}_bucket`, count, { ...labels, le: numeral(bound) });
  });
  return [...buckets, counter(`${name}_sum`, sum, labels), counter(`${name}_count`, count, labels)];
}

/** What a service of which `failing` (0 to 1) of all requests fail shows of them: `http_requests_total{status}`. */
export function httpRequests(perSecond: number, failing: number, labels: Labels = {}): Series[] {
  const requests = (status: string, share: number) =>
    counter("http_requests_total", perSecond * share, { ...labels, status });
  return [requests("200", 1 - failing), requests("500", failing)];
}

/** Value of a series so many seconds after its beginning. */
export function valueAt(series: Series, seconds: number): number {
  return series.kind === "counter" ? series.perSecond * seconds : series.value;
}

/** One line of a page in Prometheus' text format, or of OpenMetrics. */
export function sampleLine(series: Series, value: number, unixSeconds?: number): string {
  const parts = [keyOf(series), numeral(value), ...(unixSeconds === undefined ? [] : [unixSeconds])];
  return `${parts.join(" ")}\n`;
}

/** Name and labels: what makes it another series than the others. */
export function keyOf({ name, labels }: Series): string {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}=${JSON.stringify(value)}`);
  return `${name}{${pairs.join(",")}}`;
}

function numeral(value: number): string {
  return String(value).replace("Infinity", "Inf").replace(/^Inf/, "+Inf");
}

export interface Period {
  /** How far back it begins. */
  readonly minutesBack?: number;
  /** How far it goes on: a test run looks at it for as long as it takes. */
  readonly minutesAhead?: number;
  readonly stepSeconds?: number;
}

/** The series as the text that `promtool tsdb create-blocks-from openmetrics` reads. By default the last hour and the next 30 minutes. */
export function openMetrics(
  series: readonly Series[],
  { minutesBack = 60, minutesAhead = 30, stepSeconds = 15 }: Period = {},
): string {
  const begin = Math.floor(Date.now() / 1000) - minutesBack * 60;
  const steps = Math.floor(((minutesBack + minutesAhead) * 60) / stepSeconds);
  const seconds = Array.from({ length: steps + 1 }, (_, step) => step * stepSeconds);
  const lines = series.flatMap((one) =>
    seconds.map((after) => sampleLine(one, valueAt(one, after), begin + after)),
  );
  return `${lines.join("")}# EOF\n`;
}
