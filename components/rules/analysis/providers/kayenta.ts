import type { Metric } from "../../../config";
import type { Mistake, Rule } from "../../rule";
import type { TemplateScope } from "../../scope";

type Scope = NonNullable<Metric["provider"]["kayenta"]>["scopes"][number];

const sides = ["controlScope", "experimentScope"] as const;

export const kayentaScopes: Rule<TemplateScope> = {
  id: "kayenta-scopes",
  severity: "error",
  what: "It cannot be told from when to when kayenta compares.",
  why: "Every measurement is an error, and after five of them the update is aborted.",
  upstream: "argo-rollouts metricproviders/kayenta/kayenta.go: getScopeRequest",
  *check({ template: { metrics = [] } }) {
    for (const [index, metric] of metrics.entries()) {
      for (const [number, scope] of (metric.provider.kayenta?.scopes ?? []).entries()) {
        const path = ["metrics", index, "provider", "kayenta", "scopes", number];
        yield* oneSided(scope, path);
        if (hasNoBegin(metric, scope)) {
          yield {
            path,
            reason: "Nothing says when it begins: no start, no lookback, and the metric has no interval.",
            hint: "Set lookback: true (from the begin of the analysis), start in both, or the metric's interval.",
          };
        }
      }
    }
  },
};

function* oneSided({ controlScope, experimentScope }: Scope, path: Mistake["path"]): Generator<Mistake> {
  for (const key of ["start", "end"] as const) {
    const isSaid = controlScope[key] !== undefined;
    if (isSaid === (experimentScope[key] !== undefined)) continue;
    const [said, other] = isSaid ? sides : [sides[1], sides[0]];
    yield {
      path: [...path, said, key],
      reason: `The ${other} has no ${key}.`,
      hint: `Set ${key} in both, or leave it out of both.`,
    };
  }
}

function hasNoBegin({ interval, provider }: Metric, { controlScope, experimentScope }: Scope): boolean {
  const isSaid = controlScope.start !== undefined || experimentScope.start !== undefined;
  return !isSaid && provider.kayenta?.lookback !== true && interval === undefined;
}
