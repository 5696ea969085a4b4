import {
  type AnalysisTemplateConfig,
  type AnalysisTemplates,
  analysisTemplate,
  type DataObject,
  instanceOf,
  parse,
  type TemplateKind,
  visibleNames,
  visibleTemplate,
} from "../../config";
import { clusterTemplateNames, type ServiceScope, type Surroundings } from "../scope";

export interface TemplateName {
  readonly templateName: string;
  readonly clusterScope?: boolean | undefined;
}

export interface KnownTemplate {
  readonly name: string;
  readonly isClusterWide: boolean;
  /** `live`: it was found in the cluster, so what is left out in it has upstream's meaning. */
  readonly source: "service" | "stack" | "live";
  /** Undefined: it is in the cluster, in a form that this package does not know. */
  readonly template: AnalysisTemplateConfig | undefined;
}

/** What a service can name: its own templates, the cluster-wide ones of the stacks, and what is in the cluster. */
export interface KnownTemplates {
  readonly own: AnalysisTemplates;
  readonly around: Surroundings;
  /** Id of the controller that looks for them. Default: it has none. */
  readonly instance?: string | undefined;
}

export function knownTo({
  name,
  service,
  around,
}: Pick<ServiceScope, "name" | "service" | "around">): KnownTemplates {
  const instance = instanceOf(name, around.instances ?? [], service.rollout.shard);
  return { own: service.analysisTemplates, around, instance };
}

type Place = (known: KnownTemplates, name: string) => KnownTemplate | undefined;

/** Without `clusterScope` a service's own template comes first, and in a cluster-wide one another cluster-wide one. */
export function findTemplate(
  ref: TemplateName,
  known: KnownTemplates,
  within?: KnownTemplate,
): KnownTemplate | undefined {
  for (const place of placesOf(ref, within)) {
    const found = place(known, ref.templateName);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Names that `ref` could have meant. */
export function namesFor(ref: TemplateName, { own, around, instance }: KnownTemplates): string[] {
  const ofService = [...Object.keys(own), ...visibleNames("AnalysisTemplate", instance, around.live)];
  const ofCluster = clusterTemplateNames(around, instance);
  if (ref.clusterScope === true) return [...new Set(ofCluster)];
  if (ref.clusterScope === false) return [...new Set(ofService)];
  return [...new Set([...ofService, ...ofCluster])];
}

function placesOf({ clusterScope }: TemplateName, within: KnownTemplate | undefined): readonly Place[] {
  const isClusterWide = clusterScope ?? (within?.source === "live" ? false : undefined);
  if (isClusterWide === true) return clusterWide;
  if (isClusterWide === false) return ofService;
  return within?.isClusterWide ? [...clusterWide, ...ofService] : [inService, ...clusterWide, liveOfService];
}

const inService: Place = ({ own }, name) => declared(own, name, "service");
const inStack: Place = ({ around }, name) => declared(around.clusterTemplates ?? {}, name, "stack");
const liveOfService: Place = (known, name) => live("AnalysisTemplate", known, name);
const liveClusterWide: Place = (known, name) => live("ClusterAnalysisTemplate", known, name);
const ofService = [inService, liveOfService];
const clusterWide = [inStack, liveClusterWide];

function declared(
  templates: AnalysisTemplates,
  name: string,
  source: "service" | "stack",
): KnownTemplate | undefined {
  const template = Object.hasOwn(templates, name) ? templates[name] : undefined;
  return template && { name, isClusterWide: source === "stack", source, template };
}

function live(
  kind: TemplateKind,
  { around, instance }: KnownTemplates,
  name: string,
): KnownTemplate | undefined {
  const isClusterWide = kind === "ClusterAnalysisTemplate";
  const spec = around.live && visibleTemplate(kind, name, instance, around.live);
  if (spec === undefined) return undefined;
  return { name, isClusterWide, source: "live", template: templateOf(spec) };
}

/** Many services name the same template of the cluster. */
const parsed = new WeakMap<DataObject, { readonly template: AnalysisTemplateConfig | undefined }>();

function templateOf(spec: DataObject): AnalysisTemplateConfig | undefined {
  const known = parsed.get(spec) ?? { template: parse(analysisTemplate, spec).value };
  parsed.set(spec, known);
  return known.template;
}
