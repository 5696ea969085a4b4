import { z } from "zod";
import { serviceName } from "./service-name";

const pattern = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?)?(Z|[+-]\d{2}:\d{2})$/;
const error =
  "expected a date-time with its zone (2027-01-04T08:00:00+01:00), or a date with its zone (2027-01-04+01:00)";

/** Milliseconds since 1970 of a moment as one writes it; a date alone is its first moment. NaN where there is none. */
function millisecondsOf(text: string): number {
  const [, date = "", time = "T00:00", , , zone = ""] =
    /^([\d-]{10})(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?)?(Z|[+-]\d{2}:\d{2})$/.exec(text) ?? [];
  // Of the 30th of February the runtime makes the 2nd of March.
  const isDay = new Date(`${date}T00:00:00Z`).toJSON()?.startsWith(date) === true;
  return isDay ? Date.parse(`${date}${time}${zone}`) : Number.NaN;
}

/** A stack whose releases stand still for a while. */
export const freeze = z.strictObject({
  until: z
    .string({ error })
    .regex(pattern, { error, abort: true })
    .refine((text) => !Number.isNaN(millisecondsOf(text)), { error })
    .describe(
      "When it ends, with the zone: a date-time (`2027-01-04T08:00:00+01:00`), or a date (`2027-01-04+01:00`), which is its first moment. The first `up` after it lets everything go on.",
    ),
  reason: z
    .string()
    .regex(/\S/, { error: "expected a reason, which every up shows" })
    .describe("Why. Every `up` shows it, and the output `freeze` has it."),
  except: z
    .array(serviceName)
    .default([])
    .describe("Services that are released all the same: what cannot wait goes out, and nothing else."),
});
export type Freeze = z.output<typeof freeze>;

/** Whether a freeze is over. Without a moment it is not. */
export function isOver({ until }: Freeze, now: Date | undefined): boolean {
  return now !== undefined && millisecondsOf(until) <= now.getTime();
}

/** The freeze as far as it concerns a service. */
export function freezeOf(service: string, freeze: Freeze | undefined): Freeze | undefined {
  return freeze?.except.includes(service) === true ? undefined : freeze;
}
