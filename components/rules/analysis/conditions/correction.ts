import type { Answer } from "../../../config";
import { tokensOf } from "./expression";
import { type ResultUse, usesOfResult } from "./result-use";

/** Whether the condition takes the result for something that it is not. */
export function isMisused(condition: string, { cannotBe }: Answer): boolean {
  return usesOfResult(condition).some(({ as }) => cannotBe.includes(as));
}

/** The condition as it was probably meant. */
export function corrected(condition: string, answer: Answer): string {
  const isList = !answer.cannotBe.includes("length");
  const ownGuard = /^\s*len\(result\)[^&|]*&&\s*/;
  const unguarded = isList ? condition : condition.replace(ownGuard, "");
  const misused = usesOfResult(unguarded).filter(({ as }) => answer.cannotBe.includes(as));
  return withData(replaced(unguarded, misused, answer.value), answer);
}

/** The same condition with an answer also when there is no data. */
export function withData(condition: string, answer: Answer): string {
  const uses = usesOfResult(condition);
  if (answer.guard === undefined) {
    const numbers = uses.filter(({ as }) => as === "number");
    return answer.missing === undefined ? condition : replaced(condition, numbers, answer.missing);
  }
  const first = uses.find(({ isIndexed }) => isIndexed);
  if (first === undefined || looksAtLength(condition.slice(0, first.from), answer.guard)) return condition;
  const isOneTerm = !tokensOf(condition).some(({ text }) => ["||", "or", "?", ";", "|"].includes(text));
  return `${answer.guard} && ${isOneTerm ? condition : `(${condition})`}`;
}

function replaced(condition: string, uses: readonly ResultUse[], value: string): string {
  return uses.reduceRight((text, { from, to }) => text.slice(0, from) + value + text.slice(to), condition);
}

/** Whether the text has the `len(result)` of the guard `len(result) > 0`. */
function looksAtLength(text: string, guard: string): boolean {
  const withoutSpaces = (one: string) => one.replace(/\s/g, "");
  return withoutSpaces(text).includes(withoutSpaces(guard).replace(/>0$/, ""));
}
