import { type Finding, type Path, parse, service, type ServiceConfig } from "../config";
import { autoscalingBounds } from "./autoscaling-bounds";
import { autoscalingNeedsRequests } from "./autoscaling-needs-requests";
import { canaryCanMove } from "./canary-can-move";
import { canaryWeightBounds } from "./canary-weight-bounds";
import { type Rule, runRule } from "./rule";

export const rules: readonly Rule[] = [
  autoscalingBounds,
  autoscalingNeedsRequests,
  canaryCanMove,
  canaryWeightBounds,
];

export type CheckedService =
  | { readonly service: ServiceConfig; readonly findings: readonly Finding[] }
  | { readonly service?: never; readonly findings: readonly Finding[] };

/** Parses one service's values and applies every rule. Without a `service` the values have the wrong shape. */
export function checkService(data: unknown, at: Path): CheckedService {
  const parsed = parse(service, data, at);
  if (parsed.value === undefined) return { findings: parsed.findings };
  const { value } = parsed;
  return { service: value, findings: rules.flatMap((rule) => runRule(rule, value, at)) };
}
