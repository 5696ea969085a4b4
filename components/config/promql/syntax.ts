import { closest, distance } from "fastest-levenshtein";
import { functionNames } from "./functions";
import type { Node, Tree } from "./grammar";
import type { PromqlMistake } from "./mistake";
import { withoutTexts } from "./pieces";
import { bracketHint, hintAt, hintFor } from "./way-out";

/** The first thing in a query that cannot be read. `placeOf` says in words where a place of it is. */
export function syntaxMistake(
  query: string,
  tree: Tree,
  placeOf: (at: number) => string,
): PromqlMistake | undefined {
  const error = firstError(tree.topNode);
  if (error === undefined) return undefined;
  const words = withoutTexts(query);
  const called = calledName(query, error);
  if (called !== undefined) return calledMistake(called);
  const at = wordStart(words, nextText(words, query, error.from));
  const text = wordAt(query, at);
  const reason = text === "" ? "The query ends too early." : `"${text}" is not expected here.`;
  return { at, text, reason, hint: bracketHint(words, at, placeOf) ?? hintAt(error, text) };
}

function firstError(node: Node): Node | undefined {
  if (node.type.isError) return node;
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    const error = firstError(child);
    if (error !== undefined) return error;
  }
  return undefined;
}

/** The name before a bracket that the grammar did not expect: it knows all functions. */
function calledName(query: string, error: Node): { at: number; text: string } | undefined {
  const before = error.prevSibling;
  if (query.charAt(error.from) !== "(" || before?.name !== "Identifier") return undefined;
  return { at: before.from, text: query.slice(before.from, before.to) };
}

const keywords =
  "and atan2 bool by group_left group_right ignoring offset on or unless without not if where".split(" ");

function calledMistake({ at, text }: { at: number; text: string }): PromqlMistake {
  if (keywords.includes(text.toLowerCase())) {
    const hint = hintFor(text) ?? "It stands between two values.";
    return { at, text, reason: `"${text}" is not expected here.`, hint };
  }
  const near = closest(text.toLowerCase(), functionNames);
  const isNear = distance(text.toLowerCase(), near) * 2 < text.length;
  const hint = isNear ? `Did you mean "${near}"?` : "If the server has it all the same, turn this rule off.";
  return { at, text, reason: `PromQL has no function "${text}".`, hint };
}

/** The place of the next text from there on: an error of no length stands before blanks and comments. */
function nextText(words: string, query: string, from: number): number {
  let at = from;
  while (at < query.length && /\s/.test(words.charAt(at)) && !/["'`]/.test(query.charAt(at))) at++;
  return at;
}

function wordStart(words: string, at: number): number {
  if (!/\w/.test(words.charAt(at))) return at;
  return words.slice(0, at).search(/\w*$/);
}

function wordAt(query: string, at: number): string {
  return (
    /^(?:\w+|"[^"\n]*"?|'[^'\n]*'?|`[^`]*`?|&&|\|\||[=!<>]=|[=!]~|[^\s])/.exec(query.slice(at))?.[0] ?? ""
  );
}
