import { keyOf } from "../references/reachable";
import {
  findTemplate,
  type KnownTemplate,
  type KnownTemplates,
  type TemplateName,
} from "../references/template-lookup";
import type { Rule } from "../rule";
import type { TemplateScope } from "../scope";

export const templateCycle: Rule<TemplateScope> = {
  id: "template-cycle",
  severity: "error",
  what: "A template names itself, or another one that leads back to it.",
  why: "The controller follows the names without an end and dies of it, with every Rollout of the cluster.",
  upstream: "argo-rollouts rollout/controller.go: getReferencedAnalysisTemplatesFromRef",
  *check({ name, template, isClusterWide, templates, around }) {
    const source = isClusterWide ? "stack" : "service";
    const start: KnownTemplate = { name, isClusterWide, source, template };
    const known: KnownTemplates = isClusterWide
      ? { own: {}, around: { ...around, clusterTemplates: { ...around.clusterTemplates, ...templates } } }
      : { own: templates, around };
    for (const [index, ref] of (template.templates ?? []).entries()) {
      const cycle = wayBack(ref, start, known);
      if (cycle === undefined || !isFirst(start, cycle)) continue;
      yield {
        path: ["templates", index, "templateName"],
        reason: `The templates go round in a circle: ${[start, ...cycle].map((one) => one.name).join(" -> ")}.`,
        hint: "Take one of them out of the circle.",
      };
    }
  },
};

/** The templates from the one that is named there back to the start. */
function wayBack(
  ref: TemplateName,
  start: KnownTemplate,
  known: KnownTemplates,
): readonly KnownTemplate[] | undefined {
  const seen = new Set<string>();
  const visit = (next: TemplateName, within: KnownTemplate): readonly KnownTemplate[] | undefined => {
    const found = findTemplate(next, known, within);
    if (found === undefined) return undefined;
    if (keyOf(found) === keyOf(start)) return [found];
    if (seen.has(keyOf(found))) return undefined;
    seen.add(keyOf(found));
    for (const inner of found.template?.templates ?? []) {
      const rest = visit(inner, found);
      if (rest !== undefined) return [found, ...rest];
    }
    return undefined;
  };
  return visit(ref, start);
}

/** A circle is reported once, not by each of its templates that is looked at here. */
function isFirst({ name, source }: KnownTemplate, cycle: readonly KnownTemplate[]): boolean {
  const alike = cycle.filter((one) => one.source === source).map((one) => one.name);
  return alike.every((other) => name <= other);
}
