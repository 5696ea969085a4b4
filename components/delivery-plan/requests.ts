import type { ServiceConfig } from "../config";
import { parseQuantity } from "./quantity";

/** Pods, and what they ask the nodes for. What is not said, or no quantity, is left out. */
export interface Demand {
  readonly pods: number;
  readonly cpuMillis?: number;
  readonly memoryBytes?: number;
}

/** Of the main container and its sidecars. A limit without a request is the request. */
export function demandOf(pods: number, { resources, sidecars }: ServiceConfig): Demand {
  const all = [resources, ...Object.values(sidecars).map((sidecar) => sidecar.resources)];
  const sum = (name: string, unit?: "m"): number | undefined => {
    const amounts = all
      .map((one) => parseQuantity(one?.requests?.[name] ?? one?.limits?.[name] ?? "", unit))
      .filter((amount) => amount !== undefined);
    return amounts.length === 0 ? undefined : amounts.reduce((total, amount) => total + amount, 0);
  };
  const cpu = sum("cpu", "m");
  const memory = sum("memory");
  return {
    pods,
    ...(cpu !== undefined && { cpuMillis: cpu * pods }),
    ...(memory !== undefined && { memoryBytes: memory * pods }),
  };
}
