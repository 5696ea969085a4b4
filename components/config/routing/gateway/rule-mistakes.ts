import type { z } from "zod";
import type { HttpFilter } from "./filters";

/** Something that the API server refuses, though each part of it is right. */
export interface RuleMistake {
  readonly path: readonly (string | number)[];
  readonly input: unknown;
  readonly message: string;
}

interface HttpRuleParts {
  readonly matches?: readonly { readonly path: { readonly type: string } }[] | undefined;
  readonly filters?: readonly HttpFilter[] | undefined;
  readonly backendRefs?: readonly unknown[] | undefined;
}

/** Types of filters of which a rule may have several. */
const repeatable = new Set(["RequestMirror", "ExtensionRef"]);

/** Upstream: the validation rules in the CRD of HTTPRoute. */
export function* httpMistakes({ matches, filters = [], backendRefs }: HttpRuleParts): Iterable<RuleMistake> {
  yield* repeated(filters);
  const types = filters.map(({ type }) => type);
  const redirect = types.indexOf("RequestRedirect");
  if (redirect >= 0 && backendRefs !== undefined)
    yield { path: ["backendRefs"], input: backendRefs, message: "expected none beside a RequestRedirect" };
  if (redirect >= 0 && types.includes("URLRewrite"))
    yield { path: ["filters"], input: types, message: "expected RequestRedirect or URLRewrite, not both" };
  const matchesPrefix = matches === undefined || (matches.length === 1 && isPrefix(matches[0]));
  for (const [index, { requestRedirect, urlRewrite }] of filters.entries()) {
    const type = (requestRedirect ?? urlRewrite)?.path?.type;
    if (type !== "ReplacePrefixMatch" || matchesPrefix) continue;
    const message = "expected ReplaceFullPath, or exactly one match, whose path.type is PathPrefix";
    const at = requestRedirect === undefined ? "urlRewrite" : "requestRedirect";
    yield { path: ["filters", index, at, "path", "type"], input: type, message };
  }
}

/** Upstream: at most 16 rules, and 128 matches in all of them. */
export function* ruleListMistakes(
  rules: readonly { readonly name?: string | undefined; readonly matches?: readonly unknown[] | undefined }[],
): Iterable<RuleMistake> {
  const names = rules.map(({ name }) => name);
  for (const [index, name] of names.entries()) {
    if (name === undefined || names.indexOf(name) === index) continue;
    const message = "expected a name that no other rule of the route has";
    yield { path: ["rules", index, "name"], input: name, message };
  }
  const matches = rules.reduce((sum, rule) => sum + (rule.matches?.length ?? 1), 0);
  if (matches > 128)
    yield { path: ["rules"], input: matches, message: "expected at most 128 matches in all rules" };
}

export function* repeated(filters: readonly { readonly type: string }[]): Iterable<RuleMistake> {
  const types = filters.map(({ type }) => type);
  for (const [index, type] of types.entries()) {
    if (types.indexOf(type) === index || repeatable.has(type)) continue;
    const message = "expected a type that no other filter of the rule has";
    yield { path: ["filters", index, "type"], input: type, message };
  }
}

export function say(issues: z.core.$ZodRawIssue[], mistakes: Iterable<RuleMistake>): void {
  for (const { path, input, message } of mistakes)
    issues.push({ code: "custom", path: [...path], input, message });
}

function isPrefix(match: { readonly path: { readonly type: string } } | undefined): boolean {
  return match?.path.type === "PathPrefix";
}
