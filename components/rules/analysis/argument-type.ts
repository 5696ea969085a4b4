import { type ArgumentTypeName, typeMistake } from "../../config";
import type { Rule } from "../rule";
import type { ServiceScope, TemplateScope } from "../scope";
import { measuredPlaces } from "./measured";

const why =
  "The controller fills in any text: the query or the condition then cannot be read, and every measurement is an error.";
const upstream = "argo-rollouts utils/template/template.go: ResolveArgs";

export const argumentType: Rule<ServiceScope> = {
  id: "argument-type",
  severity: "error",
  what: "The value of a template's argument is not of the argument's type.",
  why,
  upstream,
  *check(scope) {
    for (const { path, args, merged } of measuredPlaces(scope)) {
      const types = new Map<string, ArgumentTypeName>();
      for (const { name, type } of merged.flatMap(({ template }) => template.args ?? []))
        if (type !== undefined) types.set(name, type);
      for (const [index, { name, value }] of args.entries()) {
        const type = types.get(name);
        const reason = type && typeof value === "string" ? typeMistake(type, value) : undefined;
        if (reason === undefined) continue;
        yield {
          path: [...path, "args", index, "value"],
          reason,
          hint: `The template's "${name}" is of the type ${type}.`,
        };
      }
    }
  },
};

export const defaultType: Rule<TemplateScope> = {
  id: "argument-default-type",
  severity: "error",
  what: "The default of a template's argument is not of the argument's type.",
  why,
  upstream,
  *check({ template: { args = [] } }) {
    for (const [index, { type, value }] of args.entries()) {
      const reason = type && value !== undefined ? typeMistake(type, value) : undefined;
      if (reason === undefined) continue;
      yield { path: ["args", index, "value"], reason, hint: "Change the default, or the type." };
    }
  },
};
