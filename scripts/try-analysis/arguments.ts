import { type DataObject, suggestion, typeMistake } from "../../components/config";
import type { DeclaredArgument, MergedTemplate } from "./merge";
import type { GivenArgument } from "./request";
import type { ArgumentNotes } from "./templates";

type Declared = Pick<MergedTemplate, "args" | "notes">;

/** The arguments of a run, and all that is wrong with what was given for them. */
export interface RunArguments {
  readonly args: readonly DataObject[];
  readonly mistakes: readonly string[];
}

/** Upstream: `MergeArgs`, which ignores a name that no template has. */
export function runArguments(given: readonly GivenArgument[], { args, notes }: Declared): RunArguments {
  const values = new Map(given.map(({ name, value }) => [name, value]));
  const names = args.map(({ name }) => name);
  return {
    args: args.map((arg) => runArgument(arg, values.get(arg.name))),
    mistakes: [
      ...givenTwice(given),
      ...[...values.keys()].filter((name) => !names.includes(name)).map((name) => unknown(name, names)),
      ...args.flatMap((arg) => mistakesOf(arg, values.get(arg.name), notesOn(arg, notes))),
    ],
  };
}

/** Of those that are measured together the last that says something: they share one value. */
function notesOn({ name }: DeclaredArgument, notes: readonly ArgumentNotes[]): ArgumentNotes {
  const of = notes.filter((one) => one.name === name);
  const type = of.findLast((one) => one.type !== undefined)?.type;
  const description = of.find((one) => one.description !== undefined)?.description;
  return { name, ...(type && { type }), ...(description !== undefined && { description }) };
}

function runArgument({ name, value, secret }: DeclaredArgument, given: string | undefined): DataObject {
  if (secret !== undefined) return { name, valueFrom: { secretKeyRef: { ...secret } } };
  return { name, value: given ?? value };
}

function givenTwice(given: readonly GivenArgument[]): string[] {
  const names = [...new Set(given.map(({ name }) => name))];
  return names.flatMap((name) => {
    const values = given.filter((one) => one.name === name).map(({ value }) => `"${value}"`);
    return values.length > 1 ? [`The argument "${name}" is given more than once: ${values.join(", ")}.`] : [];
  });
}

function unknown(name: string, names: readonly string[]): string {
  const wayOut = names.length === 0 ? "It has none." : suggestion(name, names);
  return `The template has no argument "${name}". ${wayOut}`;
}

function mistakesOf(
  { name, value, secret }: DeclaredArgument,
  given: string | undefined,
  { type = "text", description }: ArgumentNotes,
): string[] {
  if (secret !== undefined) {
    if (given === undefined) return [];
    // Upstream: `resolveArgs` of the analysis controller.
    const source = `the key ${secret.key} of the Secret ${secret.name}`;
    return [
      `The argument "${name}" comes from ${source}, and the controller takes that one whatever is given: leave it out.`,
    ];
  }
  if (given !== undefined) {
    const mistake = typeMistake(type, given);
    return mistake === undefined ? [] : [`The argument "${name}": ${mistake}`];
  }
  if (value !== undefined) return [];
  const about = description === undefined ? "" : ` (${description.replace(/\.$/, "")})`;
  return [`The argument "${name}" has no value${about}: give --arg ${name}=<${type}>.`];
}
