import { deliveryPlan, replicaCounts } from "../../components/delivery-plan";
import { templatesOf } from "../../stacks/plan-environment";
import type { LoadedEnvironment } from "../config/load";
import { serviceIn } from "../config/service-in";
import type { Drawn } from "./report";

/** Throws a `LoadError` when the environment has no such service, or none that can be read. */
export function planIn(loaded: LoadedEnvironment, service: string, replicas: number | undefined): Drawn {
  const config = serviceIn(loaded, service);
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

/** For programs. */
export function dataOf({ service, environment, plan }: Drawn): object {
  return { service, environment, ...plan };
}
