import { z } from "zod";
import { duration, durationSeconds } from "../scalars";

/** client-go's `JitterFactor`. */
const JITTER = 1.2;

/** As a Go duration: the flags read nothing else. */
const goTime = duration
  .transform((value) => (/^[\d.]+$/.test(String(value)) ? `${String(value)}s` : String(value)))
  .refine((value) => durationSeconds(value) > 0, { error: "expected more than 0 seconds" })
  .optional();

/** Which of the controller's pods works. A mistake in the times stops each of them when it starts. */
export const leaderElection = z
  .strictObject({
    enabled: z
      .boolean()
      .optional()
      .describe("False: every pod works, so there may be one alone. Default true."),
    leaseDuration: goTime.describe("How long the others wait for a leader that says nothing. Default 15s."),
    renewDeadline: goTime.describe(
      "How long a leader tries to say that it lives before it ends. Below `leaseDuration`. Default 10s.",
    ),
    retryPeriod: goTime.describe(
      "Pause between two tries. 1.2 times as long it must be below `renewDeadline`. Default 2s.",
    ),
  })
  .check(({ value, issues }) => {
    // The controller's own defaults count where nothing is said.
    const { leaseDuration = "15s", renewDeadline = "10s", retryPeriod = "2s" } = value;
    const [lease, renew, retry] = [leaseDuration, renewDeadline, retryPeriod].map(durationSeconds);
    const say = (key: string, input: string, message: string) =>
      issues.push({ code: "custom", path: [key], input, message });
    if (Number(renew) >= Number(lease))
      say("renewDeadline", renewDeadline, `expected less than leaseDuration (${leaseDuration})`);
    if (Number(retry) * JITTER >= Number(renew))
      say(
        "retryPeriod",
        retryPeriod,
        `expected less than renewDeadline (${renewDeadline}) divided by ${String(JITTER)}`,
      );
  });
