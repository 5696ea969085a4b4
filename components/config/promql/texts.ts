import type { PromqlMistake } from "./mistake";
import { piecesOf } from "./pieces";

/** What is wrong with a text in quotes: the grammar takes nearly everything for one. */
export function textMistake(query: string): PromqlMistake | undefined {
  for (const { kind, text, at } of piecesOf(query)) {
    if (kind !== "text") continue;
    const quote = text.charAt(0);
    if (!isClosed(text)) {
      const reason = `The text that begins with ${quote} has no end.`;
      return { at, text, reason, hint: `Add the closing ${quote}.` };
    }
    const escape = quote === "`" ? undefined : unknownEscape(text);
    if (escape !== undefined) {
      return {
        at: at + escape.at,
        text: escape.text,
        reason: `${escape.text} means nothing between quotes.`,
        hint: `Write \\${escape.text}, or put the text in backticks.`,
      };
    }
  }
  return undefined;
}

function isClosed(text: string): boolean {
  const quote = text.charAt(0);
  const inner = text.slice(1).replace(/\\[^]/g, quote === "`" ? "$&" : "..");
  return inner.indexOf(quote) === text.length - 2;
}

function unknownEscape(text: string): { at: number; text: string } | undefined {
  const own = text.charAt(0);
  for (const { index, 0: escape } of text.matchAll(/\\[^]/g)) {
    const next = escape.charAt(1);
    // A placeholder may be the rest of it.
    if (`abfnrtv\\01234567xuU${own}`.includes(next) || text.startsWith("{{", index + 1)) continue;
    return { at: index, text: escape };
  }
  return undefined;
}
