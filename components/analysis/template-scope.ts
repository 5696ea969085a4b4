import type { Subject } from "../manifests";
import { clusterTemplateNames, type KnownTemplates } from "../rules";

interface TemplateRef {
  readonly templateName: string;
  readonly clusterScope?: boolean | undefined;
}

/** The service's own templates, and those of the cluster. */
export function knownTemplates({ service, clusterTemplates = {}, live }: Subject): KnownTemplates {
  return { own: service.analysisTemplates, around: { clusterTemplates, ...(live && { live }) } };
}

/** Says where a template is when the values leave that open: the service's own first. Upstream looks in one place only. */
export function located<Ref extends TemplateRef>(ref: Ref, { own, around }: KnownTemplates): Ref {
  const { templateName, clusterScope } = ref;
  if (clusterScope !== undefined || Object.hasOwn(own, templateName)) return ref;
  return clusterTemplateNames(around).has(templateName) ? { ...ref, clusterScope: true } : ref;
}
