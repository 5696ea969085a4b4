import { z } from "zod";
import { exec, httpGet } from "./handlers";
import { exactlyOne, isExactlyOne } from "./one-of";

const handlers = ["exec", "httpGet", "sleep"];

/** Upstream: core `LifecycleHandler`, without `tcpSocket`, which every kubelet fails. */
function hook<S extends z.ZodType>(port: S) {
  return z
    .strictObject({
      exec: exec.optional().describe("A program in the container."),
      httpGet: httpGet(port).optional().describe("An HTTP request."),
      sleep: z
        .strictObject({ seconds: z.int().min(1).describe("Seconds.") })
        .optional()
        .describe("A wait."),
    })
    .refine(isExactlyOne(handlers), exactlyOne(handlers));
}

/** Upstream: core `Lifecycle`. */
export function lifecycle<S extends z.ZodType>(port: S) {
  return z
    .strictObject({
      postStart: hook(port)
        .optional()
        .describe("Runs beside the start of the program; the container is not ready before it ends."),
      preStop: hook(port).optional().describe("Runs before the program is told to end."),
    })
    .optional();
}

const DRAIN_SECONDS = 10;
/** Upstream: core `DefaultTerminationGracePeriodSeconds`. */
const GRACE_SECONDS = 30;

interface Ending {
  readonly drainSeconds?: number | undefined;
  readonly terminationGracePeriodSeconds?: number | undefined;
  readonly lifecycle?: { readonly preStop?: object | undefined } | undefined;
}

/** Seconds between the end of a pod's traffic and the end of its program. A hook of the service's own takes its place. */
export function drainSecondsOf({ drainSeconds, lifecycle: hooks }: Ending): number {
  return drainSeconds ?? (hooks?.preStop === undefined ? DRAIN_SECONDS : 0);
}

export function graceSecondsOf({ terminationGracePeriodSeconds = GRACE_SECONDS }: Ending): number {
  return terminationGracePeriodSeconds;
}
