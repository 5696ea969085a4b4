import { stringify } from "yaml";
import type { Path } from "../../components/config";
import { childrenOf } from "./explained";

interface Line {
  readonly text: string;
  /** Of the value that begins in this line. */
  readonly begins?: { readonly path: Path; readonly value: unknown };
}

/** Comments begin no further right than here: a longer line has its own behind it. */
const MAX_COLUMN = 56;

/** Values as YAML, with a comment behind each; comments stand in one column. */
export function annotatedYaml(values: unknown, commentOf: (path: Path, value: unknown) => string): string {
  const lines = linesOf(values, []).map(({ text, begins }) => ({
    text,
    comment: begins === undefined ? "" : commentOf(begins.path, begins.value),
  }));
  const widths = lines.filter(({ comment }) => comment !== "").map(({ text }) => text.length);
  const column = Math.max(0, ...widths.filter((width) => width <= MAX_COLUMN));
  return lines
    .map(({ text, comment }) => (comment === "" ? text : `${text.padEnd(column)}  # ${comment}`))
    .join("\n");
}

function linesOf(value: unknown, path: Path): Line[] {
  return childrenOf(value).flatMap(([key, child]) =>
    typeof key === "number" ? itemOf(child, [...path, key]) : entryOf(key, child, [...path, key]),
  );
}

function entryOf(key: string, value: unknown, path: Path): Line[] {
  const name = stringify(key).trimEnd();
  const begins = { path, value };
  if (childrenOf(value).length > 0) {
    return [{ text: `${name}:`, begins }, ...linesOf(value, path).map(indented)];
  }
  const [first = "", ...rest] = scalarLines(value);
  return [{ text: `${name}: ${first}`, begins }, ...rest.map((text) => ({ text }))];
}

function itemOf(value: unknown, path: Path): Line[] {
  const lines: Line[] =
    childrenOf(value).length > 0
      ? linesOf(value, path)
      : scalarLines(value).map((text, index) => ({ text, ...(index === 0 && { begins: { path, value } }) }));
  return lines.map((line, index) => (index === 0 ? { ...line, text: `- ${line.text}` } : indented(line)));
}

/** A text of several lines goes on below. */
function scalarLines(value: unknown): string[] {
  const [first = "", ...rest] = stringify(value, { lineWidth: 0 }).trimEnd().split("\n");
  return [first, ...rest.map((line) => (line.startsWith(" ") || line === "" ? line : `  ${line}`))];
}

function indented(line: Line): Line {
  return { ...line, text: line.text === "" ? "" : `  ${line.text}` };
}
