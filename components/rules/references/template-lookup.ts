import {
  type AnalysisTemplateConfig,
  type AnalysisTemplates,
  analysisTemplate,
  type DataObject,
  parse,
} from "../../config";
import type { ServiceScope, Surroundings } from "../scope";

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
}

export function knownTo({ service, around }: Pick<ServiceScope, "service" | "around">): KnownTemplates {
  return { own: service.analysisTemplates, around };
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
export function namesFor(ref: TemplateName, { own, around }: KnownTemplates): string[] {
  const ofService = [...Object.keys(own), ...(around.live?.analysisTemplates.keys() ?? [])];
  const ofCluster = [
    ...Object.keys(around.clusterTemplates ?? {}),
    ...(around.live?.clusterAnalysisTemplates.keys() ?? []),
  ];
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
const liveOfService: Place = ({ around }, name) => live(around.live?.analysisTemplates, name, false);
const liveClusterWide: Place = ({ around }, name) => live(around.live?.clusterAnalysisTemplates, name, true);
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
  specs: ReadonlyMap<string, DataObject> | undefined,
  name: string,
  isClusterWide: boolean,
): KnownTemplate | undefined {
  const spec = specs?.get(name);
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
