import { type Piece, piecesOf } from "./pieces";

/** A query with a value in place of each placeholder. */
export interface Reading {
  readonly query: string;
  /** The place in what was written, of a place in `query`. */
  original(at: number): number;
}

/** Values that an argument may well have: between them they fit wherever something may stand. */
const anything = ["5", "a", "avg", "rate", 'a="a"', '"a"', "+", ">", "by (a)"];
const operand = ["5", "a", "a[5m]", 'a="a"', '"a"'];
const partOfWord = ["5", "a", "avg"];
const range = ["5", "5m:1m"];

/** So many are tried: with more there is no opinion. */
const MOST = 1000;

/**
 * The queries that may come of one with placeholders, `{{args.name}}`: an argument has the same value wherever it stands. What
 * stands in quotes is left, since any text is right there. None where it cannot be said what there may be.
 */
export function* readings(query: string): Generator<Reading> {
  const pieces = piecesOf(query);
  const all = [...query.matchAll(/\{\{([^]*?)(\}\}|$)/g)];
  if (!all.every(([, name = "", close]) => close === "}}" && isArgument(name))) return;
  const outside = pieces.filter(({ kind }) => kind === "placeholder");
  const names = [...new Set(outside.map(argumentOf))];
  const choices = names.map((name) =>
    outside
      .filter((place) => argumentOf(place) === name)
      .map((place) => valuesAt(place, query))
      .reduce((common, values) => common.filter((value) => values.includes(value))),
  );
  if (choices.reduce((count, values) => count * values.length, 1) > MOST) return;
  for (const chosen of combinations(choices)) {
    yield filled(query, outside, (place) => chosen[names.indexOf(argumentOf(place))] ?? "");
  }
}

/** Others are refused where templates are checked. */
function isArgument(inner: string): boolean {
  return /^\s*args\.[^\s{}]+\s*$/.test(inner);
}

function argumentOf({ text }: Piece): string {
  return text.replace(/[{}\s]/g, "");
}

/** Most places allow for few of the values, which spares many readings. */
function valuesAt({ at, text }: Piece, query: string): readonly string[] {
  const before = query.slice(0, at);
  const after = query.slice(at + text.length);
  if (/[[:]\s*$/.test(before) && /^\s*[\]:]/.test(after)) return range;
  if (/[\w:.}\]]$/.test(before) || /^[\w:.{]/.test(after)) return partOfWord;
  return /(^|[-+*/%^<>=(,])\s*$/.test(before) && /^\s*($|[-+*/%^<>=),])/.test(after) ? operand : anything;
}

function* combinations(choices: readonly (readonly string[])[]): Generator<readonly string[]> {
  const [first, ...rest] = choices;
  if (first === undefined) {
    yield [];
    return;
  }
  for (const value of first) {
    for (const others of combinations(rest)) yield [value, ...others];
  }
}

function filled(query: string, places: readonly Piece[], valueOf: (place: Piece) => string): Reading {
  let text = "";
  let end = 0;
  /** Where a value begins and ends, here and in the original. */
  const values: { from: number; to: number; at: number; end: number }[] = [];
  for (const place of places) {
    text += query.slice(end, place.at);
    const from = text.length;
    text += valueOf(place);
    end = place.at + place.text.length;
    values.push({ from, to: text.length, at: place.at, end });
  }
  return {
    query: text + query.slice(end),
    original(at) {
      const last = values.findLast(({ from }) => from <= at);
      if (last === undefined) return at;
      return at < last.to ? last.at : last.end + (at - last.to);
    },
  };
}
