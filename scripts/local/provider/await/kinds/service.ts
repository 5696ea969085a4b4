import { fieldsAt, itemsAt, listAt, textAt, valueAt, type Fields } from "../fields";
import type { KubeObject, ListQuery } from "../reader";
import { readyUnless, type Verdict } from "../verdict";
import type { Kind } from "./kind";

/** How long the addresses must stay as they are before they count. The official provider takes ten seconds. */
export const SETTLE_MS = 1_000;

const NO_ADDRESS = "Service was not allocated an IP address; does your cloud provider support this?";
const NO_PODS =
  "Service does not target any Pods. Selected Pods may not be ready, or field '.spec.selector' may not match labels on any Pods";

/**
 * None of the pods that it selects is unready, and a load balancer has its address. Selecting no pod at all is fine;
 * headless, `ExternalName` and selectorless Services do not wait for pods.
 */
export const service: Kind = {
  reportedOnRead: true,
  related: (object) => (waitsForPods(object) ? [slicesOf(object)] : []),
  judge(object, related) {
    const balancer = loadBalancerReasons(object);
    if (!waitsForPods(object)) return readyUnless(balancer);
    if (related.length === 0) return unseen(balancer);

    const endpoints = related.flatMap((slice) => itemsAt(slice, "endpoints"));
    const unready = endpoints.filter(isUnready);
    const verdict = readyUnless([...podReasons(endpoints, unready), ...balancer], progressOf(unready));
    return { ...verdict, settle: { value: JSON.stringify(endpoints), forMs: SETTLE_MS } };
  },
};

/** The official provider reads the Endpoints, of which the API server now warns at every request; slices say the same. */
function slicesOf({ metadata }: KubeObject): ListQuery {
  const labelSelector = `kubernetes.io/service-name=${metadata.name}`;
  return {
    apiVersion: "discovery.k8s.io/v1",
    kind: "EndpointSlice",
    namespace: metadata.namespace,
    labelSelector,
  };
}

/** Pods on their way out are in the slices, never in the Endpoints. */
function isUnready(endpoint: Fields): boolean {
  return (
    valueAt(endpoint, "conditions.ready") === false && valueAt(endpoint, "conditions.terminating") !== true
  );
}

function waitsForPods(object: KubeObject): boolean {
  const headless = textAt(object, "spec.clusterIP") === "None";
  const external = textAt(object, "spec.type") === "ExternalName";
  return !headless && !external && Object.keys(fieldsAt(object, "spec.selector")).length > 0;
}

function loadBalancerReasons(object: KubeObject): string[] {
  const missing =
    textAt(object, "spec.type") === "LoadBalancer" &&
    listAt(object, "status.loadBalancer.ingress").length === 0;
  return missing ? [NO_ADDRESS] : [];
}

/** Without an endpoints controller the official provider sits out the time and then takes the Service as ready. */
function unseen(balancer: string[]): Verdict {
  const reasons = ["The Service has no EndpointSlice yet", ...balancer];
  return { ready: false, reasons, acceptAtTimeout: balancer.length === 0 };
}

function podReasons(endpoints: Fields[], unready: Fields[]): string[] {
  if (unready.length === 0) return [];
  const served = endpoints.some((endpoint) => valueAt(endpoint, "conditions.ready") !== false);
  const pods = unready.map(
    (endpoint) => textAt(endpoint, "targetRef.name") || listAt(endpoint, "addresses").join(","),
  );
  return [...(served ? [] : [NO_PODS]), `selected Pods are not ready: ${pods.sort().join(", ")}`];
}

function progressOf(unready: Fields[]): string {
  return unready.length > 0
    ? "[1/3] Finding Pods to direct traffic to"
    : "[2/3] Attempting to allocate IP address to Service";
}
