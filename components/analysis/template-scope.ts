import { clusterTemplateName } from "../config";
import { instanceOfSubject, type Subject } from "../manifests";
import { clusterTemplateNames, type KnownTemplates } from "../rules";

interface TemplateRef {
  readonly templateName: string;
  readonly clusterScope?: boolean | undefined;
}

/** The service's own templates, and those of the cluster. */
export function knownTemplates(subject: Subject): KnownTemplates {
  const { service, clusterTemplates = {}, instances, live } = subject;
  return {
    own: service.analysisTemplates,
    around: { clusterTemplates, ...(instances && { instances }), ...(live && { live }) },
    instance: instanceOfSubject(subject),
  };
}

/**
 * Says where a template is when the values leave that open: the service's own first. Upstream looks in one place only. Of
 * several controllers each has its own copy of what stacks make.
 */
export function located<Ref extends TemplateRef>(ref: Ref, known: KnownTemplates): Ref {
  const placed = withScope(ref, known);
  const { around, instance } = known;
  const isOfStacks = Object.hasOwn(around.clusterTemplates ?? {}, ref.templateName);
  if (placed.clusterScope !== true || !isOfStacks) return placed;
  return { ...placed, templateName: clusterTemplateName(ref.templateName, instance, around.instances) };
}

function withScope<Ref extends TemplateRef>(ref: Ref, { own, around, instance }: KnownTemplates): Ref {
  const { templateName, clusterScope } = ref;
  if (clusterScope !== undefined || Object.hasOwn(own, templateName)) return ref;
  return clusterTemplateNames(around, instance).has(templateName) ? { ...ref, clusterScope: true } : ref;
}
