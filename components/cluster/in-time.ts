import { setMaxListeners } from "node:events";
import { ClusterError } from "./cluster-error";

/** Ends a reading of the cluster that takes too long, with a `ClusterError`. */
export async function inTime<T>(read: (signal: AbortSignal) => Promise<T>, timeoutSeconds = 10): Promise<T> {
  const signal = AbortSignal.timeout(timeoutSeconds * 1000);
  // Each request listens to it, and Node.js takes more than ten listeners for a leak.
  setMaxListeners(0, signal);
  // The signal ends requests; a login plugin of the kubeconfig knows none.
  const late = new Promise<never>((_, reject) => {
    const sentence = `The cluster did not answer within ${String(timeoutSeconds)} s.`;
    signal.addEventListener("abort", () => reject(new ClusterError(sentence)), { once: true });
  });
  return Promise.race([read(signal), late]);
}
