import { gated } from "../analysis";
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
  if (delivery.kind === "canary") return { canary: canary(delivery.canary, subject) };
  if (delivery.kind === "blueGreen") return { blueGreen: blueGreen(delivery.blueGreen, subject) };
  return {};
}

function canary({ steps, analysis, ...others }: CanaryConfig, subject: Subject): CanaryConfig {
  return {
    ...others,
    steps: steps.map((one) => step(one, subject)),
    ...(analysis && { analysis: use(analysis, subject) }),
  };
}

function step({ analysis, experiment, ...others }: CanaryStep, subject: Subject): CanaryStep {
  return {
    ...others,
    ...(analysis && { analysis: use(analysis, subject) }),
    ...(experiment && {
      experiment: {
        ...experiment,
        ...(experiment.analyses && { analyses: experiment.analyses.map((one) => gated(one, subject)) }),
      },
    }),
  };
}

function blueGreen(
  { prePromotionAnalysis: before, postPromotionAnalysis: after, ...others }: BlueGreenConfig,
  subject: Subject,
): BlueGreenConfig {
  return {
    ...others,
    ...(before && { prePromotionAnalysis: use(before, subject) }),
    ...(after && { postPromotionAnalysis: use(after, subject) }),
  };
}

function use<Use extends AnalysisUse>(analysis: Use, subject: Subject): Use {
  return { ...analysis, templates: analysis.templates.map((one) => gated(one, subject)) };
}
