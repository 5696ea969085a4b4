import type { ServiceConfig } from "../config";
import { parseQuantity } from "./quantity";

/** Pods, and what they ask the nodes for. What is not said, or no quantity, is left out. */
export interface Demand {
  readonly pods: number;
  readonly cpuMillis?: number;
  readonly memoryBytes?: number;
}

/** A limit without a request is the request. */
export function demandOf(pods: number, { resources }: ServiceConfig): Demand {
  const request = (name: string): string | number =>
    resources?.requests?.[name] ?? resources?.limits?.[name] ?? "";
  const cpu = parseQuantity(request("cpu"), "m");
  const memory = parseQuantity(request("memory"));
  return {
    pods,
    ...(cpu !== undefined && { cpuMillis: cpu * pods }),
    ...(memory !== undefined && { memoryBytes: memory * pods }),
  };
}
