import { type CanaryStep, durationSeconds, type Experiment } from "../config";
import { type Act, type Context, idle, SCALE_DOWN_DELAY } from "./act";
import { measure } from "./analysis";
import { formatDuration } from "./duration";
import { sum } from "./wish";

/** What a step does beside moving weight and pods. */
type Parts = "label" | "experiment" | "seconds" | "waitsForPerson" | "analyses" | "untimed" | "abortedBy";
type Action = Pick<Act, Parts> & {
  /** Whether it is over as soon as pods and weight have settled. */
  readonly isInstant: boolean;
};

const instant = { ...idle, isInstant: true } as const;

type Kind = keyof CanaryStep;
type Values = { readonly [Of in Kind]-?: NonNullable<CanaryStep[Of]> };
type Step = { readonly [Of in Kind]?: Values[Of] | undefined };
type Actions = { readonly [Of in Kind]: (value: Values[Of], context: Context) => Action };

const actions: Actions = {
  setWeight: (weight) => ({ ...instant, label: `setWeight ${weight}` }),
  pause: ({ duration }) =>
    duration === undefined
      ? { ...instant, label: "pause", waitsForPerson: true, isInstant: false }
      : {
          ...instant,
          label: `pause ${formatDuration(durationSeconds(duration))}`,
          seconds: durationSeconds(duration),
          isInstant: false,
        },
  setCanaryScale: (scale) => ({ ...instant, label: `setCanaryScale ${words(scale)}` }),
  setHeaderRoute: ({ name, match }) => ({
    ...instant,
    label: `setHeaderRoute ${name}${match === undefined ? " off" : ""}`,
  }),
  setMirrorRoute: ({ name, match, percentage = 100 }) => ({
    ...instant,
    label: `setMirrorRoute ${name} ${match === undefined ? "off" : `${percentage} %`}`,
  }),
  analysis: (use, { templates }) => {
    const { names, seconds, isKnown, decides } = measure(use, templates);
    const label = `analysis ${names.join(", ")}`;
    return {
      ...instant,
      label,
      seconds,
      analyses: [{ kind: "step", templates: names, starts: true }],
      untimed: isKnown ? [] : [label],
      abortedBy: decides ? [label] : [],
      isInstant: false,
    };
  },
  experiment,
  plugin: ({ name }) => ({
    ...instant,
    label: `plugin ${name}`,
    untimed: [`plugin ${name}`],
    abortedBy: [`plugin ${name}`],
  }),
};

function words({ replicas, weight }: NonNullable<CanaryStep["setCanaryScale"]>): string {
  if (replicas !== undefined) return `replicas ${replicas}`;
  return weight === undefined ? "matchTrafficWeight" : `weight ${weight}`;
}

/**
 * Ends after its duration, or with its required analyses even before. With neither it runs until a person ends it.
 * Upstream: `calculateStatus` in experiments/experiment.go.
 */
function experiment(spec: Experiment, { templates }: Context): Action {
  const label = `experiment ${spec.templates.map(({ name }) => name).join(", ")}`;
  const analyses = (spec.analyses ?? []).map((one) => ({
    isRequired: one.requiredForCompletion === true,
    ...measure({ templates: [one], args: one.args, dryRun: spec.dryRun }, templates),
  }));
  const required = analyses.filter(({ isRequired }) => isRequired);
  const byAnalyses = Math.max(0, ...required.map(({ seconds }) => seconds));
  return {
    label,
    seconds: required.length > 0 ? byAnalyses : durationSeconds(spec.duration ?? 0),
    waitsForPerson: required.length === 0 && spec.duration === undefined,
    experiment: {
      pods: sum(spec.templates.map(({ replicas = 1 }) => replicas)),
      staySeconds: spec.scaleDownDelaySeconds ?? SCALE_DOWN_DELAY,
    },
    analyses: analyses.map(({ names }) => ({ kind: "experiment", templates: names, starts: true })),
    untimed: required.every(({ isKnown }) => isKnown) ? [] : [label],
    abortedBy: [label],
    isInstant: false,
  };
}

const kinds = [
  "setWeight",
  "pause",
  "setCanaryScale",
  "setHeaderRoute",
  "setMirrorRoute",
  "analysis",
  "experiment",
  "plugin",
] as const satisfies readonly Kind[];

/** Exactly one action is set in a step that was parsed. */
export function actionOf(step: CanaryStep, context: Context): Action {
  const [action = { ...instant, label: "nothing" }] = kinds
    .map((kind) => run(kind, step, context))
    .filter((one) => one !== undefined);
  return action;
}

function run<Of extends Kind>(kind: Of, step: Step, context: Context): Action | undefined {
  const value = step[kind];
  return value === undefined ? undefined : actions[kind](value, context);
}
