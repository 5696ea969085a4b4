import assert from "node:assert/strict";
import { type KubernetesObject, KubernetesObjectApi } from "@kubernetes/client-node";
import { renderClusterAnalysisTemplates } from "../../components/analysis";
import {
  type DataObject,
  deliveryOf,
  parse,
  routersOf,
  service,
  type ServiceConfig,
} from "../../components/config";
import { type Manifest, renderNamespace } from "../../components/manifests";
import { good } from "../oracle/good";
import { neighbours } from "../oracle/support/neighbours";
import { rendered } from "../oracle/support/rendered";
import { around, NAME } from "../oracle/support/specs";
import { kubeConfigOf } from "../support/plane";
import { values } from "../support/services";
import { type Environment, sharedEnvironment } from "./support/environment";

/** Routers whose objects are made here for the specs that name them, or that need none. */
const routersOnPlane = ["nginx", "alb", "istio", "smi"];

const clusterTemplates = renderClusterAnalysisTemplates(around.clusterTemplates ?? {});

/** A Rollout as far as the controller answers to it. */
interface LiveRollout extends KubernetesObject {
  status?: { observedGeneration?: string; conditions?: { type: string; message?: string }[] };
}

describe("specs that our rules accept", function () {
  this.timeout(300_000);
  let env: Environment;
  let api: KubernetesObjectApi;
  const specs = Object.entries(good)
    .map(([name, spec]) => ({ name, config: serviceOf(spec) }))
    .filter(({ config }) => routersIn(config).every((router) => routersOnPlane.includes(router)))
    .map((spec, index) => ({ ...spec, namespace: `accepted-${String(index)}` }));

  before(async () => {
    env = await sharedEnvironment();
    api = KubernetesObjectApi.makeApiClient(kubeConfigOf(env.plane));
    await createAll(clusterTemplates);
  });
  after(async () => {
    const namespaces = specs.map(({ namespace }) => renderNamespace(namespace));
    await Promise.all([...clusterTemplates, ...namespaces].map((object) => api.delete(plain(object))));
  });

  it(`are accepted by the controller, with ${routersOnPlane.join(", ")} and without a router`, async () => {
    // What Rollouts name comes first: one whose Service is not there yet is looked at again after 20 s only.
    await everywhere(({ kind }) => kind !== "Rollout");
    await everywhere(({ kind }) => kind === "Rollout");
    assert.ok(specs.length >= 50, `${String(specs.length)} specs`);
    const accepted = async () => Object.keys(await notAccepted()).length === 0;
    // Who was not accepted in time says more than that the time is over.
    await env.cluster.until("the controller accepts every spec", accepted, 120).catch(() => undefined);
    assert.deepEqual(await notAccepted(), {});
  });

  /** Creates the objects of every spec, namespace by namespace at the same time. */
  async function everywhere(wanted: (object: Manifest) => boolean): Promise<void> {
    await Promise.all(
      specs.map(({ config, namespace }) => createAll(objectsOf(config, namespace).filter(wanted))),
    );
  }

  /** A spec's name -> what the controller has against it, for now: it looks again when it did not yet see a Service. */
  async function notAccepted(): Promise<Record<string, string>> {
    const { items } = await api.list<LiveRollout>("argoproj.io/v1alpha1", "Rollout");
    const live = new Map(items.map((rollout) => [rollout.metadata?.namespace, rollout]));
    const answers = specs.map(({ name, namespace }) => [name, complaintOf(live.get(namespace))] as const);
    return Object.fromEntries(answers.filter(([, complaint]) => complaint !== ""));
  }

  async function createAll(objects: readonly Manifest[]): Promise<void> {
    for (const object of objects) await api.create(plain(object));
  }
});

function complaintOf(rollout: LiveRollout | undefined): string {
  const { observedGeneration, conditions = [] } = rollout?.status ?? {};
  const invalid = conditions.find(({ type }) => type === "InvalidSpec");
  if (invalid !== undefined) return invalid.message ?? "InvalidSpec";
  const isSeen = observedGeneration === String(rollout?.metadata?.generation);
  return isSeen ? "" : `generation ${observedGeneration ?? "none"} was seen`;
}

/** No pods: it is the controller that is asked. */
function serviceOf(spec: DataObject): ServiceConfig {
  const { value, findings } = parse(service, values(spec, { replicaCount: 0 }));
  assert.ok(value, JSON.stringify(findings));
  return value;
}

function routersIn(config: ServiceConfig): string[] {
  const delivery = deliveryOf(NAME, config);
  return delivery.kind === "canary" ? routersOf(delivery.canary.trafficRouting).map(({ name }) => name) : [];
}

function objectsOf(config: ServiceConfig, namespace: string): Manifest[] {
  const others = neighbours(NAME, config).map((object) => ({
    ...object,
    metadata: { ...object.metadata, namespace },
  }));
  const own = rendered(config, namespace);
  const isOwn = ({ kind, metadata }: Manifest) =>
    own.some((one) => one.kind === kind && one.metadata.name === metadata.name);
  return [renderNamespace(namespace), ...others.filter((other) => !isOwn(other)), ...own];
}

/** As the client wants it. */
function plain(object: Manifest): KubernetesObject {
  return JSON.parse(JSON.stringify(object));
}
