import type { AnalysisLibrary, AnalysisTemplateConfig, AnalysisTemplates } from "../../config";
import type { TypedTemplate } from "./define";
import { dialects } from "./dialects";
import { podTemplates } from "./pods";
import { probeTemplates } from "./probes";
import { requestTemplates } from "./requests";

export { defineTemplate, together, type TemplateUse, type TypedTemplate } from "./define";

/**
 * The built-in ClusterAnalysisTemplates as values: `library.istio["success-rate"].use({ "service-name": "pay", ... })` is the
 * analysis of a canary's step, and the compiler knows its arguments. The cluster has them where a stack's `analysisLibrary`,
 * or `AnalysisTemplates` with `library`, makes them.
 */
export const library = {
  http: requestTemplates(dialects.http),
  istio: requestTemplates(dialects.istio),
  envoyGateway: requestTemplates(dialects.envoyGateway),
  nginx: requestTemplates(dialects.nginx),
  linkerd: requestTemplates(dialects.linkerd),
  openTelemetry: requestTemplates(dialects.openTelemetry),
  pods: podTemplates,
  probes: probeTemplates,
} as const;

/** The templates that a stack asks for, by the names that services use. */
export function libraryTemplates(wanted: AnalysisLibrary | undefined): AnalysisTemplates {
  if (wanted === undefined) return {};
  const { prometheus, dialects: spoken, templates } = wanted;
  const all = [...spoken.map((dialect) => library[dialect]), podTemplates, probeTemplates];
  return Object.fromEntries(
    all
      .flatMap((group) => Object.entries<Pick<TypedTemplate, "name" | "config">>(group))
      .filter(([kind]) => templates === undefined || templates.some((one) => one === kind))
      .map(([, { name, config }]) => [name, withAddress(config, prometheus)]),
  );
}

function withAddress(
  { args = [], ...config }: AnalysisTemplateConfig,
  prometheus: string,
): AnalysisTemplateConfig {
  return {
    args: args.map((one) => (one.name === "prometheus" ? { ...one, value: prometheus } : one)),
    ...config,
  };
}
