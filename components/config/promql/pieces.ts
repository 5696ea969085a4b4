/** A part of a query that is not to be read as words and signs. */
export interface Piece {
  readonly kind: "comment" | "text" | "placeholder";
  readonly text: string;
  readonly at: number;
}

const patterns = [
  { kind: "comment", source: String.raw`#[^\n]*` },
  { kind: "text", source: String.raw`"(?:\\[^]|[^"\\\n])*"?|'(?:\\[^]|[^'\\\n])*'?|\x60[^\x60]*\x60?` },
  // One that is not closed goes to the end.
  { kind: "placeholder", source: String.raw`\{\{[^]*?(?:\}\}|$)` },
] as const;
const anyPiece = new RegExp(patterns.map(({ source }) => `(${source})`).join("|"), "g");

export function piecesOf(query: string): Piece[] {
  return [...query.matchAll(anyPiece)].flatMap((match) => {
    const kind = patterns.find((_, index) => match[index + 1] !== undefined)?.kind;
    return kind === undefined ? [] : [{ kind, text: match[0], at: match.index }];
  });
}

/** The query with nothing but blanks where there are comments and quoted texts. */
export function withoutTexts(query: string): string {
  return piecesOf(query)
    .filter(({ kind }) => kind !== "placeholder")
    .reduce(
      (rest, { text, at }) => rest.slice(0, at) + text.replace(/[^\n]/g, " ") + rest.slice(at + text.length),
      query,
    );
}
