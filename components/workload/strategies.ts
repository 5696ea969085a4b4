import { knownTemplates, type KnownTemplates, located } from "../analysis";
import {
  type AnalysisUse,
  type BlueGreenConfig,
  type CanaryConfig,
  type CanaryStep,
  deliveryOf,
} from "../config";
import type { Subject } from "../manifests";

/** `spec.strategy` of a Rollout, with the Services, routers and places of templates that the values leave to the package. */
export function renderStrategy(subject: Subject): object {
  const delivery = deliveryOf(subject.name, subject.service);
  const known = knownTemplates(subject);
  if (delivery.kind === "canary") return { canary: canary(delivery.canary, known) };
  if (delivery.kind === "blueGreen") return { blueGreen: blueGreen(delivery.blueGreen, known) };
  return {};
}

function canary({ steps, analysis, ...others }: CanaryConfig, known: KnownTemplates): CanaryConfig {
  return {
    ...others,
    steps: steps.map((one) => step(one, known)),
    ...(analysis && { analysis: use(analysis, known) }),
  };
}

function step({ analysis, experiment, ...others }: CanaryStep, known: KnownTemplates): CanaryStep {
  return {
    ...others,
    ...(analysis && { analysis: use(analysis, known) }),
    ...(experiment && {
      experiment: {
        ...experiment,
        ...(experiment.analyses && { analyses: experiment.analyses.map((one) => located(one, known)) }),
      },
    }),
  };
}

function blueGreen(
  { prePromotionAnalysis: before, postPromotionAnalysis: after, ...others }: BlueGreenConfig,
  known: KnownTemplates,
): BlueGreenConfig {
  return {
    ...others,
    ...(before && { prePromotionAnalysis: use(before, known) }),
    ...(after && { postPromotionAnalysis: use(after, known) }),
  };
}

function use<Use extends AnalysisUse>(analysis: Use, known: KnownTemplates): Use {
  return { ...analysis, templates: analysis.templates.map((one) => located(one, known)) };
}
