/** What is wrong with a query. */
export interface PromqlMistake {
  /** Where, as an index into the query as it was written. */
  readonly at: number;
  /** What stands there; empty at the end. */
  readonly text: string;
  readonly reason: string;
  /** The way out. */
  readonly hint: string;
}

/** `column 34`, in a query of several lines `line 2, column 5`. */
export function placeIn(query: string, at: number): string {
  const lines = query.slice(0, at).split("\n");
  const column = `column ${String((lines.at(-1)?.length ?? 0) + 1)}`;
  return query.trimEnd().includes("\n") ? `line ${String(lines.length)}, ${column}` : column;
}
