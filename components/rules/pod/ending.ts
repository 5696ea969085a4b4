import { drainSecondsOf, graceSecondsOf, type Path, type ServiceConfig } from "../../config";
import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";
import { containersOf } from "./containers";

export const drainWithinGrace: Rule<ServiceScope> = {
  id: "drain-within-grace",
  severity: "error",
  what: "A pod that ends waits for at least as long as it is given to end.",
  why: "It is killed while it waits, with the requests that it still serves; a longer wait is refused outright.",
  upstream: "kubernetes pkg/apis/core/validation/validation.go, validateSleepAction",
  *check({ name, service }) {
    const grace = graceSecondsOf(service);
    for (const { path, seconds } of [drain(service), ...sleeps(name, service)]) {
      if (seconds < grace) continue;
      yield {
        path,
        reason: `A pod waits for ${seconds} seconds and is killed after ${grace}.`,
        hint: "Raise terminationGracePeriodSeconds above it, or wait less.",
      };
    }
  },
};

export const drainOrOwnHook: Rule<ServiceScope> = {
  id: "drain-or-own-hook",
  severity: "error",
  what: "A service has both a time to drain and a preStop hook of its own.",
  why: "A container has one preStop hook, so one of the two would be lost.",
  upstream: "kubernetes.io: Container Lifecycle Hooks",
  *check({ service: { drainSeconds, lifecycle } }) {
    if (drainSeconds === undefined || lifecycle?.preStop === undefined) return;
    yield {
      path: ["drainSeconds"],
      reason: "It is a preStop hook, and lifecycle.preStop is another.",
      hint: "Take it out, and wait in the service's own hook.",
    };
  },
};

interface Wait {
  readonly path: Path;
  readonly seconds: number;
}

/** Where the values say it: without drainSeconds the grace period is what is too short. */
function drain(service: ServiceConfig): Wait {
  const key = service.drainSeconds === undefined ? "terminationGracePeriodSeconds" : "drainSeconds";
  return { path: [key], seconds: drainSecondsOf(service) };
}

function sleeps(name: string, service: ServiceConfig): Wait[] {
  return containersOf(name, service).flatMap(({ path, lifecycle }) => {
    const seconds = lifecycle?.preStop?.sleep?.seconds;
    return seconds === undefined
      ? []
      : [{ path: [...path, "lifecycle", "preStop", "sleep", "seconds"], seconds }];
  });
}
