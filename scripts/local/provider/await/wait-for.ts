import { conditionsOf } from "./conditions";
import { numberAt } from "./fields";
import { matchJsonPath, parseJsonPath } from "./json-path";
import type { KubeObject } from "./reader";
import { READY, readyUnless, type Verdict } from "./verdict";

type Judge = (object: KubeObject) => Verdict;

const FORMS: Record<string, (text: string) => Judge> = { jsonpath: waitForPath, condition: waitForCondition };

/**
 * The judge that a `pulumi.com/waitFor` annotation asks for: `jsonpath={path}[=value]`, `condition=Type[=Status]`, or a
 * JSON array of them, which must all hold. Throws, saying what is wrong, on anything else.
 */
export function parseWaitFor(annotation: string): Judge {
  const judges = expressionsOf(annotation).map(parseExpression);
  return (object) => {
    const reasons = judges.flatMap((judge) => judge(object).reasons);
    return reasons.length === 0 ? READY : readyUnless(reasons, reasons.join("; "));
  };
}

function parseExpression(expression: string): Judge {
  const [form = ""] = expression.split("=", 1);
  const parse = expression.includes("=") ? FORMS[form] : undefined;
  if (!parse) throw new Error(`expected a "jsonpath=" or "condition=" prefix, got "${expression}"`);
  return parse(expression.slice(form.length + 1));
}

function expressionsOf(annotation: string): string[] {
  const list = stringsOf(annotation) ?? [annotation];
  if (list.length === 0) throw new Error("at least one condition must be specified");
  return list;
}

function stringsOf(annotation: string): string[] | undefined {
  try {
    const value: unknown = JSON.parse(annotation);
    return Array.isArray(value) && value.every((item) => typeof item === "string") ? value : undefined;
  } catch {
    return undefined;
  }
}

function waitForPath(text: string): Judge {
  const path = parseJsonPath(text);
  return (object) => {
    // Only a whole number counts: Argo Rollouts writes a string, so its stale status satisfies the wait, as officially.
    const stale = staleness(object, numberAt(object, "status.observedGeneration"));
    const { matched, reason } = matchJsonPath(path, object);
    return readyUnless(stale ?? (matched ? [] : [reason]));
  };
}

function waitForCondition(text: string): Judge {
  const [type = "", ...rest] = text.split("=");
  const wanted = rest.length > 0 ? rest.join("=") : "True";
  return (object) => {
    const found = conditionsOf(object).find(
      (condition) => sameFold(condition.type, type) && condition.status !== "",
    );
    if (!found)
      return readyUnless([`Waiting for condition ${type}=${wanted}: the resource has no such condition`]);
    const stale = staleness(
      object,
      found.observedGeneration ?? numberAt(object, "status.observedGeneration"),
    );
    const reason = `Resource has condition ${type}=${found.status} (want ${wanted})`;
    return readyUnless(stale ?? (sameFold(found.status, wanted) ? [] : [reason]));
  };
}

function staleness(object: KubeObject, observed: number | undefined): string[] | undefined {
  const { generation } = object.metadata;
  if (generation === undefined || observed === undefined || observed >= generation) return undefined;
  return [`Generation ${observed} is less than expected ${generation}`];
}

function sameFold(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
