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
    for (const { path, args, merged, isComplete } of measuredPlaces(scope)) {
      if (!isComplete) continue;
      const declared = merged.flatMap(({ template }) => template.args ?? []);
      for (const [index, { name }] of args.entries()) {
        const same = declared.filter((arg) => arg.name === name);
        const at = [...path, "args", index, "name"];
        if (same.length === 0) {
          const names = [...new Set(declared.map((arg) => arg.name))];
          yield {
            path: at,
            reason: `No template here has an argument "${name}".`,
            hint: suggestion(name, names),
          };
        } else if (same.every(({ valueFrom }) => valueFrom?.secretKeyRef !== undefined)) {
          yield {
            path: at,
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
  // In a background analysis each template's arguments are looked at alone: another one's default does not count.
  if (kind !== "background" && !isComplete) return new Map();
  const withDefault = merged.flatMap((one) => argumentsOf(one, true));
  const isGiven = (name: string) => kind !== "background" && withDefault.includes(name);
  return new Map(
    merged.flatMap((one) =>
      argumentsOf(one, false)
        .filter((name) => !isGiven(name))
        .map((name) => [name, one.name]),
    ),
  );
}

/** A template's `fieldRef` is no default: the controller reads Secrets there and nothing else. */
function argumentsOf({ template }: MergedTemplate, withDefault: boolean): string[] {
  return (template.args ?? [])
    .filter(
      ({ value, valueFrom }) =>
        (value !== undefined || valueFrom?.secretKeyRef !== undefined) === withDefault,
    )
    .map(({ name }) => name);
}
