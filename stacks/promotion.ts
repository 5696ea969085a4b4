import * as pulumi from "@pulumi/pulumi";
import { type ClusterChoice, readProofs } from "../components/cluster";
import {
  ConfigError,
  type DataObject,
  type EnvironmentConfig,
  type Finding,
  mapAt,
  type Promotion,
  type PromotionConfig,
  type Proof,
  type ServiceConfig,
  textAt,
} from "../components/config";
import { isNewHere, type Surroundings, unjudged } from "../components/rules";
import type { Catalog } from "./catalog";
import { checkAll } from "./plan-environment";
import { fullStackName, outputsOfService, readStackOutputs } from "./stack-outputs";

const readers = { readOutputs: readStackOutputs, readProofs };

/** What the environment that `promotion.from` names says for the images of this one. Undefined where the stack names none. */
export async function promotionOf(
  { environment, catalog }: { readonly environment: EnvironmentConfig; readonly catalog: Catalog },
  around: Surroundings,
  read = readers,
): Promise<Promotion | undefined> {
  const { promotion: config } = environment;
  if (config === undefined) return undefined;
  const stack = fullStackName(config.from);
  if (stack === fullStackName(pulumi.getStack())) throw new ConfigError([itself(config)]);
  const { services } = checkAll(environment, catalog, around);
  const asked = [...services.keys()].filter((name) => isAsked(name, services, config, around));
  if (asked.length === 0) return { config, proofs: new Map() };
  const { outputs, reason } = await read.readOutputs(stack);
  if (reason !== undefined) return { config, unread: reason };
  if (textAt(outputs, "namespace") === "")
    return {
      config,
      unread: `The stack ${stack} has no output namespace, so it is not one of an environment.`,
    };
  const places = await placesOf(asked, { stack, outputs }, read);
  const readings = await Promise.all(
    [...places.values()].map((place) => proofsAt(place, environment, config, around, read)),
  );
  const unread = readings.flatMap((one) => one.unread ?? [])[0];
  if (unread !== undefined) return { config, unread };
  return { config, proofs: new Map(readings.flatMap(({ proofs }) => [...(proofs ?? [])])) };
}

function isAsked(
  name: string,
  services: ReadonlyMap<string, ServiceConfig>,
  { override }: PromotionConfig,
  around: Surroundings,
): boolean {
  const service = services.get(name);
  return service !== undefined && (override[name] !== undefined || isNewHere(name, service, around));
}

function itself({ from }: PromotionConfig): Finding {
  return {
    rule: "promotion-stack",
    severity: "error",
    path: ["promotion", "from"],
    reason: `${from} is this stack itself.`,
    hint: "Name the stack of the environment that comes before.",
  };
}

/** Where services run, and which ones run there. */
interface Place {
  readonly stack: string;
  readonly namespace: string;
  readonly clusterUid: string;
  readonly services: readonly string[];
}

/** The places of those services that the other environment has: one, unless its stacks are spread over several. */
async function placesOf(
  names: readonly string[],
  from: { readonly stack: string; readonly outputs: DataObject },
  { readOutputs }: typeof readers,
): Promise<ReadonlyMap<string, Place>> {
  const places = new Map<string, Place>();
  for (const name of names) {
    const { outputs } = await outputsOfService(name, from, readOutputs);
    if (outputs === undefined || mapAt(outputs, "services")[name] === undefined) continue;
    const [namespace, clusterUid] = [textAt(outputs, "namespace"), textAt(outputs, "clusterUid")];
    const key = `${clusterUid} ${namespace}`;
    const services = [...(places.get(key)?.services ?? []), name];
    places.set(key, { stack: from.stack, namespace, clusterUid, services });
  }
  return places;
}

type Read = Pick<Promotion, "unread"> & { readonly proofs?: [string, readonly Proof[]][] };

async function proofsAt(
  { stack, namespace, clusterUid, services }: Place,
  environment: EnvironmentConfig,
  { kubeconfig, context }: PromotionConfig,
  { live }: Surroundings,
  read: typeof readers,
): Promise<Read> {
  const isElsewhere = clusterUid !== "" && live?.uid !== undefined && clusterUid !== live.uid;
  const isNamed = kubeconfig !== undefined || context !== undefined;
  if (isElsewhere && !isNamed)
    return {
      unread: `The stack ${stack} writes to the cluster ${clusterUid}, and this one to ${live.uid}: promotion.kubeconfig or promotion.context has to name that cluster.`,
    };
  const choice = isNamed
    ? { kubeconfig: kubeconfig ?? environment.kubeconfig, context }
    : ownCluster(environment);
  const { uid, proofs, reason } = await read.readProofs({ ...choice, namespace });
  if (reason !== undefined) return { unread: `The workloads of ${stack} cannot be read: ${reason}` };
  if (clusterUid !== "" && uid !== undefined && uid !== clusterUid)
    return {
      unread: `promotion leads to the cluster ${uid}, and the stack ${stack} writes to ${clusterUid}.`,
    };
  return { proofs: services.map((name) => [name, proofs.get(name) ?? []]) };
}

function ownCluster({ kubeconfig, context }: EnvironmentConfig): ClusterChoice {
  return { kubeconfig, context };
}

/** A preview may not know whether an image has proven itself; an up that brings it has to. */
export function promotionFindings(
  services: ReadonlyMap<string, ServiceConfig>,
  around: Surroundings,
): Finding[] {
  const names = unjudged(services, around);
  if (names.length === 0) return [];
  return [
    {
      rule: "promotion-unread",
      severity: "error",
      path: ["promotion", "from"],
      reason: `${around.promotion?.unread ?? ""} So nobody knows whether the images of ${names.join(", ")} were healthy there.`,
      hint: "Mend that, or name each image in promotion.override.",
    },
  ];
}
