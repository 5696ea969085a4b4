import { z } from "zod";
import { leaf } from "./leaf";

const unitSeconds = { ms: 0.001, s: 1, m: 60, h: 3600 } as const;
export const goDuration = /^(\d+(\.\d+)?(ms|s|m|h))+$/;
const durationError = { error: 'expected seconds (300) or a duration with a unit ("30s", "5m", "1h30m")' };

/** Seconds of `300`, `"300"`, `"90s"` or `"1h30m"`. */
export function durationSeconds(duration: number | string): number {
  const text = String(duration);
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)];
  const seconds = parts.map(([, amount = "0", unit]) => Number(amount) * unitSeconds[asUnit(unit)]);
  return seconds.reduce((sum, part) => sum + part, 0);
}

function asUnit(unit: string | undefined): keyof typeof unitSeconds {
  return unit === "ms" || unit === "m" || unit === "h" ? unit : "s";
}

/** Seconds as a whole number, or a Go duration. Kept as it is written: upstream reads both. */
export const duration = z.union(
  [z.int().min(0), z.string().regex(/^\d+$/), z.string().regex(goDuration)],
  durationError,
);

/** For fields in which upstream reads a number of seconds alone. */
export const seconds = duration
  .refine((value) => Number.isInteger(durationSeconds(value)), { error: "expected whole seconds" })
  .transform(durationSeconds);

/** For fields in which upstream reads a Go duration alone, or an argument of the template. */
export const interval = z
  .union([z.int().min(0), z.string().regex(goDuration), z.string().regex(/\{\{.+\}\}/)], durationError)
  .transform((value) => (typeof value === "number" ? `${value}s` : value));

export const count = z.int().min(0);
/** Share of traffic, in percent; bounds depend on the router, so a rule checks them. */
export const weight = z.int().min(0);
export const percentage = z.int().min(0).max(100);
export const port = z.int().min(1).max(65535);

const countOrPercentError = { error: 'expected a number of pods (1) or a percentage ("25%")' };
export const countOrPercent = z.union(
  [count, z.string().regex(/^\d+%$/, countOrPercentError)],
  countOrPercentError,
);

/** Name of an object in Kubernetes: a DNS subdomain. */
export const objectName = z
  .string()
  .max(253)
  .regex(/^[a-z0-9]+([-.][a-z0-9]+|--+[a-z0-9]+)*$/, {
    error: "expected lower-case letters, digits, hyphens and dots, a letter or digit at both ends",
  });

/** A name that another object or field is found by. */
export const name = z.string().min(1);
export const labels = z.record(z.string(), leaf(z.string()));
/** Settings that only their reader knows: handed on as they are. */
export const freeForm = z.record(z.string(), z.json());
