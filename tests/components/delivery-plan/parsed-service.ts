import {
  type CanaryConfig,
  type DataObject,
  parse,
  service,
  type ServiceConfig,
} from "../../../components/config";
import { values } from "../../support/services";

/** A service with the right shape. What rules say about it does not matter here. */
export function parsedService(...layers: DataObject[]): ServiceConfig {
  const { value, findings } = parse(service, values(...layers));
  if (value === undefined) throw new Error(JSON.stringify(findings));
  return value;
}

export function canaryOf(canary: DataObject): CanaryConfig {
  return parsedService({ rollout: { enabled: true, canary } }).rollout.canary;
}
