import { type Answer, answerOf, type Metric, type Path } from "../../../config";
import type { Rule } from "../../rule";
import type { TemplateScope } from "../../scope";
import { argumentIn } from "../placeholder";
import { corrected, isMisused, withData } from "./correction";
import { syntaxMistake } from "./expression";

const evaluate = "argo-rollouts utils/evaluate/evaluate.go";

export const conditionSyntax: Rule<TemplateScope> = {
  id: "condition-syntax",
  severity: "error",
  what: "A condition of a metric cannot be read.",
  why: "Every measurement is an error, and after five of them the update is aborted.",
  upstream: `${evaluate}: EvalCondition`,
  *check(scope) {
    for (const { path, condition } of conditionsOf(scope)) {
      const mistake = syntaxMistake(condition);
      if (mistake) yield { path, ...mistake };
    }
  },
};

export const conditionResult: Rule<TemplateScope> = {
  id: "condition-result",
  severity: "error",
  what: "A condition takes its provider's result for something that it is not: a list for a number, say.",
  why: "Every measurement is an error, and after five of them the update is aborted.",
  upstream: `${evaluate}; argo-rollouts metricproviders/*`,
  *check(scope) {
    for (const { path, condition, answer, provider } of conditionsOf(scope)) {
      if (answer === undefined || !isMisused(condition, answer)) continue;
      yield {
        path,
        reason: `The condition does not fit: as result ${provider} gives ${answer.is}.`,
        hint: `Write "${corrected(condition, answer)}".`,
      };
    }
  },
};

export const conditionWithoutData: Rule<TemplateScope> = {
  id: "condition-without-data",
  severity: "warning",
  what: "A condition has no answer when the provider has no data.",
  why: "Without data, as in a service without traffic, every measurement is an error, and after five of them the update is aborted.",
  upstream: `${evaluate}; argo-rollouts metricproviders/*`,
  *check(scope) {
    for (const { path, condition, answer, provider } of conditionsOf(scope)) {
      if (answer === undefined || isMisused(condition, answer)) continue;
      const better = withData(condition, answer);
      if (better === condition) continue;
      yield { path, reason: `Without data from ${provider} this is an error.`, hint: `Write "${better}".` };
    }
  },
};

/** The condition that is made of a value looks at the length of the answer by itself. */
function answerFor(key: keyof Metric, { provider }: Metric): Answer | undefined {
  const answer = answerOf(provider);
  if (key !== "value" || answer === undefined) return answer;
  const { guard, ...unguarded } = answer;
  return unguarded;
}

interface Condition {
  readonly path: Path;
  readonly condition: string;
  /** Name of the one provider. */
  readonly provider: string;
  readonly answer: Answer | undefined;
}

/** All but those that are an argument as a whole, or that the provider ignores. */
function* conditionsOf({ template }: TemplateScope): Generator<Condition> {
  for (const [index, metric] of (template.metrics ?? []).entries()) {
    const [provider = ""] = Object.keys(metric.provider);
    if (ignoresConditions(metric)) continue;
    for (const key of ["successCondition", "failureCondition", "value"] as const) {
      const condition = metric[key];
      if (!condition || argumentIn(condition) !== undefined) continue;
      const answer = syntaxMistake(condition) ? undefined : answerFor(key, metric);
      yield { path: ["metrics", index, key], condition, provider, answer };
    }
  }
}

export function ignoresConditions({ provider }: Metric): boolean {
  return provider.job !== undefined || provider.kayenta !== undefined;
}
