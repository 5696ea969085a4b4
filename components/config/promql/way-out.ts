import type { Node } from "./grammar";

/** The way out where a text does not belong; it is empty at the end of the query. */
export function hintAt(error: Node, text: string): string {
  return (
    hintFor(text) ??
    ofPlaces.find(({ within }) => isWithin(error, within))?.hint ??
    (text === ""
      ? "Something is missing: a value, or a list of labels."
      : "Between two values stands an operator; names have letters, digits, _ and : alone.")
  );
}

/** What was probably meant by a text. */
export function hintFor(text: string): string | undefined {
  return ofTexts.find(({ is }) => is.test(text))?.hint;
}

const ofTexts: readonly { readonly is: RegExp; readonly hint: string }[] = [
  { is: /^&&$/, hint: "Write and." },
  { is: /^=$/, hint: "To compare, write ==." },
  { is: /^\|\|?$/, hint: "Write or." },
  { is: /^(by|without)$/i, hint: "It stands with an aggregation: sum by (app) (...)." },
  { is: /^(and|or|unless)$/i, hint: "It stands between two instant vectors." },
  { is: /^!$/, hint: "To take something away, write unless; for what is not there, absent(...)." },
  { is: /^\$/, hint: "A variable of a dashboard has no value here: write one, or {{args.<name>}}." },
];

const ofPlaces: readonly { readonly within: readonly string[]; readonly hint: string }[] = [
  {
    within: ["AggregateModifier", "GroupingLabels", "MatchingModifierClause"],
    hint: "Labels stand in brackets: by (app, version).",
  },
  {
    within: ["LabelMatchers", "UnquotedLabelMatcher", "QuotedLabelMatcher"],
    hint: 'In braces stand labels with a value in quotes, and commas between them: {app="pay", code=~"5.."}.',
  },
  {
    within: ["DurationExpr", "MatrixSelector", "SubqueryExpr", "OffsetDurationExpr", "OffsetExpr"],
    hint: "A duration is a number with a unit, the large units first: 5m, 1h30m.",
  },
];

function isWithin(node: Node, names: readonly string[]): boolean {
  const { parent } = node;
  if (parent === null) return false;
  return names.includes(parent.name) || (parent.name.startsWith("NumberDuration") && isWithin(parent, names));
}

const closing = new Map([
  ["(", ")"],
  ["[", "]"],
  ["{", "}"],
]);
const closers = new Set(closing.values());

/** When what is wrong there is a bracket: one that closes nothing, or the end before one is closed. */
export function bracketHint(words: string, at: number, placeOf: (at: number) => string): string | undefined {
  const open: number[] = [];
  for (let index = 0; index < at; index++) {
    const sign = words.charAt(index);
    if (closing.has(sign)) open.push(index);
    else if (closers.has(sign)) open.pop();
  }
  const sign = words.charAt(at);
  const last = open.at(-1);
  if (last === undefined) return closers.has(sign) ? `It closes nothing: take the ${sign} out.` : undefined;
  const opened = words.charAt(last);
  const missing = closing.get(opened) ?? "";
  const isEnd = words.slice(at).trim() === "";
  const isOther = closers.has(sign) && sign !== missing;
  return isEnd || isOther ? `Close the ${opened} of ${placeOf(last)} with ${missing} before.` : undefined;
}
