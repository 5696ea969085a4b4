import { findTemplate, type KnownTemplate, type KnownTemplates, type TemplateName } from "./template-lookup";

export interface Reachable {
  /** Each template once, in the order in which the controller merges them. */
  readonly templates: readonly KnownTemplate[];
  /** What is named and not known, with the templates through which it is named. */
  readonly unknown: readonly { readonly ref: TemplateName; readonly through: readonly KnownTemplate[] }[];
}

/** The templates that are measured when these are named: they themselves, and those that they name in turn. */
export function reachable(refs: readonly TemplateName[], known: KnownTemplates): Reachable {
  const templates = new Map<string, KnownTemplate>();
  const unknown: Reachable["unknown"][number][] = [];
  const visit = (ref: TemplateName, through: readonly KnownTemplate[]): void => {
    const template = findTemplate(ref, known, through.at(-1));
    if (template === undefined) {
      unknown.push({ ref, through });
      return;
    }
    const key = keyOf(template);
    if (templates.has(key)) return;
    templates.set(key, template);
    for (const inner of template.template?.templates ?? []) visit(inner, [...through, template]);
  };
  for (const ref of refs) visit(ref, []);
  const inOrder = [...templates.values()].sort((a, b) => Number(a.isClusterWide) - Number(b.isClusterWide));
  return { templates: inOrder, unknown };
}

/** A service's template and a cluster-wide one may have the same name. */
export function keyOf({ name, isClusterWide }: KnownTemplate): string {
  return `${isClusterWide ? "cluster" : "service"}/${name}`;
}
