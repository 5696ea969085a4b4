import { library, libraryTemplates } from "../../components/analysis/library";
import { specOf } from "../../components/analysis/render-templates";
import {
  type AnalysisTemplateConfig,
  type AnalysisTemplates,
  type DataObject,
  isDataObject,
  libraryDialects,
  type LiveCluster,
  type TemplateKind,
} from "../../components/config";

/** What only the config knows of an argument: the cluster's template has neither. */
export type ArgumentNotes = Pick<
  NonNullable<AnalysisTemplateConfig["args"]>[number],
  "name" | "type" | "description"
>;

/** A template as the controller knows it. */
export interface Template {
  readonly spec: DataObject;
  readonly notes: readonly ArgumentNotes[];
}

/** Those that a run can be made of, by where the controller would look for them. */
export interface Templates {
  readonly namespaced: ReadonlyMap<string, Template>;
  readonly clusterWide: ReadonlyMap<string, Template>;
}
export type Scope = keyof Templates;

export const kindOf: Readonly<Record<Scope, TemplateKind>> = {
  namespaced: "AnalysisTemplate",
  clusterWide: "ClusterAnalysisTemplate",
};

export function liveTemplates({ analysisTemplates, clusterAnalysisTemplates }: LiveCluster): Templates {
  const templates = (specs: ReadonlyMap<string, DataObject>): ReadonlyMap<string, Template> =>
    new Map([...specs].map(([name, spec]) => [name, { spec, notes: [] }]));
  return { namespaced: templates(analysisTemplates), clusterWide: templates(clusterAnalysisTemplates) };
}

/** What a stack declares, in the form in which it would be in the cluster. */
export interface DeclaredTemplates {
  /** A service's. */
  readonly own: AnalysisTemplates;
  readonly clusterTemplates: AnalysisTemplates;
}

/** Rendered as an update renders them. What is in the cluster may be named by them. */
export function declaredTemplates(
  { own, clusterTemplates }: DeclaredTemplates,
  live?: LiveCluster,
  /** Id of the controller that looks for what is in the cluster. */
  instance?: string,
): Templates {
  const around = { clusterTemplates, ...(live && { live }) };
  return {
    namespaced: rendered(own, (template) => specOf(template, { own, around, instance })),
    clusterWide: rendered(clusterTemplates, (template) => specOf(template, { own: {}, around, instance })),
  };
}

function rendered(
  templates: AnalysisTemplates,
  render: (template: AnalysisTemplateConfig) => object,
): ReadonlyMap<string, Template> {
  return new Map(
    Object.entries(templates).map(([name, template]) => {
      const spec = render(template);
      return [name, { spec: isDataObject(spec) ? spec : {}, notes: template.args ?? [] }];
    }),
  );
}

/** All built-in ones. */
export function builtInTemplates(prometheus: string): Templates {
  const clusterTemplates = libraryTemplates({ prometheus, dialects: [...libraryDialects] });
  return declaredTemplates({ own: {}, clusterTemplates });
}

export function isBuiltIn(name: string): boolean {
  return Object.values(library).some((group) => Object.values(group).some((one) => one.name === name));
}

/** What is declared takes the place of what is in the cluster under the same name, as it would after an update. */
export function over(declared: Templates, live: Templates): Templates {
  return {
    namespaced: new Map([...live.namespaced, ...declared.namespaced]),
    clusterWide: new Map([...live.clusterWide, ...declared.clusterWide]),
  };
}
