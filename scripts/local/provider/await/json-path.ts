import { compile, type JSONPathQuery, type JSONValue } from "json-p3";
import type { KubeObject } from "./reader";

/** A parsed `{path}` or `{path}=value`. */
export interface JsonPath {
  /** As written, braces included. */
  path: string;
  value: string | undefined;
  query: JSONPathQuery;
}

/** Whether a path matches, and what it found. */
export interface Match {
  matched: boolean;
  reason: string;
}

/** Reads `{path}` or `{path}=value`; the path is RFC 9535, its leading `$` may be left out. Throws on anything else. */
export function parseJsonPath(text: string): JsonPath {
  if (/^'.*'$/.test(text)) throw new Error(`${text} should omit shell quotes`);
  const end = closingBrace(text);
  if (end === undefined)
    throw new Error(`${text} should be wrapped in brackets { ... }, as in {.status.phase}`);

  const path = text.slice(0, end + 1);
  return { path, value: valueAfter(path, text.slice(end + 1)), query: compileInner(path) };
}

function compileInner(path: string): JSONPathQuery {
  const inner = path.slice(1, -1).trim();
  try {
    return compile(inner.startsWith("$") ? inner : `$${inner}`);
  } catch (error) {
    throw new Error(`parsing "${path}": ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

function valueAfter(path: string, rest: string): string | undefined {
  if (rest === "") return undefined;
  const value = rest.slice(1);
  if (!rest.startsWith("=") || value.includes("=")) {
    throw new Error(`format should be {.path}=value or {.path}, got "${path}${rest}"`);
  }
  if (value === "") throw new Error(`${path}= requires a value`);
  if (value.startsWith("{")) {
    throw new Error(`${path}=${value} compares against another JSONPath; the value must be a literal`);
  }
  return value;
}

/** Where the brace that opens the text is closed; braces inside string literals do not count. */
function closingBrace(text: string): number | undefined {
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(/'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|[{}]/gs)) {
    if (index === 0 && token !== "{") return undefined;
    if (token === "{") depth += 1;
    if (token === "}") depth -= 1;
    if (depth === 0) return text.startsWith("{") ? index : undefined;
  }
  return undefined;
}

/** Whether the path selects something and, where a value is asked for, its first result is that value. */
export function matchJsonPath({ path, value, query }: JsonPath, object: KubeObject): Match {
  const json: JSONValue = JSON.parse(JSON.stringify(object));
  const found = query.query(json).values();
  if (found.length === 0) return { matched: false, reason: `${path} selected nothing` };
  if (value === undefined) return { matched: true, reason: "" };

  const [first] = found;
  if (typeof first === "object" && first !== null) {
    return { matched: false, reason: `"${path}" has a non-primitive value (${JSON.stringify(first)})` };
  }
  const shown = first === null ? "<nil>" : String(first);
  return { matched: shown === value, reason: `Waiting for ${path}=${value} (found "${shown}")` };
}
