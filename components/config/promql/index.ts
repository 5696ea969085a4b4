import type { ValueType } from "./functions";
import { treeOf } from "./grammar";
import { placeIn, type PromqlMistake } from "./mistake";
import { type Reading, readings } from "./readings";
import { syntaxMistake } from "./syntax";
import { textMistake } from "./texts";
import { type Typing, typingOf } from "./types";

export { placeIn, type PromqlMistake } from "./mistake";

/** `unknown`: the query has a mistake, or its arguments decide. */
export type PromqlType = ValueType | "unknown";

/**
 * What Prometheus would not read in a query, as far as it can be said without the values of its placeholders: with none of
 * those that an argument may have is the query right.
 */
export function promqlMistake(query: string): PromqlMistake | undefined {
  return verdictOn(query).mistake;
}

/** What Prometheus gives for a query. */
export function promqlType(query: string): PromqlType {
  return verdictOn(query).type;
}

interface Verdict {
  readonly type: PromqlType;
  readonly mistake: PromqlMistake | undefined;
}

/** Several rules ask about the same query, and many services about the same template. */
const known = new Map<string, Verdict>();

function verdictOn(query: string): Verdict {
  const verdict = known.get(query) ?? judge(query);
  known.set(query, verdict);
  return verdict;
}

function judge(query: string): Verdict {
  const wrong = textMistake(query);
  if (wrong !== undefined) return { type: "unknown", mistake: wrong };
  const types = new Set<ValueType>();
  let mistake: PromqlMistake | undefined;
  for (const reading of readings(query)) {
    const read = typingOfReading(reading, query);
    if (read.type !== undefined) {
      types.add(read.type);
      if (types.size > 1) break;
    } else {
      const here = asWritten(read.mistake, reading, query);
      // The value with which most of the query can be read is the likeliest.
      if (mistake === undefined || here.at > mistake.at) mistake = here;
    }
  }
  const [type = "unknown"] = types;
  return types.size > 0 ? { type: types.size > 1 ? "unknown" : type, mistake: undefined } : { type, mistake };
}

function typingOfReading(reading: Reading, written: string): Typing {
  const tree = treeOf(reading.query);
  const placeOf = (at: number) => placeIn(written, reading.original(at));
  const mistake = syntaxMistake(reading.query, tree, placeOf);
  return mistake === undefined ? typingOf(reading.query, tree) : { mistake };
}

function asWritten(mistake: PromqlMistake, reading: Reading, written: string): PromqlMistake {
  const at = reading.original(mistake.at);
  const placeholder = /^\{\{.*?\}\}/s.exec(written.slice(at))?.[0];
  if (placeholder === undefined) return { ...mistake, at };
  return { ...mistake, at, text: placeholder, reason: `${placeholder} is not expected here.` };
}
