/** A piece of an expression over `result`. The language is expr-lang's; a placeholder counts as one value. */
export interface Token {
  readonly kind: "name" | "value" | "sign";
  readonly text: string;
  readonly at: number;
}

const patterns = [
  { kind: undefined, source: String.raw`\s+|//.*|/\*[^]*?\*/` },
  { kind: "value", source: String.raw`\{\{.*?\}\}|"(?:\\[^]|[^"\\])*"|'(?:\\[^]|[^'\\])*'|\x60[^\x60]*\x60` },
  { kind: "value", source: String.raw`(?:\d|\.\d)[\w.]*` },
  { kind: "name", source: String.raw`[A-Za-z_$][\w$]*` },
  { kind: "sign", source: String.raw`[=!]==|=>|=<|<>|\?\.|\?\?|&&|\|\||\*\*|\.\.|[<>=!]=|[^]` },
] as const;
const token = new RegExp(patterns.map(({ source }) => `(${source})`).join("|"), "g");

export function tokensOf(expression: string): Token[] {
  return [...expression.matchAll(token)].flatMap((match) => {
    const kind = patterns.find((_, number) => match[number + 1] !== undefined)?.kind;
    return kind === undefined ? [] : [{ kind, text: match[0], at: match.index }];
  });
}

const closing = new Map([
  ["(", ")"],
  ["[", "]"],
  ["{", "}"],
]);
const closers = new Set(closing.values());
/** Written as elsewhere, and not known to the language. */
const foreign = new Map([
  ["AND", "and"],
  ["OR", "or"],
  ["NOT", "not"],
  ["=", "=="],
  ["===", "=="],
  ["!==", "!="],
  ["<>", "!="],
  ["=>", ">="],
  ["=<", "<="],
]);

/** What makes the expression unreadable for the controller; undefined when nothing of it is seen here. */
export function syntaxMistake(expression: string): { reason: string; hint: string } | undefined {
  const tokens = tokensOf(expression);
  if (tokens.length === 0) return { reason: "The expression is empty.", hint: "Write one, or leave it out." };
  const open: string[] = [];
  for (const [index, { kind, text }] of tokens.entries()) {
    if (kind === "value") continue;
    if (text === '"' || text === "'" || text === "`")
      return { reason: `A text that begins with ${text} has no end.`, hint: `Add the closing ${text}.` };
    if (text === "," && open.length === 0)
      return { reason: "A comma stands outside of a call.", hint: "Decimals have a point: 0.95." };
    const close = closing.get(text);
    if (close !== undefined) open.push(close);
    if (closers.has(text) && open.pop() !== text)
      return { reason: `A ${text} closes nothing.`, hint: "Take it out, or open it." };
    const right = isField(tokens, index) || isAssignment(tokens, index) ? undefined : foreign.get(text);
    if (right !== undefined) return { reason: `"${text}" is no operator here.`, hint: `Write ${right}.` };
  }
  const missing = open.at(-1);
  return missing === undefined
    ? undefined
    : { reason: `A bracket is not closed: ${missing} is missing.`, hint: `Add the ${missing}.` };
}

function isField(tokens: readonly Token[], index: number): boolean {
  return [".", "?."].includes(tokens[index - 1]?.text ?? "");
}

/** `let x = ...`. */
function isAssignment(tokens: readonly Token[], index: number): boolean {
  return tokens[index]?.text === "=" && tokens[index - 2]?.text === "let";
}
