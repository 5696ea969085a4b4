import { type AnalysisTemplateConfig, type Gate, gateCopyName, gateOf, type Metric } from "../config";
import type { Subject } from "../manifests";
import { findTemplate, gateCopies, type KnownTemplate, type KnownTemplates, strategyOf } from "../rules";
import { withConditions } from "./conditions";
import { knownTemplates, located } from "./template-scope";

interface UsedTemplate {
  readonly templateName: string;
  readonly clusterScope?: boolean | undefined;
  readonly gate?: Gate | undefined;
}

/** A template as the Rollout names it: where it is, or the service's own version of it for a gate that does not enforce. */
export function gated<Ref extends UsedTemplate>({ gate: own, ...ref }: Ref, subject: Subject) {
  const known = knownTemplates(subject);
  const gate = gateOf({ templateName: ref.templateName, gate: own }, subject.service.rollout.gates);
  const template = gate === "enforce" ? undefined : findTemplate(ref, known);
  if (template === undefined || gate === "enforce") return located(ref, known);
  const { clusterScope, ...others } = ref;
  return { ...others, templateName: nameOf(template, gate, subject) };
}

/**
 * The templates that `gated` names: the same metrics, of which a bad one decides nothing (observe), or is inconclusive, which
 * pauses the update (warn). Copies, because a template of the cluster is everybody's.
 */
export function gatedTemplates(subject: Subject): Record<string, AnalysisTemplateConfig> {
  const { name: owner, service } = subject;
  const known = knownTemplates(subject);
  const copies = gateCopies({ name: owner, service, around: known.around, ...strategyOf(owner, service) });
  return Object.fromEntries(
    copies
      .filter(({ template }) => template.template !== undefined)
      .map(({ name, gate, template }) => [name, derived(template, gate, known, subject)]),
  );
}

function nameOf(template: KnownTemplate, gate: Gate, { name, service }: Subject): string {
  return gateCopyName(name, template, gate, service.analysisTemplates);
}

const weakened: Readonly<
  Record<Exclude<Gate, "enforce">, (template: AnalysisTemplateConfig) => AnalysisTemplateConfig>
> = {
  observe: ({ metrics = [], ...template }) => ({
    ...template,
    metrics,
    ...(metrics.length > 0 && { dryRun: metrics.map(({ name }) => ({ metricName: patternOf(name) })) }),
  }),
  warn: ({ metrics = [], ...template }) => ({ ...template, metrics: metrics.map(inconclusive) }),
};

function derived(
  { template = {}, ...found }: KnownTemplate,
  gate: Exclude<Gate, "enforce">,
  known: KnownTemplates,
  subject: Subject,
): AnalysisTemplateConfig {
  const { templates, ...rest } = weakened[gate](template);
  const inner = (templates ?? []).map((ref) => {
    const other = findTemplate(ref, known, { template, ...found });
    return other?.template === undefined ? ref : { templateName: nameOf(other, gate, subject) };
  });
  return { ...rest, ...(inner.length > 0 && { templates: inner }) };
}

/** A measurement is inconclusive when neither condition is true; a failure that is forgiven stays forgiven. */
function inconclusive(metric: Metric): Metric {
  const { successCondition: success, failureCondition: failure, ...plain } = withConditions(metric);
  const { failureLimit, inconclusiveLimit, ...others } = plain;
  const term = [success && `(${success})`, failure && `!(${failure})`].filter((one) => one).join(" && ");
  // One whose provider decides stays as it is; and one that never fails, which without a count is so.
  if (term === "" || (failureLimit === -1 && plain.count === undefined)) return metric;
  // Else too few successes in a row are a failure when all is measured.
  const limit = failureLimit === -1 ? plain.count : greater(failureLimit, inconclusiveLimit);
  return {
    ...others,
    ...(limit !== undefined && { inconclusiveLimit: limit }),
    successCondition: term,
    failureCondition: "false",
  };
}

type Limit = Metric["failureLimit"];

function greater(one: Limit, other: Limit): Limit {
  if (one === undefined || other === undefined) return one ?? other;
  return Number(other) > Number(one) ? other : one;
}

/** The controller compares it with the name in which arguments are filled in. */
function patternOf(name: string): string {
  const parts = name.split(/\{\{.*?\}\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return `^${parts.join(".*")}$`;
}
