import {
  type AnalysisTemplateConfig,
  type AnalysisTemplates,
  clusterTemplateName,
  instanceLabels,
} from "../config";
import { instanceOfSubject, type Manifest, metadata, type Subject } from "../manifests";
import type { KnownTemplates, Surroundings } from "../rules";
import { withConditions } from "./conditions";
import { gatedTemplates } from "./gates";
import { knownTemplates, located } from "./template-scope";

const apiVersion = "argoproj.io/v1alpha1";

/** The AnalysisTemplates of one service. They serve a Rollout alone: where there is none, the cluster may lack their kind. */
export function renderAnalysisTemplates(subject: Subject): Manifest[] {
  const { rollout, analysisTemplates } = subject.service;
  if (!rollout.enabled) return [];
  const known = knownTemplates(subject);
  return Object.entries({ ...analysisTemplates, ...gatedTemplates(subject) }).map(([name, template]) => ({
    apiVersion,
    kind: "AnalysisTemplate",
    metadata: { ...metadata(subject, { labels: instanceLabels(instanceOfSubject(subject)) }), name },
    spec: specOf(template, known),
  }));
}

/** Those of a whole cluster, for each of its controllers. What is `around` is in the cluster too, and may be named. */
export function renderClusterAnalysisTemplates(
  templates: AnalysisTemplates,
  around: Surroundings = {},
): Manifest[] {
  const clusterTemplates = { ...around.clusterTemplates, ...templates };
  const { instances = [] } = around;
  const controllers = instances.length === 0 ? [undefined] : instances;
  return Object.entries(templates).flatMap(([name, template]) =>
    controllers.map((instance) => ({
      apiVersion,
      kind: "ClusterAnalysisTemplate",
      metadata: {
        name: clusterTemplateName(name, instance, instances),
        labels: { "app.kubernetes.io/managed-by": "pulumi", ...instanceLabels(instance) },
      },
      spec: specOf(template, { own: {}, around: { ...around, clusterTemplates }, instance }),
    })),
  );
}

/** As upstream knows it: without what is said for people and for checks alone. */
export function specOf(
  { args, metrics, templates, ...spec }: AnalysisTemplateConfig,
  known: KnownTemplates,
): object {
  return {
    ...(args && { args: args.map(({ type, description, ...arg }) => arg) }),
    ...(metrics && { metrics: metrics.map(withConditions) }),
    ...(templates && { templates: templates.map((ref) => located(ref, known)) }),
    ...spec,
  };
}
