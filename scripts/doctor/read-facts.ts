import { ClusterError } from "../../components/cluster/cluster-error";
import type { Get } from "../../components/cluster/connection";
import { type Collection, list, listIfKnown } from "../../components/cluster/list";
import { type DataObject, isDataObject, mapAt, nameOf, textAt, textsAt } from "../../components/config";
import { CONFIG, CONTROLLER_LABEL } from "./checks/controller";
import { type Controller, type Facts, type FoundRoute, labelOf, specOf } from "./facts";
import { type RouteTarget, routeTargets } from "./route-targets";

/** What is looked at. */
export interface FactsQuery extends Pick<Facts, "service" | "namespace" | "now" | "flags" | "wanted"> {
  /** Where a controller is looked for by those who may not look everywhere. */
  readonly controllerNamespace: string;
}

/** A look at a Rollout and its routes shows one moment, unless it changes faster than that. */
const ATTEMPTS = 3;

/** Reads all that the checks look at. Writes nothing. Rejects with a `ClusterError` where the service itself may not be read. */
export async function readFacts(get: Get, query: FactsQuery): Promise<Facts> {
  const unread = new Set<string>();
  /** Undefined where it may not be read. */
  const allowed = async <T>(asked: Promise<T>): Promise<T | undefined> => {
    try {
      return await asked;
    } catch (error) {
      if (!(error instanceof ClusterError)) throw error;
      unread.add(error.message);
      return undefined;
    }
  };
  const hasNamespace = await namespaceExists(get, query.namespace);
  for (let attempt = 1; ; attempt++) {
    const seen = await readOnce(get, query, allowed);
    const facts: Facts = { ...query, hasNamespace, ...seen, unread: [...unread] };
    if (attempt === ATTEMPTS || facts.rollout === undefined) return facts;
    const [again] = await list(get, oneOf("argoproj.io/v1alpha1", "rollouts", query));
    if (versionOf(again) === versionOf(facts.rollout)) return facts;
  }
}

type Allowed = <T>(asked: Promise<T>) => Promise<T | undefined>;
type Seen = Omit<Facts, keyof FactsQuery | "hasNamespace" | "unread">;

async function readOnce(get: Get, query: FactsQuery, allowed: Allowed): Promise<Seen> {
  const { namespace } = query;
  const all = (apiVersion: string, plural: string, field?: string) =>
    allowed(list(get, { apiVersion, plural, namespace, ...(field !== undefined && { field }) }));
  const [rollouts, [deployment], replicaSets, services, autoscalers, analysisRuns, events, controllers] =
    await Promise.all([
      listIfKnown(get, oneOf("argoproj.io/v1alpha1", "rollouts", query)),
      list(get, oneOf("apps/v1", "deployments", query)),
      all("apps/v1", "replicasets"),
      all("v1", "services"),
      all("autoscaling/v2", "horizontalpodautoscalers"),
      all("argoproj.io/v1alpha1", "analysisruns"),
      all("v1", "events", "type=Warning"),
      readControllers(get, query, allowed),
    ]);
  const rollout = rollouts?.[0];
  const [pods, routes] = await Promise.all([
    readPods(get, rollout ?? deployment, namespace, allowed),
    rollout === undefined ? [] : readRoutes(get, rollout, allowed),
  ]);
  return {
    knowsRollouts: rollouts !== undefined,
    rollout,
    deployment,
    replicaSets,
    pods,
    events: events ?? [],
    services: services && new Map(services.map((service) => [nameOf(service), service])),
    autoscalers,
    analysisRuns: analysisRuns ?? [],
    routes,
    controllers,
  };
}

/** Who may not read namespaces may be allowed to look into one of them. */
async function namespaceExists(get: Get, namespace: string): Promise<boolean> {
  const { status } = await get(`/api/v1/namespaces/${encodeURIComponent(namespace)}`);
  return status !== 404;
}

/** By a list, since an answer to the name alone does not tell a missing kind from a missing object. */
function oneOf(apiVersion: string, plural: string, { namespace, service }: FactsQuery): Collection {
  return { apiVersion, plural, namespace, field: `metadata.name=${service}` };
}

function versionOf(object: DataObject | undefined): string {
  return object === undefined ? "" : textAt(mapAt(object, "metadata"), "resourceVersion");
}

/** Of all versions. A Rollout that takes its pods from a Deployment has that one's labels in its status. */
async function readPods(
  get: Get,
  workload: DataObject | undefined,
  namespace: string,
  allowed: Allowed,
): Promise<DataObject[]> {
  if (workload === undefined) return [];
  const labels = Object.entries(textsAt(specOf(workload), "selector", "matchLabels"));
  const selector =
    labels.map(([key, value]) => `${key}=${value}`).join(",") ||
    textAt(mapAt(workload, "status"), "selector");
  if (selector === "") return [];
  const pods = await allowed(list(get, { apiVersion: "v1", plural: "pods", namespace, label: selector }));
  return newestFirst(pods ?? []);
}

function newestFirst(objects: readonly DataObject[]): DataObject[] {
  const made = (object: DataObject): string => textAt(mapAt(object, "metadata"), "creationTimestamp");
  return objects
    .filter((object) => !("deletionTimestamp" in mapAt(object, "metadata")))
    .sort((a, b) => made(b).localeCompare(made(a)));
}

/** Each kind of each namespace once, however many routes. */
async function readRoutes(get: Get, rollout: DataObject, allowed: Allowed): Promise<FoundRoute[]> {
  const targets = routeTargets(rollout);
  const placeOf = ({ kind, namespace }: RouteTarget): string => `${kind.plural} ${namespace}`;
  const places = new Map(targets.map((target) => [placeOf(target), target]));
  const found = new Map(
    await Promise.all(
      [...places].map(async ([place, { kind, namespace }]) => {
        const { apiVersion, plural } = kind;
        const objects = await allowed(
          listIfKnown(get, { apiVersion, plural, namespace }).then((known) => ({ known })),
        );
        return [place, objects] as const;
      }),
    ),
  );
  return targets.flatMap((target): FoundRoute[] => {
    const answer = found.get(placeOf(target));
    if (answer === undefined) return [];
    const { known = [] } = answer;
    const objects = known.filter((object) => isMeant(object, target));
    const common = { target, isKindKnown: answer.known !== undefined };
    if (objects.length === 0) return [{ ...common, object: undefined }];
    return objects.map((object) => ({
      ...common,
      object,
      canaryIngress: canaryIngress(target, known, rollout),
    }));
  });
}

function isMeant(object: DataObject, { name, labels = {} }: RouteTarget): boolean {
  if (name !== undefined) return nameOf(object) === name;
  return Object.entries(labels).every(([key, value]) => labelOf(object, key) === value);
}

/** The controller makes it beside the stable one. Upstream: `GetCanaryIngressName`. */
function canaryIngress(
  { router, name }: RouteTarget,
  known: readonly DataObject[],
  rollout: DataObject,
): DataObject | undefined {
  if (router !== "nginx" || name === undefined) return undefined;
  return known.find((object) => nameOf(object) === `${nameOf(rollout)}-${name}-canary`);
}

/** Undefined where none may be looked for, not even in its own namespace. */
async function readControllers(
  get: Get,
  { controllerNamespace }: FactsQuery,
  allowed: Allowed,
): Promise<Controller[] | undefined> {
  const deployments = { apiVersion: "apps/v1", plural: "deployments", label: CONTROLLER_LABEL };
  const everywhere = await list(get, deployments).catch((error: unknown) => {
    if (error instanceof ClusterError) return undefined;
    throw error;
  });
  const found = everywhere ?? (await allowed(list(get, { ...deployments, namespace: controllerNamespace })));
  // Who sees one namespace alone does not know that there is none elsewhere.
  if (found === undefined || (everywhere === undefined && found.length === 0)) return undefined;
  return Promise.all(
    found.filter(isController).map((deployment) => readController(get, deployment, allowed)),
  );
}

/** The chart gives its dashboard the same name. */
function isController(deployment: DataObject): boolean {
  return ["", "rollouts-controller"].includes(labelOf(deployment, "app.kubernetes.io/component"));
}

async function readController(get: Get, deployment: DataObject, allowed: Allowed): Promise<Controller> {
  const namespace = textAt(mapAt(deployment, "metadata"), "namespace");
  const label = Object.entries(textsAt(specOf(deployment), "selector", "matchLabels"))
    .map(([key, value]) => `${key}=${value}`)
    .join(",");
  const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/configmaps/${CONFIG}`;
  const [pods, { status, body }] = await Promise.all([
    allowed(list(get, { apiVersion: "v1", plural: "pods", namespace, label })),
    get(path),
  ]);
  // Without a ConfigMap it has no plugin at all.
  const empty = status === 404 ? {} : undefined;
  return {
    deployment,
    pods: newestFirst(pods ?? []),
    config: status === 200 && isDataObject(body) ? body : empty,
  };
}
