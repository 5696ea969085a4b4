import type { AnalysisTemplateConfig, AnalysisTemplates } from "../config";
import { type Manifest, metadata, type Subject } from "../manifests";
import { type KnownTemplates, knownTemplates, located } from "./template-scope";

const apiVersion = "argoproj.io/v1alpha1";

/** The AnalysisTemplates of one service. They serve a Rollout alone: where there is none, the cluster may lack their kind. */
export function renderAnalysisTemplates(subject: Subject): Manifest[] {
  const { rollout, analysisTemplates } = subject.service;
  if (!rollout.enabled) return [];
  const known = knownTemplates(subject);
  return Object.entries(analysisTemplates).map(([name, template]) => ({
    apiVersion,
    kind: "AnalysisTemplate",
    metadata: { ...metadata(subject), name },
    spec: specOf(template, known),
  }));
}

/** Those of a whole cluster. `others` are in the cluster too, and may be named. */
export function renderClusterAnalysisTemplates(
  templates: AnalysisTemplates,
  others: ReadonlySet<string> = new Set(),
): Manifest[] {
  const known = { own: new Set<string>(), clusterWide: new Set([...Object.keys(templates), ...others]) };
  return Object.entries(templates).map(([name, template]) => ({
    apiVersion,
    kind: "ClusterAnalysisTemplate",
    metadata: { name, labels: { "app.kubernetes.io/managed-by": "pulumi" } },
    spec: specOf(template, known),
  }));
}

function specOf({ templates, ...spec }: AnalysisTemplateConfig, known: KnownTemplates): object {
  return { ...spec, ...(templates && { templates: templates.map((ref) => located(ref, known)) }) };
}
