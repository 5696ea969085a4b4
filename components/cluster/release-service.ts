import { isDataObject, mapAt, textAt } from "../config";
import { type Clock, wallClock } from "./clock";
import { reasonOf } from "./cluster-error";
import { type Answer, type Connection, reconnecting } from "./connection";
import { closed } from "./diagnosis";
import { handedOver } from "./handed-over";
import { type ClusterChoice, loadKubeConfig } from "./kubeconfig";

/** Which Service a Rollout's controller is to let go of. */
export interface ServiceRelease extends ClusterChoice {
  readonly rollout: string;
  readonly service: string;
  readonly namespace: string;
}

const DEADLINE_SECONDS = 30;
const PAUSE_SECONDS = 0.2;

/** Upstream: `v1alpha1.DefaultRolloutUniqueLabelKey`. */
const POD_HASH = "rollouts-pod-template-hash";

/**
 * Makes the Rollouts controller let go of a blue-green Rollout's active Service, which then selects the pods of both kinds.
 * Gives the reason, as one paragraph, when it does not.
 *
 * The one thing of this folder that writes. Pulumi cannot: it takes the Rollout for gone from the program. Once that is
 * deleted the controller does the same, but then the garbage collector takes the pods meanwhile; and with the controller away
 * the Service would keep the hash of pods that are gone. Upstream: `removedKeys`, then `syncService`.
 */
export async function releaseService(
  release: ServiceRelease,
  clock = wallClock,
): Promise<string | undefined> {
  const { rollout, service } = release;
  const config = await loadKubeConfig(release);
  const connection = reconnecting(config);
  const patience = until(clock.now() + DEADLINE_SECONDS * 1000, clock);
  const untold = await patience(async () => tell(await connection(), release));
  if (untold !== undefined)
    return `The Rollout ${rollout} cannot be told to let go of the Service ${service}: ${closed(untold)}`;
  const unclear = await patience(async () => look(await connection(), release));
  return (
    unclear && `The Service ${service} still selects the pods of the Rollout ${rollout}: ${closed(unclear)}`
  );
}

/** Tries again until there is no reason any more why it has failed, or no time: then gives the last one. */
function until(end: number, clock: Clock) {
  return async (attempt: () => Promise<string | undefined>): Promise<string | undefined> => {
    for (;;) {
      const reason = await attempt().catch(reasonOf);
      if (reason === undefined || clock.now() >= end) return reason;
      await clock.sleep(PAUSE_SECONDS * 1000);
    }
  };
}

/** The controller cleans a Service when no Rollout names it any more, and leaves the pods of a Rollout that it refuses alone. */
async function tell({ patch }: Connection, release: ServiceRelease): Promise<string | undefined> {
  const namespace = encodeURIComponent(release.namespace);
  const path = `/apis/argoproj.io/v1alpha1/namespaces/${namespace}/rollouts/${encodeURIComponent(release.rollout)}`;
  const activeService = handedOver(release.service);
  const answer = await patch(path, { spec: { strategy: { blueGreen: { activeService } } } });
  // One that is gone has let go, or is about to.
  return [200, 404].includes(answer.status) ? undefined : refusalOf(answer);
}

async function look(
  { get }: Connection,
  { namespace, service }: ServiceRelease,
): Promise<string | undefined> {
  const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/services/${encodeURIComponent(service)}`;
  const answer = await get(path);
  if (answer.status === 404) return undefined;
  if (answer.status !== 200 || !isDataObject(answer.body)) return refusalOf(answer);
  return POD_HASH in mapAt(answer.body, "spec", "selector")
    ? "the Rollouts controller does not let go of it. See whether the controller runs."
    : undefined;
}

function refusalOf({ status, body }: Answer): string {
  const message = isDataObject(body) ? textAt(body, "message") : "";
  return message || `The API server answers ${String(status)}.`;
}
