import type { Output } from "@pulumi/pulumi";
import { type AnalysisTemplateConfig, type ArgumentTypeName, isOutput, type Metric } from "../../config";

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
  readonly window: string;
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
  readonly templates: { readonly templateName: string; readonly clusterScope?: true }[];
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

/** A template that the cluster has: the controller looks for no other of its name. */
export function defineClusterTemplate<const Specs extends ArgumentSpecs>(
  ...definition: Parameters<typeof defineTemplate<Specs>>
): TypedTemplate<Specs> {
  const template = defineTemplate(...definition);
  const use = (values: ArgumentValues<Specs>): TemplateUse => {
    const { templates, args } = template.use(values);
    return { templates: templates.map((ref) => ({ ...ref, clusterScope: true })), args };
  };
  return { ...template, use };
}

/**
 * Several templates in one analysis. An argument that several have is given once: throws an Error where two give it different
 * values, since the controller has one value for all.
 */
export function together(...uses: readonly TemplateUse[]): TemplateUse {
  const args = new Map<string, UsedArgument>();
  for (const one of uses.flatMap((use) => use.args)) {
    const first = args.get(one.name) ?? one;
    if (!isSame(first, one))
      throw new Error(
        `The argument "${one.name}" has two values: templates that are measured together share their arguments. Give both the same, or measure them in two steps.`,
      );
    args.set(one.name, first);
  }
  return { templates: uses.flatMap(({ templates }) => templates), args: [...args.values()] };
}

/** An Output is the same as itself alone. */
function isSame(one: UsedArgument, other: UsedArgument): boolean {
  if (isOutput(one.value) || isOutput(other.value)) return one.value === other.value;
  return JSON.stringify(one) === JSON.stringify(other);
}
