import { renderClusterAnalysisTemplates } from "../components/analysis";
import {
  type Data,
  type EnvironmentConfig,
  formatPath,
  isDataObject,
  type Path,
  valueAt,
} from "../components/config";
import { type KindSchema, unknownFields } from "../components/controller";
import type { Manifest } from "../components/manifests";
import type { Surroundings, UnknownField } from "../components/rules";
import { manifestsOf, planWorkload } from "../components/workload";
import { type EnvironmentPlan, subjectOf, templatesOf } from "./plan-environment";

/** An object for the Rollouts controller that the stack makes. */
export interface StackObject {
  /** Names it among all objects of the cluster. */
  readonly key: string;
  readonly manifest: Manifest;
  /** Where the config says a field of it, as far as that is known. */
  readonly placeOf: (field: Path) => Path;
}

export function stackObjects(
  environment: EnvironmentConfig,
  { services }: EnvironmentPlan,
  around: Surroundings,
): StackObject[] {
  const templates = renderClusterAnalysisTemplates(templatesOf(environment), around).map((manifest) =>
    stackObject(manifest, [], { analysisTemplates: environment.analysisTemplates }),
  );
  const ofServices = [...services].flatMap(([name, service]) => {
    const plan = planWorkload(subjectOf(name, service, environment, around));
    return manifestsOf(plan).map((manifest) => stackObject(manifest, ["services", name], service));
  });
  return [
    ...templates,
    ...ofServices.filter(({ manifest }) => manifest.apiVersion.startsWith("argoproj.io/")),
  ];
}

/** Fields that the kinds do not have. */
export function unknownFieldsOf(
  objects: readonly StackObject[],
  kinds: readonly KindSchema[],
  of: string,
): UnknownField[] {
  return objects.flatMap(({ manifest, placeOf }) => {
    const schema = kinds.find(({ kind }) => kind === manifest.kind);
    const fields = schema === undefined ? [] : unknownFields(manifest, schema);
    const object = `${manifest.kind} ${manifest.metadata.name}`;
    return fields.map((field) => ({ path: placeOf(field), object, field: formatPath(field), of }));
  });
}

/** Of an object that is made, and of one of the cluster. */
export function keyOf({ kind, metadata }: Readonly<Record<string, unknown>>): string {
  const { name, namespace } = isDataObject(metadata) ? metadata : {};
  return `${String(kind)} ${String(namespace ?? "")}/${String(name)}`;
}

function stackObject(manifest: Manifest, at: Path, config: object): StackObject {
  const placeOf = (field: Path): Path => [...at, ...knownPart(config, likelyPlace(manifest, field))];
  return { key: keyOf(manifest), manifest, placeOf };
}

/** The keys of the config are upstream's, so most of a field's path is a path of the config too. */
function likelyPlace({ kind, metadata }: Manifest, [, ...field]: Path): Path {
  if (kind !== "Rollout") return ["analysisTemplates", metadata.name, ...field];
  return ["rollout", ...(field[0] === "strategy" ? field.slice(1) : field)];
}

/** As far down as the config goes: the rest was made of other values. */
function knownPart(config: unknown, path: Path): Path {
  const data: Data = isDataObject(config) ? config : {};
  const isSaid = (length: number): boolean => valueAt(data, path.slice(0, length)) !== undefined;
  const lengths = path.map((_, index) => index + 1);
  return path.slice(0, Math.max(0, ...lengths.filter(isSaid)));
}
