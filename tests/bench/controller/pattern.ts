import { type DataObject, isDataObject } from "../../../components/config";
import type { Api } from "./api";
import { type Kind, kinds, pathOf } from "./kinds";
import {
  analysisRun,
  deployment,
  oldReplicaSet,
  rollout,
  service,
  type Shape,
  virtualService,
} from "./objects";

const NAMESPACE = "pattern";
/** As long as the names of those that are made after it. */
const NAME = "service-seed";

/**
 * One Rollout with all around it, brought by the controller to where it rests. Others are written after it, status
 * included: the controller finds nothing to do on them, and a fleet is there within minutes.
 */
export interface Pattern {
  repeat(namespace: string, name: string): Promise<void>;
}

export async function patternOf(
  api: Api,
  shape: Shape,
  settled: (key: string) => Promise<void>,
): Promise<Pattern> {
  const create = (kind: Kind, object: DataObject): Promise<DataObject> =>
    api.create(pathOf(kind, NAMESPACE), object);
  await api.create("/api/v1/namespaces", {
    ...{ apiVersion: "v1", kind: "Namespace", metadata: { name: NAMESPACE } },
  });
  for (const [kind, object] of surroundings(shape)) await create(kind, object);
  await create("rollouts", rollout(NAME, shape));
  await settled(`${NAMESPACE}/${NAME}`);
  const { metadata, status } = await api.get(`${pathOf("rollouts", NAMESPACE)}/${NAME}`);
  const uid = textAt(metadata, "uid");
  for (let revision = shape.history; revision > 0; revision--)
    await create("replicaSets", oldReplicaSet(NAME, uid, shape, revision));
  for (let index = 0; index < shape.analysisRuns; index++)
    await create("analysisRuns", analysisRun(NAME, uid, textAt(status, "currentPodHash"), index));
  await settled(`${NAMESPACE}/${NAME}`);
  const objects = new Map<Kind, readonly DataObject[]>();
  for (const kind of kinds) objects.set(kind, await listed(api, kind));
  for (const kind of kinds) await api.removeAll(pathOf(kind, NAMESPACE)).catch(() => undefined);
  return { repeat: (namespace, name) => repeat(api, objects, namespace, name, uid) };
}

function surroundings(shape: Shape): (readonly [Kind, DataObject])[] {
  const extra = Array.from({ length: shape.services }, (_, index) => `${NAME}-${String(index)}`);
  const ofRoutes = shape.istio ? [`${NAME}-stable`, `${NAME}-canary`] : [];
  return [
    ...[...extra, ...ofRoutes].map((name) => ["services", service(name)] as const),
    ...(shape.istio ? [["virtualServices", virtualService(NAME)] as const] : []),
    ...(shape.workloadRef ? [["deployments", deployment(NAME, shape)] as const] : []),
  ];
}

async function listed(api: Api, kind: Kind): Promise<readonly DataObject[]> {
  const {
    items,
    apiVersion,
    kind: list,
  } = await api.get(pathOf(kind, NAMESPACE)).catch((): DataObject => ({}));
  // Items of a list of built-in kinds do not say what they are.
  const type = { apiVersion, kind: String(list).replace(/List$/, "") };
  return (Array.isArray(items) ? items.filter(isDataObject) : []).map((item) => ({ ...item, ...type }));
}

async function repeat(
  api: Api,
  objects: ReadonlyMap<Kind, readonly DataObject[]>,
  namespace: string,
  name: string,
  patternUid: string,
): Promise<void> {
  let uid = patternUid;
  const rolloutsFirst = [...objects].toSorted(([one], [other]) => rank(one) - rank(other));
  for (const [kind, patterns] of rolloutsFirst) {
    for (const pattern of patterns) {
      const text = JSON.stringify(bare(pattern)).replaceAll(NAME, name).replaceAll(patternUid, uid);
      const object: unknown = JSON.parse(text);
      if (!isDataObject(object)) continue;
      const created = await api.create(pathOf(kind, namespace), object);
      if (kind !== "rollouts") continue;
      uid = textAt(created["metadata"], "uid");
      const status = { ...(isDataObject(object["status"]) && object["status"]), observedGeneration: "1" };
      await api.patch(`${pathOf(kind, namespace)}/${name}/status`, { status });
    }
  }
}

/** The others name a Rollout as their owner. */
function rank(kind: Kind): number {
  return kind === "rollouts" ? 0 : 1;
}

function bare(object: DataObject): DataObject {
  const { name, labels, annotations, ownerReferences } = isDataObject(object["metadata"])
    ? object["metadata"]
    : {};
  return { ...object, metadata: { name, labels, annotations, ownerReferences } };
}

function textAt(part: unknown, key: string): string {
  return String(isDataObject(part) ? part[key] : undefined);
}
