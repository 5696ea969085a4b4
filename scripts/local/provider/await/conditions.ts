import { itemsAt, numberAt, textAt } from "./fields";
import type { KubeObject } from "./reader";

/** One entry of `.status.conditions`. */
export interface Condition {
  type: string;
  status: string;
  reason: string;
  message: string;
  observedGeneration: number | undefined;
}

/** The conditions that the object's controller reports. */
export function conditionsOf(object: KubeObject): Condition[] {
  return itemsAt(object, "status.conditions").map((item) => ({
    type: textAt(item, "type"),
    status: textAt(item, "status"),
    reason: textAt(item, "reason"),
    message: textAt(item, "message"),
    observedGeneration: numberAt(item, "observedGeneration"),
  }));
}

/** The condition of that type, if the controller reports one. */
export function conditionOf(object: KubeObject, type: string): Condition | undefined {
  return conditionsOf(object).find((condition) => condition.type === type);
}

/** Whether the condition of that type is `True`. */
export function holds(object: KubeObject, type: string): boolean {
  return conditionOf(object, type)?.status === "True";
}

/** `[Reason] message`, as the official provider prints a condition or a container's state. */
export function reasonAndMessage({ reason, message }: Pick<Condition, "reason" | "message">): string {
  return [reason && `[${reason}]`, message].filter(Boolean).join(" ");
}
