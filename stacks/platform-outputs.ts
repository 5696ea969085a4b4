import {
  allowedRouters,
  type AnalysisTemplates,
  type ControllerConfig,
  instanceIdsOf,
  type KnownController,
  labelsOfNamespace,
  PLATFORM_FORMAT,
  type PlatformConfig,
  type PlatformOutputs,
  pluginName,
} from "../components/config";

export interface PlatformParts extends Partial<
  Pick<PlatformOutputs, "instances" | "namespaces" | "gatewayApi" | "gateways">
> {
  readonly controller: ControllerConfig & { readonly install: boolean };
  readonly analysisTemplates: AnalysisTemplates;
}

/** What a stack puts out for those that name it as their `platform`. */
export function platformOutputsOf({ controller, ...parts }: PlatformParts): PlatformOutputs {
  return {
    format: PLATFORM_FORMAT,
    instances: [...instanceIdsOf(controller)],
    namespaces: {},
    gateways: [],
    ...(controller.install && { controller: knownController(controller) }),
    ...parts,
  };
}

export function labelsOfNamespaces(namespaces: PlatformConfig["namespaces"]): PlatformOutputs["namespaces"] {
  return Object.fromEntries(
    Object.entries(namespaces).map(([name, { podSecurity, labels }]) => [
      name,
      labelsOfNamespace(podSecurity, labels),
    ]),
  );
}

function knownController(controller: ControllerConfig): KnownController {
  const { version, namespace, rollouts, plugins } = controller;
  const routers = controller.rights === "none" ? undefined : allowedRouters(controller);
  return {
    ...{ version, namespace, ...(rollouts !== undefined && { rollouts }) },
    ...(routers && { routers: [...routers] }),
    plugins: {
      trafficRouters: plugins.trafficRouters.map(pluginName),
      metricProviders: plugins.metricProviders.map(pluginName),
      steps: plugins.steps.map(pluginName),
    },
  };
}
