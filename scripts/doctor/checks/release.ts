import { standingOf } from "../../../components/cluster/standing";
import {
  type DataObject,
  durationSeconds,
  listAt,
  mapAt,
  numberAt,
  textAt,
} from "../../../components/config";
import { formatDuration } from "../../../components/delivery-plan";
import type { Check } from "../cause";
import { argo, kubectl, pulumiUp } from "../commands";
import {
  blueGreenOf,
  canaryOf,
  conditionOf,
  type Facts,
  holding,
  isHealthy,
  named,
  phaseOf,
  runningOf,
  specOf,
  statusOf,
} from "../facts";
import { moment, oneLine, since } from "../words";

export const invalidSpec: Check = {
  id: "invalid-spec",
  subject: "release",
  *look(facts) {
    const { rollout } = facts;
    const found = rollout && conditionOf(rollout, "InvalidSpec");
    if (rollout === undefined || found === undefined) return;
    yield {
      object: named(rollout, "Rollout"),
      field: found.field,
      seen: `The controller refuses the spec: ${oneLine(textAt(found.condition, "message"))}`,
      why: "It does nothing with the Rollout until that is mended: the version from before keeps running. It looks again every 20 s.",
      next: [
        ...(facts.wanted ? [`npm run check-config -- --env ${facts.wanted.environment}`] : []),
        pulumiUp(facts),
        argo(facts, `get rollout ${facts.service}`),
      ],
    };
  },
};

export const specPaused: Check = {
  id: "spec-paused",
  subject: "release",
  *look(facts) {
    const running = runningOf(facts);
    if (running === undefined || specOf(running.object)["paused"] !== true) return;
    const { kind, object } = running;
    const resume =
      kind === "Rollout"
        ? argo(facts, `promote ${facts.service}`)
        : kubectl(facts, `rollout resume deployment ${facts.service}`);
    yield {
      object: named(object, kind),
      field: "spec.paused",
      seen: "It is true: somebody has paused the whole workload, or the values say `rollout.paused: true`.",
      why: "No update begins or goes on until it is false; a first version gets no pods at all.",
      next: [resume, ...(facts.wanted ? [`${pulumiUp(facts)}, without rollout.paused`] : [])],
    };
  },
};

export const deadlineExceeded: Check = {
  id: "deadline-exceeded",
  subject: "release",
  *look(facts) {
    const running = runningOf(facts);
    const found = running && conditionOf(running.object, "Progressing");
    if (running === undefined || found?.condition["reason"] !== "ProgressDeadlineExceeded") return;
    const { kind, object } = running;
    const seconds = numberAt(specOf(object), "progressDeadlineSeconds") ?? 600;
    yield {
      object: named(object, kind),
      field: found.field,
      seen: `ProgressDeadlineExceeded: ${oneLine(textAt(found.condition, "message"))}`,
      why: `For ${formatDuration(seconds)} no further pod got ready. The workload counts as failed, and keeps trying; what holds its pods up is the thing to mend.`,
      next:
        kind === "Rollout"
          ? [argo(facts, `get rollout ${facts.service}`), argo(facts, `abort ${facts.service}`)]
          : [
              kubectl(facts, `describe deployment ${facts.service}`),
              kubectl(facts, `rollout undo deployment ${facts.service}`),
            ],
    };
  },
};

export const aborted: Check = {
  id: "aborted",
  subject: "release",
  *look(facts) {
    const { rollout } = facts;
    if (rollout === undefined || statusOf(rollout)["abort"] !== true) return;
    const status = statusOf(rollout);
    const at = textAt(status, "abortedAt");
    const said = oneLine(textAt(status, "message"));
    yield {
      object: named(rollout, "Rollout"),
      field: "status.abort",
      seen: `The release was aborted ${at === "" ? "" : since(at, facts.now)}${said === "" ? "." : `: ${said}`}`.replace(
        "  ",
        " ",
      ),
      why: "The stable version has all the traffic again, and the new one waits for somebody: nothing tries it again by itself.",
      next: [
        argo(facts, `retry rollout ${facts.service}`),
        argo(facts, `undo ${facts.service}`),
        pulumiUp(facts),
      ],
    };
  },
};

/** How a pause ends, and when. */
interface PauseEnd {
  readonly place: string;
  /** Seconds after its beginning. Undefined: by hand. */
  readonly seconds: number | undefined;
  readonly why: string;
}

export const paused: Check = {
  id: "paused",
  subject: "release",
  *look(facts) {
    const { rollout } = facts;
    if (rollout === undefined) return;
    const conditions = listAt(statusOf(rollout), "pauseConditions");
    for (const [index, condition] of conditions.entries()) {
      const end = pauseEnds[textAt(condition, "reason")]?.(rollout);
      if (end === undefined) continue;
      const started = textAt(condition, "startTime");
      yield {
        object: named(rollout, "Rollout"),
        field: `status.pauseConditions[${String(index)}]`,
        seen: `It waits ${end.place} since ${since(started, facts.now)}, ${untilWords(started, end.seconds, facts)}.`,
        why: end.why,
        next: [argo(facts, `promote ${facts.service}`), argo(facts, `abort ${facts.service}`)],
      };
    }
  },
};

/** By the reason of the pause. Upstream: `PauseReason`. Those of an analysis are told with the analysis. */
const pauseEnds: Readonly<Record<string, (rollout: DataObject) => PauseEnd | undefined>> = {
  CanaryPauseStep(rollout) {
    const { index, count, step } = currentStep(rollout);
    const duration = mapAt(step, "pause")["duration"];
    const isTimed = typeof duration === "number" || typeof duration === "string";
    return {
      place: `at step ${String(index + 1)} of ${String(count)} (pause${isTimed ? ` ${String(duration)}` : ""})`,
      seconds: isTimed ? durationSeconds(duration) : undefined,
      why: isTimed
        ? "The step is a pause with a duration: it ends by itself, or sooner by hand."
        : "The step is a pause without a duration: it ends by hand alone.",
    };
  },
  BlueGreenPause(rollout) {
    const { autoPromotionEnabled, autoPromotionSeconds } = blueGreenOf(rollout);
    const isTimed = autoPromotionEnabled !== false && typeof autoPromotionSeconds === "number";
    return {
      place: "before the new version becomes active",
      seconds: isTimed ? autoPromotionSeconds : undefined,
      why: isTimed
        ? "`autoPromotionSeconds` lets it go on by itself, or sooner by hand."
        : "`autoPromotionEnabled` is false: the Service is switched by hand alone.",
    };
  },
};

function untilWords(started: string, seconds: number | undefined, { now }: Facts): string {
  if (seconds === undefined) return "until somebody promotes it";
  const end = Date.parse(started) + seconds * 1000;
  if (Number.isNaN(end)) return "until its time is over";
  const rest = Math.round((end - now) / 1000);
  return rest >= 0
    ? `until ${moment(end)} (${formatDuration(rest)} from now)`
    : `and should have gone on at ${moment(end)}: see whether its controller runs`;
}

/** Of a canary; the index of its end where all steps are done. */
export function currentStep(rollout: DataObject): {
  readonly index: number;
  readonly count: number;
  readonly step: DataObject;
} {
  const steps = listAt(canaryOf(rollout), "steps");
  const index = numberAt(statusOf(rollout), "currentStepIndex") ?? 0;
  return { index, count: steps.length, step: steps[index] ?? {} };
}

/** What is left when nothing else was found: it is on its way, or says itself why not. */
export const notHealthy: Check = {
  id: "not-healthy",
  subject: "release",
  *look(facts) {
    const running = runningOf(facts);
    if (running === undefined) return;
    const { kind, object } = running;
    const standing = standingOf[kind](object, "healthy");
    if (kind === "Rollout" ? isHealthy(object) : standing.state === "reached") return;
    const reason = standing.state === "reached" ? textAt(statusOf(object), "message") : standing.reason;
    const phase = kind === "Rollout" ? phaseOf(object) || "not looked at yet" : "not rolled out";
    const isReplicaFailure = holding(object, "ReplicaFailure") !== undefined;
    yield {
      object: named(object, kind),
      field: kind === "Rollout" ? "status.phase" : "status.conditions",
      seen: `It is ${phase}${reason === "" ? "" : `: ${oneLine(reason)}`}${stepWords(object)}`,
      why: isReplicaFailure
        ? "Its ReplicaSet cannot make pods."
        : "Nothing was found that holds it up: it is on its way, or began to move a moment ago.",
      next:
        kind === "Rollout"
          ? [argo(facts, `get rollout ${facts.service} --watch`)]
          : [kubectl(facts, `rollout status deployment ${facts.service}`)],
    };
  },
};

function stepWords(workload: DataObject): string {
  const { index, count } = currentStep(workload);
  return count === 0 || index >= count ? "" : `, at step ${String(index + 1)} of ${String(count)}`;
}

/** A plugin that a step waits for, as it says itself. */
export const stepPlugin: Check = {
  id: "step-plugin",
  subject: "release",
  *look(facts) {
    const { rollout } = facts;
    if (rollout === undefined || statusOf(rollout)["abort"] === true) return;
    const { index, count } = currentStep(rollout);
    const statuses = listAt(mapAt(rollout, "status", "canary"), "stepPluginStatuses");
    for (const [place, status] of statuses.entries()) {
      const phase = textAt(status, "phase");
      if (status["index"] !== index || phase === "Successful") continue;
      const started = textAt(status, "startedAt");
      yield {
        object: named(rollout, "Rollout"),
        field: `status.canary.stepPluginStatuses[${String(place)}]`,
        seen: `Step ${String(index + 1)} of ${String(count)} waits for the plugin ${textAt(status, "name")}, which is ${phase || "not called yet"}${started === "" ? "" : ` since ${since(started, facts.now)}`}. ${oneLine(textAt(status, "message"))}`.trim(),
        why: "The step ends when its plugin says that it has succeeded or failed.",
        next: [argo(facts, `get rollout ${facts.service}`), argo(facts, `promote ${facts.service}`)],
      };
    }
  },
};
