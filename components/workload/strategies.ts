import { deliveryOf } from "../config";
import type { Subject } from "./subject";

/** `spec.strategy` of a Rollout, with the names that the values leave to the package. */
export function renderStrategy({ name, service }: Subject): object {
  const { kind, ...strategy } = deliveryOf(name, service);
  return strategy;
}
