import { type Data, type DataObject, textAt } from "../../components/config";
import type { Overrides } from "./request";

/** Every metric with what is said for all of them. */
export function withOverrides(metrics: readonly DataObject[], overrides: Overrides): DataObject[] {
  return metrics.map((metric) => ({ ...metric, ...overrides }));
}

/**
 * Why the controller would refuse metrics with another count than the template's. Upstream: `ValidateMetric`. Without a count
 * on the command line the template is taken as it is.
 */
export function overrideMistakes(
  metrics: readonly DataObject[],
  args: readonly DataObject[],
  { count }: Overrides,
): string[] {
  if (count === undefined) return [];
  return metrics.flatMap((metric) => {
    const about = `The metric "${textAt(metric, "name")}"`;
    const number = (key: string): number => numberOf(metric[key], args);
    const [failures, successes] = [number("failureLimit"), number("consecutiveSuccessLimit")];
    const least = Math.max(Math.max(failures, 0) + successes, number("inconclusiveLimit"));
    return [
      ...(count > 1 && textAt(metric, "interval") === ""
        ? [`${about} has no interval, without which it is measured once: give --interval too.`]
        : []),
      ...(count < least
        ? [`${about} needs a count of at least ${String(least)}, by its limits: give a larger --count.`]
        : []),
    ];
  });
}

/** Also of a placeholder such as `{{args.limit}}`; 0 for what is not there or not plain. */
function numberOf(value: Data, args: readonly DataObject[]): number {
  const argument = /^\{\{\s*args\.([^\s}]+)\s*\}\}$/.exec(String(value))?.[1];
  const plain = argument === undefined ? value : args.find(({ name }) => name === argument)?.["value"];
  const number = Number(plain ?? 0);
  return Number.isInteger(number) ? number : 0;
}
