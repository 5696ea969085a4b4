import { type AnalysisTemplateConfig, type ArgumentTypeName, type Metric, typeMistake } from "../../config";
import type { Rule } from "../rule";
import type { ServiceScope, TemplateScope } from "../scope";
import { measuredPlaces } from "./measured";
import { argumentIn } from "./placeholder";

const why =
  "The controller fills in any text: the query or the condition then cannot be read, and every measurement is an error.";
const upstream = "argo-rollouts utils/template/template.go: ResolveArgs";

export const argumentType: Rule<ServiceScope> = {
  id: "argument-type",
  severity: "error",
  what: "The value of a template's argument is not of the argument's type, or of the place that it fills in.",
  why,
  upstream,
  *check(scope) {
    for (const { path, args, merged } of measuredPlaces(scope)) {
      const types = merged.flatMap(({ template }) => typesOf(template));
      for (const [index, { name, value }] of args.entries()) {
        if (typeof value !== "string") continue;
        for (const { type, reason } of mistakesOf(name, value, types)) {
          yield {
            path: [...path, "args", index, "value"],
            reason,
            hint: `The template's "${name}" is of the type ${type}.`,
          };
        }
      }
    }
  },
};

export const defaultType: Rule<TemplateScope> = {
  id: "argument-default-type",
  severity: "error",
  what: "The default of a template's argument is not of the argument's type, or of the place that it fills in.",
  why,
  upstream,
  *check({ template }) {
    for (const [index, { name, value }] of (template.args ?? []).entries()) {
      if (value === undefined) continue;
      for (const { type, reason } of mistakesOf(name, value, typesOf(template))) {
        yield { path: ["args", index, "value"], reason, hint: `It has to be of the type ${type}.` };
      }
    }
  },
};

interface Typed {
  readonly name: string;
  readonly type: ArgumentTypeName;
}

/** One of each reason. */
function mistakesOf(
  name: string,
  value: string,
  types: readonly Typed[],
): { readonly type: ArgumentTypeName; readonly reason: string }[] {
  const found = types
    .filter((one) => one.name === name)
    .flatMap(({ type }) => {
      const reason = typeMistake(type, value);
      return reason === undefined ? [] : [{ type, reason }];
    });
  return found.filter(({ reason }, index) => found.findIndex((one) => one.reason === reason) === index);
}

/** What arguments say that they are, and what they have to be where they are the whole of a metric's key. */
function typesOf({ args = [], metrics = [] }: AnalysisTemplateConfig): Typed[] {
  const declared = args.flatMap(({ name, type }) => (type === undefined ? [] : [{ name, type }]));
  const implied = metrics.flatMap((metric) =>
    keys.flatMap(([key, type]) => {
      const name = argumentIn(String(metric[key] ?? ""));
      return name === undefined ? [] : [{ name, type }];
    }),
  );
  return [...declared, ...implied];
}

const keys = [
  ["min", "number"],
  ["max", "number"],
  ["onNoData", "noData"],
  ["interval", "duration"],
  ["initialDelay", "duration"],
  ["count", "integer"],
  ["failureLimit", "integer"],
  ["inconclusiveLimit", "integer"],
  ["consecutiveErrorLimit", "integer"],
  ["consecutiveSuccessLimit", "integer"],
] as const satisfies readonly (readonly [keyof Metric, ArgumentTypeName])[];
