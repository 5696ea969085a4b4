import { type Gate, gateCopyName, gateOf, type Metric, type Path, suggestion } from "../../config";
import { keyOf, reachable } from "../references/reachable";
import { knownTo, type KnownTemplate, namesFor } from "../references/template-lookup";
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
    if (scope.around.live === undefined) return;
    for (const { path, gate, missing } of unknownContent(scope)) {
      for (const name of missing) {
        yield {
          path,
          reason: `For gate: ${gate} the content of the template "${name}" has to be known, and it is not.`,
          hint: "Declare it in the service, the stack or its platform.",
        };
      }
    }
  },
};

export const uncheckedGate: Rule<ServiceScope> = {
  id: "unchecked-gate",
  severity: "warning",
  what: "A gate observes or warns with a template that the stack does not have, and the cluster was not read.",
  why: "There is nothing to make the service's own version of: as long as that is so, the gate would enforce.",
  upstream: made,
  *check(scope) {
    if (scope.around.live !== undefined) return;
    for (const { path, gate, missing } of unknownContent(scope)) {
      for (const name of missing) {
        yield {
          path,
          reason: `Not checked: gate: ${gate} needs the content of the template "${name}", and the cluster was not read.`,
          hint: "Declare it in the service or the stack, or let the stack read the cluster.",
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

export const gateExperiment: Rule<ServiceScope> = {
  id: "gate-experiment",
  severity: "error",
  what: "A gate warns in an experiment.",
  why: "The controller forgets an experiment that is inconclusive and begins the next one, again and again.",
  upstream: "argo-rollouts rollout/experiment.go: reconcileExperiments",
  *check(scope) {
    for (const { path, gate, kind } of softGates(scope)) {
      if (gate !== "warn" || kind !== "experiment") continue;
      yield {
        path,
        reason: "An experiment cannot warn: one that is inconclusive begins again without an end.",
        hint: "Use gate: observe until it may enforce, or measure in a step of its own.",
      };
    }
  },
};

export const gateCopyNames: Rule<ServiceScope> = {
  id: "gate-copy-name",
  severity: "error",
  what: "The service's own version of a template for a gate has a name that is too long, or that another template of the service has.",
  why: "One of the two would be lost without a word, or the API server refuses it in the middle of an up.",
  upstream: "kubernetes.io: Object Names and IDs",
  *check(scope) {
    for (const { path, name } of gateCopies(scope)) {
      const isTaken = Object.hasOwn(scope.service.analysisTemplates, name);
      if (!isTaken && name.length <= 253) continue;
      const wrong = isTaken ? "is that of another template of the service" : "is longer than 253 characters";
      yield {
        path,
        reason: `For its gate the template gets a copy, and its name, "${name}", ${wrong}.`,
        hint: "Rename the template.",
      };
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
  what: "A key of rollout.gates is the name of no template that is known, or of one that only another one names.",
  why: "The gate stays what it was: enforce, when a new one should only be looked at.",
  upstream: "this package: docs/analysis.md",
  *check(scope) {
    const { gates } = scope.service.rollout;
    const used = analysisPlaces(scope).flatMap(({ templates }) =>
      templates.map(({ ref }) => ref.templateName),
    );
    const nested = nestedTemplates(scope);
    for (const name of Object.keys(gates)) {
      const known = [...used, ...namesFor({ templateName: name }, knownTo(scope))];
      const path = ["rollout", "gates", name];
      const way = nested.get(name);
      if (way !== undefined && !used.includes(name)) {
        yield {
          path,
          reason: `"${name}" is measured only as a part of "${way}", whose gate counts for it.`,
          hint: `Set the gate of "${way}".`,
        };
      }
      if (name === "*" || known.includes(name)) continue;
      yield { path, reason: `There is no template "${name}".`, hint: suggestion(name, known) };
    }
  },
};

interface SoftGate {
  readonly path: Path;
  readonly ref: UsedTemplate;
  readonly gate: Exclude<Gate, "enforce">;
  readonly kind: AnalysisPlace["kind"];
}

type Scope = Pick<ServiceScope, "name" | "service" | "canary" | "blueGreen" | "around">;

/** Those that do not enforce. */
function softGates(scope: Scope): SoftGate[] {
  const gated = ({ kind, templates }: AnalysisPlace) =>
    templates.flatMap(({ ref, path }) => {
      const gate = gateOf(ref, scope.service.rollout.gates);
      return gate === "enforce" ? [] : [{ path, ref, gate, kind }];
    });
  return analysisPlaces(scope).flatMap(gated);
}

/** Names of the templates that a gate needs and of which nothing is known. */
function unknownContent(scope: Scope): (SoftGate & { readonly missing: ReadonlySet<string> })[] {
  return softGates(scope).map((soft) => {
    const { templates, unknown } = reachable([soft.ref], knownTo(scope));
    const withoutContent = templates.filter(({ template }) => template === undefined).map(({ name }) => name);
    return { ...soft, missing: new Set([...unknown.map(({ ref }) => ref.templateName), ...withoutContent]) };
  });
}

export interface GateCopy {
  /** Where the template is used. */
  readonly path: Path;
  readonly name: string;
  readonly gate: Exclude<Gate, "enforce">;
  /** What it is a copy of. */
  readonly template: KnownTemplate;
}

/** The service's own versions of templates, for its gates. */
export function gateCopies(scope: Scope): GateCopy[] {
  const { name: owner, service } = scope;
  return softGates(scope).flatMap(({ path, ref, gate }) =>
    reachable([ref], knownTo(scope)).templates.map((template) => ({
      ...{ path, gate, template },
      name: gateCopyName(owner, template, gate, service.analysisTemplates),
    })),
  );
}

/** Template -> the one that is used and through which it is measured. */
function nestedTemplates(scope: Scope): Map<string, string> {
  return new Map(
    analysisPlaces(scope).flatMap(({ templates }) =>
      templates.flatMap(({ ref }) =>
        reachable([ref], knownTo(scope)).templates.map(({ name }) => [name, ref.templateName] as const),
      ),
    ),
  );
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
