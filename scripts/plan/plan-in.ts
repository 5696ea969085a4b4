import { formatFinding, suggestion } from "../../components/config";
import { deliveryPlan, replicaCounts } from "../../components/delivery-plan";
import { templatesOf } from "../../stacks/plan-environment";
import { type LoadedEnvironment, LoadError } from "../config/load";
import type { Drawn } from "./report";

/** Throws a `LoadError` when the environment has no such service, or none that can be read. */
export function planIn(loaded: LoadedEnvironment, service: string, replicas: number | undefined): Drawn {
  const config = loaded.services.get(service);
  if (config === undefined) throw notThere(loaded, service);
  const clusterTemplates = loaded.environment ? templatesOf(loaded.environment) : {};
  const [least, most] = replicaCounts(config);
  const planWith = (count: number) => deliveryPlan(service, config, { replicas: count, clusterTemplates });
  return {
    service,
    environment: loaded.name,
    config,
    plan: planWith(replicas ?? least),
    largest: replicas === undefined && most > least ? planWith(most) : undefined,
  };
}

/** A service that cannot be read has no plan; its mistakes say why. */
function notThere({ values, name, findings }: LoadedEnvironment, service: string): LoadError {
  if (!values.has(service)) {
    return new LoadError(`${name} has no service ${service}. ${suggestion(service, [...values.keys()])}`);
  }
  const own = findings.filter(({ path }) => path[0] === "services" && path[1] === service);
  return new LoadError([`The values of ${service} cannot be used:`, ...own.map(formatFinding)].join("\n  "));
}

/** For programs. */
export function dataOf({ service, environment, plan }: Drawn): object {
  return { service, environment, ...plan };
}
