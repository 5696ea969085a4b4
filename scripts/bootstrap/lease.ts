import { hostname, userInfo } from "node:os";
import { type DataObject, isDataObject, mapAt, numberAt, textAt } from "../../components/config";
import { type Connection, reconnecting } from "../../components/cluster/connection";
import { type ClusterChoice, loadKubeConfig } from "../../components/cluster/kubeconfig";
import { LoadError } from "../config/load-error";

/** A dead pipeline holds up the next one for no longer than this. */
const SECONDS = 20;
const RENEW_MS = 5_000;
const COLLECTION = "/apis/coordination.k8s.io/v1/namespaces/default/leases";

export interface Lease {
  /** Lets the next pipeline in. */
  release(): Promise<void>;
}

/**
 * A Lease in the cluster of the environment, so that one pipeline at a time writes to it, from whatever machine and backend. Rejects
 * with a `LoadError` while another one has it. `onLost`: somebody has taken it, since it was not renewed in time.
 */
export async function acquireLease(
  environment: string,
  cluster: ClusterChoice,
  onLost: (reason: string) => void,
): Promise<Lease> {
  const connect = reconnecting(await loadKubeConfig(cluster));
  const name = `progressive-delivery-${environment}`;
  const holder = `${userInfo().username}@${hostname()}, process ${String(process.pid)}`;
  await take(await connect(), name, holder, environment);
  const renew = async (): Promise<void> => {
    const connection = await connect();
    const live = await read(connection, name);
    if (live === undefined || holderOf(live) !== holder)
      return onLost(`The lease ${name} is ${live === undefined ? "gone" : `held by ${holderOf(live)}`}.`);
    await connection.patch(`${COLLECTION}/${name}`, { spec: { renewTime: now() } });
  };
  // One that fails is made up for by the next: there are three in the time of a lease.
  const timer = setInterval(() => void renew().catch(() => undefined), RENEW_MS);
  timer.unref();
  return {
    release: async () => {
      clearInterval(timer);
      const connection = await connect();
      const live = await read(connection, name);
      if (live !== undefined && holderOf(live) === holder) await connection.remove(`${COLLECTION}/${name}`);
    },
  };
}

async function take(
  connection: Connection,
  name: string,
  holder: string,
  environment: string,
): Promise<void> {
  const spec = {
    holderIdentity: holder,
    leaseDurationSeconds: SECONDS,
    acquireTime: now(),
    renewTime: now(),
  };
  const live = await read(connection, name);
  if (live !== undefined && !isOver(live)) throw taken(environment, live);
  const answer =
    live === undefined
      ? await connection.post(COLLECTION, {
          apiVersion: "coordination.k8s.io/v1",
          kind: "Lease",
          metadata: { name },
          spec,
        })
      : // With its version: of two that find it over, one gets it.
        await connection.patch(`${COLLECTION}/${name}`, {
          metadata: { resourceVersion: textAt(mapAt(live, "metadata"), "resourceVersion") },
          spec,
        });
  if (answer.status === 409) throw taken(environment, (await read(connection, name)) ?? {});
  if (answer.status >= 300)
    throw new LoadError(
      `The lease ${name} in the namespace default cannot be written (${String(answer.status)}): the pipeline's user needs get, create, patch and delete of leases there.`,
    );
}

function taken(environment: string, lease: DataObject): LoadError {
  const until = new Date(endOf(lease)).toISOString().slice(11, 19);
  return new LoadError(
    `Another pipeline works on ${environment}: ${holderOf(lease)}, since ${textAt(mapAt(lease, "spec"), "acquireTime")}. ` +
      `Wait for it. If it was killed, its lease ends at ${until} UTC by itself.`,
  );
}

async function read(connection: Connection, name: string): Promise<DataObject | undefined> {
  const { status, body } = await connection.get(`${COLLECTION}/${name}`);
  if (status === 404) return undefined;
  if (status === 200 && isDataObject(body)) return body;
  throw new LoadError(
    `The lease ${name} in the namespace default cannot be read: the API server answered ${String(status)}.`,
  );
}

function holderOf(lease: DataObject): string {
  return textAt(mapAt(lease, "spec"), "holderIdentity");
}

function isOver(lease: DataObject): boolean {
  return endOf(lease) < Date.now();
}

function endOf(lease: DataObject): number {
  const spec = mapAt(lease, "spec");
  const renewed = Date.parse(textAt(spec, "renewTime"));
  return (Number.isNaN(renewed) ? 0 : renewed) + (numberAt(spec, "leaseDurationSeconds") ?? 0) * 1000;
}

/** MicroTime has six digits. */
function now(): string {
  return new Date().toISOString().replace("Z", "000Z");
}
