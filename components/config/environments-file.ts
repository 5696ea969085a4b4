import { z } from "zod";
import type { Finding } from "./finding";
import type { DataObject } from "./layers";
import { presets } from "./presets";
import type { NamedLayer } from "./provenance";
import { serviceName } from "./service-name";
import { suggestion } from "./suggestion";

/** One preset. What is in it beside `extends` are values of a service, checked as such. */
const entry = z
  .object({
    extends: serviceName
      .optional()
      .describe(
        "Preset that lies below this one. It concerns the preset alone, never files: a `preprod` that extends prod does not " +
          "read `values-prod.yaml`, or it would get prod's addresses without a word. Default: the built-in preset of the same name.",
      ),
  })
  .catchall(z.json());

/** `environments.yaml` of a catalog: environment -> preset. Adds to the built-in presets, or lies on top of them. */
export const environmentsFile = z.record(serviceName, entry.nullable());
export type EnvironmentsFile = z.output<typeof environmentsFile>;

export interface PresetSource {
  readonly preset: string;
  readonly isBuiltIn: boolean;
}

/** The layers that an environment's preset is made of, the lowest first. Without any the environment has no preset. */
export function presetLayers(environment: string, file: EnvironmentsFile): NamedLayer<PresetSource>[] {
  return chainOf(environment, file).map(({ preset, isBuiltIn }) => ({
    source: { preset, isBuiltIn },
    data: (isBuiltIn ? presets[preset] : ownValues(file, preset)) ?? {},
  }));
}

/** Names that `extends` can be, and that an environment can have without a warning. */
export function presetNames(file: EnvironmentsFile): string[] {
  return [...new Set([...Object.keys(presets), ...Object.keys(file)])];
}

/** The values of an entry, without its `extends`. */
export function ownValues(file: EnvironmentsFile, name: string): DataObject | undefined {
  const { extends: _, ...values } = file[name] ?? {};
  return Object.hasOwn(file, name) ? values : undefined;
}

function chainOf(name: string, file: EnvironmentsFile, above: readonly string[] = []): PresetSource[] {
  const own = Object.hasOwn(file, name) ? [{ preset: name, isBuiltIn: false }] : [];
  const below = file[name]?.extends;
  if (below === undefined) return [...builtIn(name), ...own];
  return [...(above.includes(below) || below === name ? [] : chainOf(below, file, [...above, name])), ...own];
}

function builtIn(name: string): PresetSource[] {
  return Object.hasOwn(presets, name) ? [{ preset: name, isBuiltIn: true }] : [];
}

/** What is wrong with the `extends` of a file's entries: a name that nobody has, and chains without an end. */
export function extendsFindings(file: EnvironmentsFile): Finding[] {
  return Object.keys(file).flatMap((name) => {
    const mistake = mistakeOf(name, file);
    const place = {
      rule: "environments-file",
      severity: "error",
      path: ["environments", name, "extends"],
    } as const;
    return mistake === undefined ? [] : [{ ...place, ...mistake }];
  });
}

function mistakeOf(name: string, file: EnvironmentsFile): Pick<Finding, "reason" | "hint"> | undefined {
  const below = file[name]?.extends;
  if (below === undefined) return undefined;
  const known = presetNames(file).filter((one) => one !== name);
  if (below !== name && !known.includes(below)) {
    return { reason: `There is no preset "${below}".`, hint: suggestion(below, known) };
  }
  const loop = loopFrom(name, file);
  if (loop === undefined) return undefined;
  return { reason: `${loop.join(" -> ")} has no end.`, hint: hintFor(name, below) };
}

function hintFor(name: string, below: string): string {
  if (name === below && Object.hasOwn(presets, name))
    return "Leave it out: an entry lies on top of the built-in preset of its name.";
  return "Let one of them stand alone.";
}

/** `[a, b, a]` when following `extends` from `a` comes back to it. */
function loopFrom(name: string, file: EnvironmentsFile): string[] | undefined {
  const way = [name];
  for (let next = file[name]?.extends; next !== undefined; next = file[next]?.extends) {
    if (next === name) return [...way, name];
    if (way.includes(next)) return undefined;
    way.push(next);
  }
  return undefined;
}
