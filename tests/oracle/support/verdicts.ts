import { type DataObject, type Finding, formatFinding } from "../../../components/config";
import { checkService } from "../../../components/rules";
import { values } from "../../support/services";
import { lintEach } from "./lint";
import { isPlace } from "./place";
import { unchecked } from "./rendered";
import { around, NAME, type Specs } from "./specs";

/** What both say about one spec. */
export interface Verdict {
  readonly name: string;
  readonly spec: DataObject;
  /** Ours, of severity error. */
  readonly errors: readonly Finding[];
  /** Ours that name a place where a person finds nothing. */
  readonly lost: readonly string[];
  /** The words of lint, when it refuses. */
  readonly lint: string | undefined;
}

export async function verdictsOn(specs: Specs): Promise<Verdict[]> {
  const all = Object.entries(specs).map(([name, spec]) => ({ name, spec: values(spec) }));
  const lints = await lintEach(all.map(({ spec }) => unchecked(spec)));
  return all.map(({ name, spec }, index) => {
    const { findings } = checkService(NAME, spec, [], around);
    const errors = findings.filter(({ severity }) => severity === "error");
    const lost = findings.filter(({ path }) => !isPlace(spec, path)).map(formatFinding);
    return { name, spec, errors, lost, lint: lints[index] };
  });
}

/** As a reader of a failed test wants it: the spec, and what was said about it. */
export function shown({ name, spec, errors, lint }: Verdict): string {
  const said = [...errors.map(formatFinding), lint].filter((line) => line !== undefined);
  return [`${name}: ${JSON.stringify(spec["rollout"])}`, ...said].join("\n    ");
}

/**
 * Under which a refusal is listed: the rules, or the schema's sentences without the values. Where the schema has something
 * to say, the rules speak of what is left of the values only.
 */
export function keysOf({ errors }: Verdict): string[] {
  const ofSchema = errors.filter(({ rule }) => rule === "schema");
  const keys =
    ofSchema.length > 0
      ? ofSchema.map(({ reason }) => `schema: ${reason.replace(/^.*?(is not valid|is needed): /s, "")}`)
      : errors.map(({ rule }) => rule);
  return [...new Set(keys)];
}
