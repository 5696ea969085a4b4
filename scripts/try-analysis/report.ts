import type { Journal } from "./journal";
import type { Made } from "./lines";
import { kindOf } from "./templates";
import { exitCodes, type Outcome } from "./verdict";

/** For programs: what was run, each metric with all of its measurements that were seen, and the verdict. */
export function dataOf(
  { name, namespace, template, origin }: Made,
  { verdict, message, run }: Outcome,
  { entries }: Journal,
  isKept: boolean,
): object {
  const metrics = (run?.status.metricResults ?? []).map(({ measurements, ...metric }) => ({
    ...metric,
    measurements: entries
      .filter((entry) => entry.metric === metric.name)
      .map(({ measurement }) => measurement),
  }));
  return {
    template: { name: template.name, kind: kindOf[template.scope], origin },
    run: { name, namespace, isKept },
    ...{ verdict, exitCode: exitCodes[verdict], message, metrics },
  };
}
