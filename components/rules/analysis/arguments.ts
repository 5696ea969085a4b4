import { suggestion } from "../../config";
import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";
import { measuredPlaces, type MeasuredPlace, type MergedTemplate } from "./measured";

export const missingArgument: Rule<ServiceScope> = {
  id: "missing-argument",
  severity: "error",
  what: "An argument of a template has no value: no default, and none where the template is used.",
  why: "The controller refuses the Rollout (InvalidSpec), and an experiment fails when it starts its analysis.",
  upstream: "argo-rollouts utils/analysis/helpers.go: MergeArgs; validation_references.go",
  *check(scope) {
    for (const place of measuredPlaces(scope)) {
      for (const [argument, template] of requiredArguments(place)) {
        if (place.args.some(({ name }) => name === argument)) continue;
        yield {
          path: place.path,
          reason: `The argument "${argument}" of the template "${template}" has no value.`,
          hint: `Add {name: ${argument}, value: ...} to args, or give it a default in the template.`,
        };
      }
    }
  },
};

export const ignoredArgument: Rule<ServiceScope> = {
  id: "ignored-argument",
  severity: "warning",
  what: "A value is given for an argument that no template has, or that the template reads from a Secret.",
  why: "The controller ignores it without a word: the metric is measured with something else.",
  upstream: "argo-rollouts utils/analysis/helpers.go: MergeArgs; analysis/analysis.go: resolveArgs",
  *check(scope) {
    for (const { path: at, args, merged, isComplete } of measuredPlaces(scope)) {
      if (!isComplete) continue;
      const declared = mergedArguments(merged);
      for (const [index, { name }] of args.entries()) {
        const path = [...at, "args", index, "name"];
        const same = declared.get(name);
        if (same === undefined) {
          const hint = suggestion(name, [...declared.keys()]);
          yield { path, reason: `No template here has an argument "${name}".`, hint };
        } else if (same.arg.valueFrom?.secretKeyRef !== undefined) {
          yield {
            path,
            reason: `The template reads "${name}" from a Secret, and the controller takes that one.`,
            hint: "Leave it out here, or take valueFrom out of the template.",
          };
        }
      }
    }
  },
};

export const argumentDefaults: Rule<ServiceScope> = {
  id: "argument-defaults",
  severity: "error",
  what: "Two templates that are measured together have different defaults for an argument.",
  why: "The controller refuses the Rollout (InvalidSpec), even when the Rollout gives the argument a value.",
  upstream: "argo-rollouts utils/analysis/helpers.go: flattenArgs",
  *check(scope) {
    for (const { path, merged } of measuredPlaces(scope)) {
      const defaults = new Map<string, { value: string; template: string }>();
      for (const { name: template, template: spec } of merged) {
        for (const { name, value } of spec.args ?? []) {
          if (value === undefined) continue;
          const first = defaults.get(name) ?? { value, template };
          defaults.set(name, first);
          if (first.value === value) continue;
          yield {
            path,
            reason: `The argument "${name}" has two defaults: "${first.value}" in "${first.template}" and "${value}" in "${template}".`,
            hint: "Make them equal, or leave one of them out.",
          };
        }
      }
    }
  },
};

/** Argument -> a template that needs it. */
function requiredArguments({ kind, merged, isComplete }: MeasuredPlace): Map<string, string> {
  // In a background analysis each template's arguments are looked at alone too: another one's default does not count.
  const alone = kind === "background" ? merged.flatMap((one) => [...mergedArguments([one])]) : [];
  const together = isComplete ? [...mergedArguments(merged)] : [];
  const missing = [...alone, ...together].filter(([, { arg }]) => !hasDefault(arg));
  return new Map(missing.map(([name, { template }]) => [name, template]));
}

type Argument = NonNullable<MergedTemplate["template"]["args"]>[number];

/** As the controller merges them: the first value stays, and without one the last declaration wins. */
export function mergedArguments(
  templates: readonly MergedTemplate[],
): Map<string, { readonly arg: Argument; readonly template: string }> {
  const merged = new Map<string, { arg: Argument; template: string }>();
  for (const { name: template, template: spec } of templates) {
    for (const arg of spec.args ?? []) {
      if (merged.get(arg.name)?.arg.value === undefined) merged.set(arg.name, { arg, template });
    }
  }
  return merged;
}

/** A template's `fieldRef` is none: the controller reads Secrets there and nothing else. */
function hasDefault({ value, valueFrom }: Argument): boolean {
  return value !== undefined || valueFrom?.secretKeyRef !== undefined;
}
