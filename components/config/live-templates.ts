import type { DataObject } from "./layers";
import type { LiveCluster } from "./live-cluster";

export type TemplateKind = "AnalysisTemplate" | "ClusterAnalysisTemplate";

export function templateKey(kind: TemplateKind, name: string): string {
  return `${kind} ${name}`;
}

/** Specs by name, whichever controller they belong to. */
export function liveTemplates(kind: TemplateKind, live: LiveCluster): ReadonlyMap<string, DataObject> {
  return kind === "AnalysisTemplate" ? live.analysisTemplates : live.clusterAnalysisTemplates;
}

/** Id of the controller to which a template belongs. */
export function instanceOfTemplate(kind: TemplateKind, name: string, live: LiveCluster): string | undefined {
  return live.templateInstances?.get(templateKey(kind, name));
}

/** The spec of a template that a controller knows: one of another controller it does not. */
export function visibleTemplate(
  kind: TemplateKind,
  name: string,
  instance: string | undefined,
  live: LiveCluster,
): DataObject | undefined {
  return instanceOfTemplate(kind, name, live) === instance ? liveTemplates(kind, live).get(name) : undefined;
}

export function visibleNames(
  kind: TemplateKind,
  instance: string | undefined,
  live: LiveCluster | undefined,
): string[] {
  if (live === undefined) return [];
  const names = [...liveTemplates(kind, live).keys()];
  return names.filter((name) => instanceOfTemplate(kind, name, live) === instance);
}
