import {
  type ClusterChoice,
  type LiveInstall,
  readInstall,
  readObjects,
  versionOf,
} from "../components/cluster";
import { type DataObject, type EnvironmentConfig, type Finding, isDataObject } from "../components/config";
import {
  droppedFields,
  fieldDiff,
  type InstallPlan,
  type KindSchema,
  kindSchemas,
  kindsThatLose,
  loadInstallManifest,
  planInstall,
  upgradeNotice,
} from "../components/controller";
import {
  checkInstall,
  type DroppedField,
  type FormerInstall,
  type RolloutCounts,
  type Surroundings,
} from "../components/rules";
import type { FormerOutputs } from "./cluster-identity";
import type { EnvironmentPlan } from "./plan-environment";
import { keyOf, type StackObject, stackObjects, unknownFieldsOf } from "./stack-objects";

/** What a stack makes of the Argo Rollouts of its cluster. */
export interface InstallChecks {
  readonly findings: readonly Finding[];
  /** What changes in the cluster's kinds, as a sentence. */
  readonly notice?: string;
  /** Why the cluster could not be looked at, as a sentence. */
  readonly unread?: string;
}

/**
 * Holds the controller that is installed, and the objects for it, against what the cluster has. Fails with a `ManifestError`
 * where the release manifest cannot be had.
 */
export async function installChecks(
  environment: EnvironmentConfig,
  plan: EnvironmentPlan,
  around: Surroundings,
  outputs: FormerOutputs,
): Promise<InstallChecks> {
  const install = await plannedInstall(environment);
  const shipped = install && install.crds.length > 0 ? kindSchemas(install.crds) : undefined;
  const objects = stackObjects(environment, plan, around);
  const former = formerInstall(outputs);
  const concerns = environment.controller.install || former.version !== undefined || objects.length > 0;
  if (around.live === undefined || !concerns) return { findings: [] };
  const { kubeconfig, context, controller } = environment;
  const choice = { kubeconfig, context };
  const { found, reason } = await readInstall({ ...choice, namespace: controller.namespace });
  if (found === undefined) return { findings: [], unread: reason };
  const inCluster = kindSchemas(found.crds ?? []);
  const { dropped, unread } = shipped
    ? await usersElsewhere(choice, { inCluster, shipped }, objects)
    : { dropped: [] };
  const findings = checkInstall({
    ...{ environment, former, dropped },
    rollouts: rolloutCounts(found, plan, around, outputs),
    unknown: shipped
      ? unknownFieldsOf(objects, shipped, `Argo Rollouts ${controller.version}`)
      : unknownFieldsOf(objects, inCluster, "the cluster"),
  });
  const fields = fieldDiff(inCluster, shipped ?? []);
  const notice = install && upgradeNotice({ ...versions(environment, found, install), fields });
  return { findings, ...(notice !== undefined && { notice }), ...(unread !== undefined && { unread }) };
}

/** Who uses what goes is then not known. A preview may be wrong about that; an up may not. */
export function unreadFinding(reason: string): Finding {
  return {
    rule: "cluster-unread",
    severity: "error",
    path: ["controller"],
    reason: `${reason} So nobody knows what in the cluster the controller's kinds are used for.`,
    hint: "Let the cluster answer, or its user list the objects of Argo Rollouts.",
  };
}

async function plannedInstall({ controller }: EnvironmentConfig): Promise<InstallPlan | undefined> {
  return controller.install ? planInstall(await loadInstallManifest(controller), controller) : undefined;
}

interface Kinds {
  readonly inCluster: readonly KindSchema[];
  readonly shipped: readonly KindSchema[];
}

/** Who else uses a field that goes. Read only where one goes: it is every object of a kind. */
async function usersElsewhere(
  choice: ClusterChoice,
  { inCluster, shipped }: Kinds,
  objects: readonly StackObject[],
): Promise<{ readonly dropped: readonly DroppedField[]; readonly unread?: string }> {
  const kinds = kindsThatLose(inCluster, shipped);
  if (kinds.length === 0) return { dropped: [] };
  const { found, reason } = await readObjects(choice, kinds);
  if (found === undefined) return { dropped: [], unread: reason };
  // Of the stack's own objects counts what it makes of them now.
  const own = new Set(objects.map(({ key }) => key));
  const others = [...found].map(([plural, all]): [string, DataObject[]] => [
    plural,
    all.filter((object) => !own.has(keyOf(object))),
  ]);
  return { dropped: droppedFields(new Map(others), shipped) };
}

/** By the images: who builds the controller has tags of his own, and the release is the same. */
function versions(
  { controller }: EnvironmentConfig,
  { version: from }: LiveInstall,
  { deployments: [deployment] }: InstallPlan,
): { readonly from: string | undefined; readonly to: string } {
  return { from, to: (deployment && versionOf(deployment)) ?? controller.version };
}

function formerInstall({ controller }: FormerOutputs): FormerInstall {
  const { version, keepsCrds } = isDataObject(controller) ? controller : {};
  return {
    version: typeof version === "string" ? version : undefined,
    keepsCrds: typeof keepsCrds === "boolean" ? keepsCrds : undefined,
  };
}

/** Without the stack's own that leave with this `up`: they go before the controller does. */
function rolloutCounts(
  { rollouts }: LiveInstall,
  { services }: EnvironmentPlan,
  { live }: Surroundings,
  former: FormerOutputs,
): RolloutCounts | undefined {
  if (rollouts === undefined) return undefined;
  const names = new Set([
    ...services.keys(),
    ...Object.keys(isDataObject(former.services) ? former.services : {}),
  ]);
  const known = (live?.workloads ?? []).filter(({ kind, name }) => kind === "Rollout" && names.has(name));
  const own = known.filter(({ name }) => services.get(name)?.rollout.enabled === true).length;
  return { own, others: Math.max(rollouts - known.length, 0) };
}
