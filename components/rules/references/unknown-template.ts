import {
  INSTANCE_LABEL,
  instanceOfTemplate,
  liveTemplates,
  type Path,
  suggestion,
  type TemplateKind,
} from "../../config";
import { analysisPlaces } from "../analysis/places";
import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";
import { reachable } from "./reachable";
import {
  knownTo,
  type KnownTemplate,
  type KnownTemplates,
  namesFor,
  type TemplateName,
} from "./template-lookup";

const upstream = "argo-rollouts rollout/controller.go: getReferencedAnalysisTemplatesFromRef";

export const unknownTemplate: Rule<ServiceScope> = {
  id: "unknown-template",
  severity: "error",
  what: "An analysis names a template that neither the stacks nor the cluster have.",
  why: "The controller refuses the Rollout (InvalidSpec), and an experiment fails when it starts.",
  upstream,
  *check(scope) {
    if (scope.around.live === undefined) return;
    for (const { path, ref, through } of unknownTemplates(scope)) {
      yield {
        path,
        reason: `There is no ${nameOf(ref)}${namedBy(through)}.`,
        hint: wayOut(ref, knownTo(scope)),
      };
    }
  },
};

export const uncheckedTemplate: Rule<ServiceScope> = {
  id: "unchecked-template",
  severity: "warning",
  what: "An analysis names a template that the stacks do not have, and the cluster was not read.",
  why: "When the cluster does not have it either, the controller refuses the Rollout (InvalidSpec).",
  upstream,
  *check(scope) {
    if (scope.around.live !== undefined) return;
    for (const { path, ref, through } of unknownTemplates(scope)) {
      yield {
        path,
        reason: `Not checked: the ${nameOf(ref)}${namedBy(through)} is not in the stacks, and the cluster was not read.`,
        hint: "Make sure that the cluster has it.",
      };
    }
  },
};

interface UnknownTemplate {
  readonly path: Path;
  readonly ref: TemplateName;
  readonly through: readonly KnownTemplate[];
}

function* unknownTemplates(scope: ServiceScope): Generator<UnknownTemplate> {
  const known = knownTo(scope);
  for (const { ref, path } of namedTemplates(scope)) {
    for (const { ref: missing, through } of reachable([ref], known).unknown) {
      // What a template of the service names has a place of its own.
      if (through.at(-1)?.source !== "service") yield { path, ref: missing, through };
    }
  }
}

/** Every template that the service's values name: in a strategy, or in one of its own templates, which a Rollout alone has. */
function namedTemplates(scope: ServiceScope): { ref: TemplateName; path: Path }[] {
  if (!scope.service.rollout.enabled) return [];
  const nested = Object.entries(scope.service.analysisTemplates).flatMap(([name, { templates = [] }]) =>
    templates.map((ref, index) => ({
      ref,
      path: ["analysisTemplates", name, "templates", index, "templateName"],
    })),
  );
  return [...analysisPlaces(scope).flatMap(({ templates }) => templates), ...nested];
}

function nameOf({ templateName, clusterScope }: TemplateName): string {
  return `${clusterScope === true ? "ClusterAnalysisTemplate" : "AnalysisTemplate"} "${templateName}"`;
}

function namedBy(through: readonly KnownTemplate[]): string {
  const last = through.at(-1);
  return last === undefined ? "" : `, which the template "${last.name}" names`;
}

function wayOut(ref: TemplateName, known: KnownTemplates): string {
  const elsewhere = namesFor({ templateName: ref.templateName }, known).includes(ref.templateName);
  if (elsewhere) return `There is one with clusterScope: ${ref.clusterScope !== true}.`;
  const ofAnother = ofAnotherController(ref, known);
  if (ofAnother !== undefined) return ofAnother;
  const names = namesFor(ref, known);
  return names.length === 0 ? "Declare it in analysisTemplates." : suggestion(ref.templateName, names);
}

/** A template that the cluster has, and that the controller of the service does not see. */
function ofAnotherController(
  { templateName, clusterScope }: TemplateName,
  { around: { live }, instance }: KnownTemplates,
): string | undefined {
  if (live === undefined) return undefined;
  const kinds: TemplateKind[] = clusterScope === true ? [] : ["AnalysisTemplate"];
  if (clusterScope !== false) kinds.push("ClusterAnalysisTemplate");
  const kind = kinds.find((one) => liveTemplates(one, live).has(templateName));
  if (kind === undefined) return undefined;
  const owner = instanceOfTemplate(kind, templateName, live);
  if (owner === instance) return undefined;
  const label = (one: string | undefined) => (one === undefined ? "no label" : `the label ${one}`);
  return `The cluster's ${kind} of that name has ${label(owner)}, and the controller of this service sees those with ${label(instance)} (${INSTANCE_LABEL}). Declare it in analysisTemplates, so that it is made with that one.`;
}
