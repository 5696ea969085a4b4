import { type DataObject, listAt, mapAt, nameOf, numberAt, textAt } from "../../../components/config";
import type { Check, Found } from "../cause";
import { argo, kubectl } from "../commands";
import {
  blueGreenOf,
  canaryOf,
  type Facts,
  isHealthy,
  isOwnedBy,
  labelOf,
  named,
  POD_HASH,
  specOf,
  statusOf,
} from "../facts";
import { oneLine, since } from "../words";
import { currentStep } from "./release";

/** An analysis that the release depends on. */
interface Run {
  readonly name: string;
  /** Where its phase was seen. */
  readonly seenIn: string;
  readonly field: string;
  /** `of step 2 of 4` */
  readonly place: string;
  readonly phase: string;
  readonly message: string;
  /** Undefined where it may not be read, or is gone. */
  readonly object: DataObject | undefined;
  /** Names of the templates that it was made of. */
  readonly templates: readonly string[];
}

export const analysisFailed: Check = {
  id: "analysis-failed",
  subject: "release",
  *look(facts) {
    const failed = runsOf(facts).filter(({ phase }) => ["Failed", "Error"].includes(phase));
    for (const run of failed.length > 0 ? failed : failedRunsOfAborted(facts))
      yield told(
        facts,
        run,
        `The analysis ${run.name} ${run.place} is ${run.phase}: ${metricWords(run, ["Failed", "Error"])}`,
        run.phase === "Error"
          ? "It could not be measured, which counts against the new version: the release is aborted. See whether the provider answers."
          : "The numbers speak against the new version, so the release is aborted, and the stable one gets the traffic.",
      );
  },
};

export const analysisInconclusive: Check = {
  id: "analysis-inconclusive",
  subject: "release",
  *look(facts) {
    const isPausedByIt = listAt(statusOf(facts.rollout ?? {}), "pauseConditions").some(({ reason }) =>
      textAt({ reason }, "reason").startsWith("Inconclusive"),
    );
    for (const run of runsOf(facts).filter(({ phase }) => phase === "Inconclusive"))
      yield {
        ...told(
          facts,
          run,
          `The analysis ${run.name} ${run.place} is Inconclusive: ${metricWords(run, ["Inconclusive"])}`,
          "Its measurements are neither good nor bad, so the controller has paused the release until a person decides.",
        ),
        next: [
          ...(isPausedByIt ? [argo(facts, `promote ${facts.service}`)] : []),
          argo(facts, `abort ${facts.service}`),
          ...looks(facts, run),
        ],
      };
  },
};

export const analysisRunning: Check = {
  id: "analysis-running",
  subject: "release",
  *look(facts) {
    const { rollout, now } = facts;
    if (rollout === undefined || isHealthy(rollout) || statusOf(rollout)["abort"] === true) return;
    // What runs in the background holds nothing up.
    for (const run of runsOf(facts).filter(
      ({ phase, field }) => isOpen(phase) && !field.includes("Background"),
    )) {
      const made = run.object && textAt(mapAt(run.object, "metadata"), "creationTimestamp");
      const results = run.object === undefined ? [] : listAt(statusOf(run.object), "metricResults");
      const measured = results.map(
        (one) =>
          `${textAt(one, "name")} ${String(listAt(one, "measurements").length)} measured, the last ${lastMeasurement(one)}`,
      );
      yield told(
        facts,
        run,
        `The analysis ${run.name} ${run.place} is ${run.phase || "not begun"}${made ? ` since ${since(made, now)}` : ""}. ${measured.join("; ") || "Nothing is measured yet"}.`,
        "The release goes on when the analysis has its verdict.",
      );
    }
  },
};

/** Experiments are not read: the Rollout says which one it waits for. */
export const experimentRunning: Check = {
  id: "experiment-running",
  subject: "release",
  *look(facts) {
    const { rollout } = facts;
    const name = rollout && textAt(mapAt(rollout, "status", "canary"), "currentExperiment");
    if (rollout === undefined || !name || isHealthy(rollout) || statusOf(rollout)["abort"] === true) return;
    const { index, count, step } = currentStep(rollout);
    if (!("experiment" in step)) return;
    yield {
      object: named(rollout, "Rollout"),
      field: "status.canary.currentExperiment",
      seen: `Step ${String(index + 1)} of ${String(count)} waits for the experiment ${name}.`,
      why: "The step ends with the experiment: when its time is over, or its analysis has a verdict.",
      next: [argo(facts, `get experiment ${name}`), argo(facts, `get rollout ${facts.service}`)],
    };
  },
};

function isOpen(phase: string): boolean {
  return ["Running", "Pending", ""].includes(phase);
}

function told(facts: Facts, run: Run, seen: string, why: string): Found {
  return {
    object: run.seenIn,
    field: run.field,
    seen,
    why,
    next: looks(facts, run),
  };
}

function looks(facts: Facts, { name, templates }: Run): string[] {
  return [
    kubectl(facts, `get analysisrun ${name} -o yaml`),
    ...templates.map(
      (template) => `npm run try-analysis -- ${template} --namespace ${facts.namespace}${facts.flags}`,
    ),
  ];
}

/** Those that the status names: of the step, in the background, before and after a promotion. */
function runsOf({ rollout, analysisRuns }: Facts): Run[] {
  if (rollout === undefined) return [];
  const { index, count, step } = currentStep(rollout);
  const [canary, blueGreen] = [canaryOf(rollout), blueGreenOf(rollout)];
  const places = [
    ["canary", "currentStepAnalysisRunStatus", stepWords(index, count), mapAt(step, "analysis")],
    ["canary", "currentBackgroundAnalysisRunStatus", BACKGROUND, mapAt(canary, "analysis")],
    ["blueGreen", "prePromotionAnalysisRunStatus", BEFORE, mapAt(blueGreen, "prePromotionAnalysis")],
    ["blueGreen", "postPromotionAnalysisRunStatus", AFTER, mapAt(blueGreen, "postPromotionAnalysis")],
  ] as const;
  return places.flatMap(([strategy, key, place, use]) => {
    const status = mapAt(rollout, "status", strategy, key);
    const name = textAt(status, "name");
    if (name === "") return [];
    const object = analysisRuns.find((run) => nameOf(run) === name);
    const phase = textAt(status, "status");
    const message = textAt(status, "message") || textAt(statusOf(object ?? {}), "message");
    return [
      {
        name,
        seenIn: named(rollout, "Rollout"),
        field: `status.${strategy}.${key}`,
        place,
        phase,
        message,
        object,
        templates: templatesIn(use),
      },
    ];
  });
}

/** An abort clears the status and starts the steps again: then the newest failed run of the version tells, by its labels. */
function failedRunsOfAborted({ rollout, analysisRuns }: Facts): Run[] {
  if (rollout === undefined || statusOf(rollout)["abort"] !== true) return [];
  const hash = textAt(statusOf(rollout), "currentPodHash");
  const made = (run: DataObject): string => textAt(mapAt(run, "metadata"), "creationTimestamp");
  const failed = analysisRuns
    .filter((run) => isOwnedBy(run, rollout) && labelOf(run, POD_HASH) === hash)
    .filter((run) => ["Failed", "Error"].includes(textAt(statusOf(run), "phase")))
    .sort((a, b) => made(b).localeCompare(made(a)));
  return failed.slice(0, 1).map((object) => ({
    name: nameOf(object),
    seenIn: named(object, "AnalysisRun"),
    field: "status.phase",
    phase: textAt(statusOf(object), "phase"),
    message: textAt(statusOf(object), "message"),
    object,
    ...useOf(rollout, object),
  }));
}

/** Where the Rollout asks for a run. Upstream: `RolloutTypeLabel`, `RolloutCanaryStepIndexLabel`. */
function useOf(rollout: DataObject, run: DataObject): Pick<Run, "place" | "templates"> {
  const [canary, blueGreen] = [canaryOf(rollout), blueGreenOf(rollout)];
  const steps = listAt(canary, "steps");
  const index = Number(labelOf(run, "step-index"));
  const uses: Readonly<Record<string, readonly [string, DataObject]>> = {
    Step: [stepWords(index, steps.length), mapAt(steps[index] ?? {}, "analysis")],
    Background: [BACKGROUND, mapAt(canary, "analysis")],
    PrePromotion: [BEFORE, mapAt(blueGreen, "prePromotionAnalysis")],
    PostPromotion: [AFTER, mapAt(blueGreen, "postPromotionAnalysis")],
  };
  const [place, use] = uses[labelOf(run, "rollout-type")] ?? ["of the version", {}];
  return { place, templates: templatesIn(use) };
}

const BACKGROUND = "in the background";
const BEFORE = "before the promotion";
const AFTER = "after the promotion";

function stepWords(index: number, count: number): string {
  return `of step ${String(index + 1)} of ${String(count)}`;
}

function templatesIn(use: DataObject): string[] {
  return listAt(use, "templates").map((one) => textAt(one, "templateName"));
}

/** Each metric that has decided, its last value, and the conditions that it was held against. */
function metricWords({ object, message }: Run, phases: readonly string[]): string {
  if (object === undefined) return oneLine(message) || "it may not be read.";
  const specs = listAt(specOf(object), "metrics");
  const decisive = listAt(statusOf(object), "metricResults").filter(
    (one) => phases.includes(textAt(one, "phase")) && one["dryRun"] !== true,
  );
  const words = decisive.map((result) => {
    const spec = specs.find(({ name }) => name === result["name"]) ?? {};
    const conditions = (["successCondition", "failureCondition"] as const).flatMap((key) => {
      const condition = textAt(spec, key);
      return condition === "" ? [] : [`${key} ${condition}`];
    });
    const counts = (["failed", "error", "inconclusive"] as const).flatMap((key) => {
      const count = numberAt(result, key) ?? 0;
      return count === 0 ? [] : [`${String(count)} ${key}`];
    });
    return [
      `metric ${textAt(result, "name")}`,
      ...counts,
      `last ${lastMeasurement(result)}`,
      ...conditions,
    ].join(", ");
  });
  return [...words, oneLine(message)].filter((text) => text !== "").join(". ") || "it gives no reason.";
}

function lastMeasurement(result: DataObject): string {
  const last = listAt(result, "measurements").at(-1);
  if (last === undefined) return "no measurement";
  const value = textAt(last, "value");
  const said = oneLine(textAt(last, "message"));
  if (said !== "") return `${value === "" ? "measurement" : `value ${value}`} (${said})`;
  return value === "" ? "measurement without a value" : `value ${value}`;
}
