import { z } from "zod";
import { name } from "./scalars";

const level = z.enum(["error", "warn", "off"]);

/** Rule id -> how much it weighs. `{severity, reason}` keeps beside it why. */
export const ruleSettings = z.record(
  z.string(),
  z.union(
    [
      level,
      z.strictObject({
        severity: level.describe("How much it weighs."),
        reason: name.describe("Why it is not as usual."),
      }),
    ],
    {
      error: 'expected "error", "warn", "off", or {severity, reason}',
    },
  ),
);
export type RuleSettings = z.output<typeof ruleSettings>;
