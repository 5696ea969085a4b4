import { type Gate, gateOf, type Metric, type Path, suggestion } from "../../config";
import { keyOf, reachable } from "../references/reachable";
import { type KnownTemplates, namesFor } from "../references/template-lookup";
import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";
import { type AnalysisPlace, analysisPlaces, type UsedTemplate } from "./places";

const made = "this package: docs/analysis.md; argo-rollouts utils/evaluate/evaluate.go: EvaluateResult";

export const gateTemplate: Rule<ServiceScope> = {
  id: "gate-template",
  severity: "error",
  what: "A gate observes or warns with a template of which only the name is known.",
  why: "The service gets its own version of the template for that, and there is nothing to make it of.",
  upstream: made,
  *check(scope) {
    for (const { path, ref, gate } of softGates(scope)) {
      const { templates, unknown } = reachable([ref], knownTo(scope));
      const missing = [
        ...unknown.map((one) => one.ref.templateName),
        ...templates.filter(({ template }) => template === undefined).map(({ name }) => name),
      ];
      for (const name of new Set(missing)) {
        yield {
          path,
          reason: `For gate: ${gate} the content of the template "${name}" has to be known, and it is not.`,
          hint: "Declare it in the service, the stack or its platform, or let the stack read the cluster.",
        };
      }
    }
  },
};

export const gateCondition: Rule<ServiceScope> = {
  id: "gate-condition",
  severity: "error",
  what: "A gate warns with a metric that has no condition: its provider itself says what failed.",
  why: "A failed measurement cannot become an inconclusive one, so it would abort the update.",
  upstream: made,
  *check(scope) {
    for (const { path, ref, gate } of softGates(scope)) {
      if (gate !== "warn") continue;
      for (const { name, template } of reachable([ref], knownTo(scope)).templates) {
        for (const metric of template?.metrics ?? []) {
          if (canBeInconclusive(metric)) continue;
          yield {
            path,
            reason: `For gate: warn the metric "${metric.name}" of the template "${name}" has no condition.`,
            hint: "Use gate: observe until it may enforce, or give the metric a condition.",
          };
        }
      }
    }
  },
};

export const gateOverlap: Rule<ServiceScope> = {
  id: "gate-overlap",
  severity: "error",
  what: "A template is measured twice in one analysis, with different gates.",
  why: "The controller merges the templates and refuses the Rollout (InvalidSpec): the metrics are there twice.",
  upstream: "argo-rollouts utils/analysis/helpers.go: flattenMetrics",
  *check(scope) {
    for (const place of analysisPlaces(scope)) {
      const gates = new Map<string, Gate>();
      for (const { ref, path } of place.templates) {
        const gate = gateOf(ref, scope.service.rollout.gates);
        for (const template of reachable([ref], knownTo(scope)).templates) {
          const other = gates.get(keyOf(template)) ?? gate;
          gates.set(keyOf(template), other);
          if (other === gate) continue;
          yield {
            path,
            reason: `The template "${template.name}" is measured here with gate: ${other} and with gate: ${gate}.`,
            hint: "Give both the same gate, or name it once.",
          };
        }
      }
    }
  },
};

export const unknownGate: Rule<ServiceScope> = {
  id: "unknown-gate",
  severity: "warning",
  what: "A key of rollout.gates is the name of no template that is known.",
  why: "The gate stays what it was: enforce, when a new one should only be looked at.",
  upstream: "this package: docs/analysis.md",
  *check(scope) {
    const { gates } = scope.service.rollout;
    const used = analysisPlaces(scope).flatMap(({ templates }) =>
      templates.map(({ ref }) => ref.templateName),
    );
    for (const name of Object.keys(gates)) {
      const known = [...used, ...namesFor({ templateName: name }, knownTo(scope))];
      if (name === "*" || known.includes(name)) continue;
      yield {
        path: ["rollout", "gates", name],
        reason: `There is no template "${name}".`,
        hint: suggestion(name, known),
      };
    }
  },
};

interface SoftGate {
  readonly path: Path;
  readonly ref: UsedTemplate;
  readonly gate: Exclude<Gate, "enforce">;
}

/** Those that do not enforce. */
function softGates(scope: ServiceScope): SoftGate[] {
  const gated = (place: AnalysisPlace) =>
    place.templates.flatMap(({ ref, path }) => {
      const gate = gateOf(ref, scope.service.rollout.gates);
      return gate === "enforce" ? [] : [{ path, ref, gate }];
    });
  return analysisPlaces(scope).flatMap(gated);
}

function knownTo({ service, around }: ServiceScope): KnownTemplates {
  return { own: service.analysisTemplates, around };
}

function canBeInconclusive({
  min,
  max,
  successCondition,
  failureCondition,
  failureLimit,
  provider,
}: Metric): boolean {
  if (provider.job !== undefined || provider.kayenta !== undefined) return false;
  const decides = [min, max, successCondition, failureCondition].some((one) => one !== undefined);
  // Without one, every measurement is a success, or the plugin's own affair.
  return decides || failureLimit === -1 || provider.plugin === undefined;
}
