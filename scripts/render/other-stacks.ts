import {
  addCounts,
  type ControllerLoad,
  noLoad,
  type PlatformConfig,
  type PlatformOutputs,
} from "../../components/config";
import { knownGateways } from "../../components/platform";
import { loadOfServices } from "../../stacks/controller-load";
import { declaredSurroundings, namespaceOf, templatesOf } from "../../stacks/plan-environment";
import { isPlatform, planPlatform } from "../../stacks/plan-platform";
import { labelsOfNamespaces, platformOutputsOf } from "../../stacks/platform-outputs";
import { withUsedRouters } from "../../stacks/used-routers";
import { type LoadedEnvironment, loadEnvironment } from "../config/load";
import { readProject } from "../config/project";
import { dataOf } from "../config/stack-keys";
import { projectRoot } from "../local/plane/folder";

/**
 * Another stack, as a stack names it (`organization/project/stack`), from its files: an `up` reads what it put out from its state.
 * Undefined where it is of another project, or is not to be used as it stands.
 */
export async function otherStack(
  reference: string,
  project = projectRoot,
): Promise<LoadedEnvironment | undefined> {
  const [stack = "", of] = reference.split("/").reverse();
  const { name, stacks } = readProject(project);
  if ((of !== undefined && of !== name) || !stacks.some((one) => one.stack === stack)) return undefined;
  const loaded = await loadEnvironment({ environment: stack, stack, project });
  return loaded.findings.some(({ severity }) => severity === "error") ? undefined : loaded;
}

/** What the stack would put out for those that name it as their `platform`. */
export function platformOutputs(loaded: LoadedEnvironment): PlatformOutputs | undefined {
  const config = dataOf(loaded.keys);
  if (isPlatform(config)) return ofPlatform(config);
  const { environment, services } = loaded;
  if (environment === undefined) return undefined;
  const { instances = [] } = declaredSurroundings(environment);
  return platformOutputsOf({
    controller: withUsedRouters(environment.controller, services),
    instances: [...instances],
    analysisTemplates: templatesOf(environment),
  });
}

/** What its kinds of routes are is in the release manifest, which nobody reads for this. */
function ofPlatform(config: Parameters<typeof planPlatform>[0]): PlatformOutputs | undefined {
  const { plan } = planPlatform(config);
  if (plan === undefined) return undefined;
  const { namespaces, gateways }: PlatformConfig = plan.platform;
  return platformOutputsOf({
    controller: plan.environment.controller,
    analysisTemplates: templatesOf(plan.environment),
    namespaces: labelsOfNamespaces(namespaces),
    gateways: knownGateways(gateways),
  });
}

export interface OtherLoads {
  /** Of all that are known, together. */
  readonly load: ControllerLoad;
  readonly unknown: readonly string[];
}

/** What a controller will keep of the services of other stacks. */
export async function otherLoads(stacks: readonly string[], project = projectRoot): Promise<OtherLoads> {
  const all = await Promise.all(
    stacks.map(async (stack) => ({ stack, loaded: await otherStack(stack, project) })),
  );
  const loads = all.map(({ stack, loaded }) => ({ stack, load: loaded && loadOf(loaded) }));
  return {
    load: loads.reduce((sum, { load }) => addCounts(sum, load ?? noLoad), noLoad),
    unknown: loads.flatMap(({ stack, load }) => (load === undefined ? [stack] : [])),
  };
}

export function loadOf({ environment, services }: LoadedEnvironment): ControllerLoad | undefined {
  return environment && loadOfServices(namespaceOf(environment), services);
}
