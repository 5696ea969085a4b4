import { isDataObject, listAt, mapAt } from "../config";
import { wallClock } from "./clock";
import { reasonOf } from "./cluster-error";
import { type Get, reconnecting } from "./connection";
import { type ClusterChoice, loadKubeConfig } from "./kubeconfig";
import { list } from "./list";

/** Which Services have to lead to a pod. */
export interface EndpointsWait extends ClusterChoice {
  readonly namespace: string;
  readonly services: readonly string[];
}

const DEADLINE_SECONDS = 60;
const PAUSE_SECONDS = 0.2;

/** Waits until each Service has a ready endpoint. Gives the reason, as a sentence, when one never has. */
export async function awaitEndpoints(wait: EndpointsWait, clock = wallClock): Promise<string | undefined> {
  const config = await loadKubeConfig(wait);
  const connection = reconnecting(config);
  const get: Get = async (path) => (await connection()).get(path);
  for (const end = clock.now() + DEADLINE_SECONDS * 1000; ; await clock.sleep(PAUSE_SECONDS * 1000)) {
    const reason = await look(get, wait);
    if (reason === undefined || clock.now() > end) return reason;
  }
}

async function look(get: Get, { namespace, services }: EndpointsWait): Promise<string | undefined> {
  try {
    const slices = await list(get, {
      apiVersion: "discovery.k8s.io/v1",
      plural: "endpointslices",
      namespace,
      label: SERVICE_NAME,
    });
    const served = new Set(
      slices.filter(isReady).map((slice) => mapAt(slice, "metadata", "labels")[SERVICE_NAME]),
    );
    const missing = services.filter((service) => !served.has(service));
    return missing.length === 0 ? undefined : `No pod answers for the Service ${missing.join(", ")}.`;
  } catch (error) {
    return reasonOf(error);
  }
}

const SERVICE_NAME = "kubernetes.io/service-name";

/** An endpoint that says nothing is ready (discovery/v1: `EndpointConditions`). */
function isReady(slice: unknown): boolean {
  return (
    isDataObject(slice) &&
    listAt(slice, "endpoints").some((one) => mapAt(one, "conditions")["ready"] !== false)
  );
}
