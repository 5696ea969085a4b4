import { runInNewContext } from "node:vm";

interface Conditions {
  readonly successCondition?: string | undefined;
  readonly failureCondition?: string | undefined;
}

/**
 * What the controller makes of an answer. The conditions that are made here are written in the part of the controller's
 * language that JavaScript shares. Upstream: `EvaluateResult`.
 */
export function verdictOn(result: unknown, { successCondition, failureCondition }: Conditions): string {
  const succeeds = successCondition === undefined ? undefined : isTrue(successCondition, result);
  const fails = failureCondition === undefined ? undefined : isTrue(failureCondition, result);
  if (fails ?? succeeds === false) return "Failed";
  return (succeeds ?? true) ? "Successful" : "Inconclusive";
}

function isTrue(condition: string, result: unknown): boolean {
  // A word that JavaScript keeps for itself.
  const script = condition.replaceAll("default(", "fallback(");
  const answer: unknown = runInNewContext(script, {
    result,
    len: (list: readonly unknown[]) => list.length,
    isNaN: Number.isNaN,
    isNil: (value: unknown) => value === null,
    fallback: (value: unknown, other: unknown) => value ?? other,
    asFloat: Number,
    flatten: (list: readonly unknown[]) => list.flat(),
  });
  if (typeof answer !== "boolean") throw new Error(`${condition} is ${String(answer)}.`);
  return answer;
}
