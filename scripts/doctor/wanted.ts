import type { ClusterChoice } from "../../components/cluster";
import { isOutput } from "../../components/config";
import { imageReference } from "../../components/workload/pod/image";
import { namespaceOf } from "../../stacks/plan-environment";
import { loadEnvironment, LoadError } from "../config/load";
import { serviceIn } from "../config/service-in";
import type { Wanted } from "./facts";
import type { Request } from "./request";

/** What an environment says of a service, and where the service is. */
export interface WantedPlace extends ClusterChoice {
  readonly wanted: Wanted;
  readonly namespace: string;
  /** Of the controller, for those who may not look everywhere. */
  readonly controllerNamespace: string;
}

/** Undefined without an environment. Rejects with a `LoadError`. */
export async function wantedOf(request: Request): Promise<WantedPlace | undefined> {
  const { service, environment: name, stack, catalog, project } = request;
  if (name === undefined) return undefined;
  const loaded = await loadEnvironment({ environment: name, stack, catalog, project });
  const config = serviceIn(loaded, service);
  const { environment } = loaded;
  if (environment === undefined)
    throw new LoadError(`The config of ${name} cannot be used: npm run check-config.`);
  const { enabled, workloadRef } = config.rollout;
  const image = config.image && !(enabled && workloadRef) ? imageReference(config.image) : undefined;
  return {
    kubeconfig: environment.kubeconfig,
    context: environment.context,
    namespace: namespaceOf(environment),
    controllerNamespace: environment.controller.namespace,
    wanted: {
      environment: loaded.name,
      stack: loaded.stack,
      kind: enabled ? "Rollout" : "Deployment",
      image: typeof image === "string" && !isOutput(image) ? image : undefined,
      isAutoscaled: config.autoscaling.enabled,
    },
  };
}
