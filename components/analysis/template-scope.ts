import type { Subject } from "../manifests";

interface TemplateRef {
  readonly templateName: string;
  readonly clusterScope?: boolean | undefined;
}

/** Which templates are known: the service's own, and those of the cluster. */
export interface KnownTemplates {
  readonly own: ReadonlySet<string>;
  readonly clusterWide: ReadonlySet<string>;
}

export function knownTemplates({ service, clusterTemplates = new Set() }: Subject): KnownTemplates {
  return { own: new Set(Object.keys(service.analysisTemplates)), clusterWide: clusterTemplates };
}

/** Says where a template is when the values leave that open: the service's own first. Upstream looks in one place only. */
export function located<Ref extends TemplateRef>(ref: Ref, { own, clusterWide }: KnownTemplates): Ref {
  const { templateName, clusterScope } = ref;
  if (clusterScope !== undefined || own.has(templateName) || !clusterWide.has(templateName)) return ref;
  return { ...ref, clusterScope: true };
}
