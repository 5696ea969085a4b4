import type { CanaryConfig, Path } from "../../config";
import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";

export const experimentTemplateNames: Rule<ServiceScope> = {
  id: "experiment-template-names",
  severity: "error",
  what: "Two templates of an experiment have one name.",
  why: "The experiment is refused and never ends: the update stays at this step.",
  upstream: "argo-rollouts utils/conditions/experiments.go",
  *check({ canary }) {
    for (const { path, templates } of experimentsOf(canary)) {
      const names = templates.map(({ name }) => name);
      for (const [index, name] of names.entries()) {
        if (names.indexOf(name) === index) continue;
        yield {
          path: [...path, "templates", index, "name"],
          reason: `${name} is the name of another template of this experiment.`,
          hint: "Rename one of them.",
        };
      }
    }
  },
};

export const experimentWeights: Rule<ServiceScope> = {
  id: "experiment-weights",
  severity: "error",
  what: "An experiment and the canary together get more than all traffic.",
  why: "The stable version would get less than nothing: the router refuses the route, or drops the rest without a word.",
  upstream: "argo-rollouts rollout/trafficrouting.go",
  *check({ canary }) {
    const limit = canary?.trafficRouting?.maxTrafficWeight ?? 100;
    for (const { path, templates, weightBefore } of experimentsOf(canary)) {
      const weights = templates.flatMap(({ weight }) => weight ?? []);
      const sum = weights.reduce((all, weight) => all + weight, 0);
      if (weights.length === 0 || sum + weightBefore <= limit) continue;
      yield {
        path: [...path, "templates"],
        reason: `Weights of ${sum} and the canary's ${weightBefore} are above ${limit}.`,
        hint: "Lower them: the stable version gets what is left.",
      };
    }
  },
};

type Experiment = NonNullable<CanaryConfig["steps"][number]["experiment"]>;

function* experimentsOf(
  canary: CanaryConfig | undefined,
): Iterable<Pick<Experiment, "templates"> & { path: Path; weightBefore: number }> {
  let weightBefore = 0;
  for (const [index, { setWeight, experiment }] of (canary?.steps ?? []).entries()) {
    weightBefore = setWeight ?? weightBefore;
    if (experiment === undefined) continue;
    const path = ["rollout", "canary", "steps", index, "experiment"];
    yield { path, templates: experiment.templates, weightBefore };
  }
}
