import type { ResultPart } from "../../../config";
import { type Token, tokensOf } from "./expression";

/** What an expression does with `result` in one place. */
export interface ResultUse {
  readonly as: ResultPart;
  /** Whether it fails on an empty list. */
  readonly isIndexed: boolean;
  /** The text that stands for the value there: `result`, `result[0]`, `default(result, 0)`. */
  readonly from: number;
  readonly to: number;
}

const operators = [
  "<",
  ">",
  "<=",
  ">=",
  "==",
  "!=",
  "+",
  "-",
  "*",
  "/",
  "%",
  "**",
  "in",
  "contains",
  "matches",
];
const ofNumbers = ["asFloat", "asInt", "float", "int", "isNaN", "isInf", "abs", "round", "ceil", "floor"];
const ofElements = ["first", "last", "get"];

export function usesOfResult(expression: string): ResultUse[] {
  const tokens = tokensOf(expression);
  return tokens.flatMap(({ kind, text }, index) => {
    const isField = [".", "?."].includes(textAt(tokens, index - 1));
    return kind === "name" && text === "result" && !isField ? [useAt(tokens, index)] : [];
  });
}

function useAt(tokens: readonly Token[], index: number): ResultUse {
  const last = accessEnd(tokens, index);
  const called = textAt(tokens, index - 1) === "(" ? textAt(tokens, index - 2) : "";
  const use = (as: ResultPart, isIndexed = false): ResultUse => ({
    as,
    isIndexed,
    ...span(tokens, index, last),
  });
  // The whole call stands for the value.
  if (called === "default")
    return { ...use("default"), ...span(tokens, index - 2, closeOf(tokens, index - 1)) };
  if (last > index) return use(accessOf(tokens, index, last), textAt(tokens, last) === "]");
  if (called === "len") return use("length");
  if (ofElements.includes(called)) return use("element", true);
  if (textAt(tokens, index + 1) === "??") return use("default");
  return use(ofNumbers.includes(called) || isOperand(tokens, index) ? "number" : "other");
}

function accessOf(tokens: readonly Token[], index: number, last: number): ResultPart {
  const opens = textAt(tokens, index + 1) === "?." ? index + 2 : index + 1;
  if (textAt(tokens, opens) !== "[") return "field";
  return closeOf(tokens, opens) === last ? "element" : "part";
}

/** The last token of `result`, `result[0]`, `result[0].Values[0]`. */
function accessEnd(tokens: readonly Token[], index: number): number {
  const next = textAt(tokens, index + 1);
  if (next === "[") return accessEnd(tokens, closeOf(tokens, index + 1));
  if (next !== "." && next !== "?.") return index;
  return textAt(tokens, index + 2) === "["
    ? accessEnd(tokens, closeOf(tokens, index + 2))
    : accessEnd(tokens, index + 2);
}

/** Whether there is an operator on one side; `nil` and lists can be compared with anything. */
function isOperand(tokens: readonly Token[], index: number): boolean {
  const sides = [
    { operator: textAt(tokens, index - 1), operand: textAt(tokens, index - 2) },
    { operator: textAt(tokens, index + 1), operand: textAt(tokens, index + 2) },
  ];
  return sides.some(
    ({ operator, operand }) => operators.includes(operator) && !["nil", "[", "]"].includes(operand),
  );
}

function closeOf(tokens: readonly Token[], open: number): number {
  let depth = 0;
  for (let index = open; index < tokens.length; index++) {
    if (["(", "[", "{"].includes(textAt(tokens, index))) depth++;
    if ([")", "]", "}"].includes(textAt(tokens, index)) && --depth === 0) return index;
  }
  return tokens.length - 1;
}

function span(tokens: readonly Token[], first: number, last: number): { from: number; to: number } {
  const end = tokens[last];
  return { from: tokens[first]?.at ?? 0, to: end ? end.at + end.text.length : 0 };
}

function textAt(tokens: readonly Token[], index: number): string {
  return tokens[index]?.text ?? "";
}
