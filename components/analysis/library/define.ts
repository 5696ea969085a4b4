import type { Output } from "@pulumi/pulumi";
import type { AnalysisTemplateConfig, ArgumentTypeName, Metric } from "../../config";

/** An argument of a template. With a default nobody has to give it. */
export interface ArgumentSpec {
  readonly type: ArgumentTypeName;
  readonly description: string;
  readonly default?: string;
}
export type ArgumentSpecs = Readonly<Record<string, ArgumentSpec>>;

/** What the controller finds out itself: the pod hash of a version, or a field of the Rollout. */
export type FoundValue =
  | { readonly podTemplateHashValue: "Stable" | "Latest" }
  | { readonly fieldRef: { readonly fieldPath: string } };

interface PlainValues {
  readonly text: string;
  readonly url: string;
  readonly duration: string;
  readonly number: number;
  readonly integer: number;
  readonly noData: "fail" | "pass" | "inconclusive";
}
type ValueOf<Spec extends ArgumentSpec> = PlainValues[Spec["type"]] | Output<string> | FoundValue;
type Optional<Specs extends ArgumentSpecs> = {
  [Name in keyof Specs]: Specs[Name] extends { readonly default: string } ? Name : never;
}[keyof Specs];

/** Values for the arguments of a template: those without a default have to be there, and there are no others. */
export type ArgumentValues<Specs extends ArgumentSpecs> = {
  readonly [Name in Exclude<keyof Specs, Optional<Specs>>]: ValueOf<Specs[Name]>;
} & { readonly [Name in Optional<Specs>]?: ValueOf<Specs[Name]> };

interface UsedArgument {
  readonly name: string;
  readonly value?: string | Output<string>;
  readonly valueFrom?: FoundValue;
}

/** What a canary's step, its `analysis` or a promotion takes. */
export interface TemplateUse {
  readonly templates: { readonly templateName: string }[];
  readonly args: UsedArgument[];
}

/** A template whose arguments the compiler knows. */
export interface TypedTemplate<Specs extends ArgumentSpecs = ArgumentSpecs> {
  readonly name: string;
  /** What it measures, as one sentence. */
  readonly what: string;
  readonly args: Specs;
  readonly config: AnalysisTemplateConfig;
  use(values: ArgumentValues<Specs>): TemplateUse;
}

/** Gives the placeholder of an argument: `{{args.window}}`. */
type Placeholder<Specs extends ArgumentSpecs> = (name: keyof Specs & string) => string;

/** A template as a value: its name, its arguments, and metrics that refer to no other arguments. */
export function defineTemplate<const Specs extends ArgumentSpecs>(
  name: string,
  what: string,
  args: Specs,
  metrics: (arg: Placeholder<Specs>) => Metric[],
): TypedTemplate<Specs> {
  const config = {
    args: Object.entries<ArgumentSpec>(args).map(([argument, { type, description, default: value }]) => ({
      ...{ name: argument, type, description },
      ...(value !== undefined && { value }),
    })),
    metrics: metrics((argument) => `{{args.${argument}}}`),
  };
  const use = (values: ArgumentValues<Specs>): TemplateUse => ({
    templates: [{ templateName: name }],
    args: Object.entries<Given>(values).flatMap(([argument, value]) =>
      value === undefined ? [] : [{ name: argument, ...given(value) }],
    ),
  });
  return { name, what, args, config, use };
}

type Given = string | number | Output<string> | FoundValue | undefined;

function given(value: Exclude<Given, undefined>): Omit<UsedArgument, "name"> {
  if (typeof value === "string" || typeof value === "number") return { value: String(value) };
  return "podTemplateHashValue" in value || "fieldRef" in value ? { valueFrom: value } : { value };
}

/** Several templates in one analysis. An argument that several have is given once. */
export function together(...uses: readonly TemplateUse[]): TemplateUse {
  const args = new Map(uses.flatMap((use) => use.args.map((one) => [one.name, one] as const)));
  return { templates: uses.flatMap(({ templates }) => templates), args: [...args.values()] };
}
