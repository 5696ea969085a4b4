import {
  allowedRouters,
  type AnalysisTemplates,
  type ControllerConfig,
  type KnownController,
  PLATFORM_FORMAT,
  type PlatformOutputs,
  type PluginConfig,
} from "../components/config";

export interface PlatformParts extends Partial<
  Pick<PlatformOutputs, "namespaces" | "gatewayApi" | "gateways">
> {
  readonly controller: ControllerConfig & { readonly install: boolean };
  readonly analysisTemplates: AnalysisTemplates;
}

/** What a stack puts out for those that name it as their `platform`. */
export function platformOutputsOf({ controller, ...parts }: PlatformParts): PlatformOutputs {
  return {
    format: PLATFORM_FORMAT,
    namespaces: {},
    gateways: [],
    ...(controller.install && { controller: knownController(controller) }),
    ...parts,
  };
}

function knownController(controller: ControllerConfig): KnownController {
  const { version, namespace, rollouts, plugins } = controller;
  const { trafficRouters, metricProviders, steps } = plugins;
  const routers = controller.rights === "none" ? undefined : allowedRouters(controller);
  return {
    ...{ version, namespace, rollouts },
    ...(routers && { routers: [...routers] }),
    plugins: {
      trafficRouters: loaded(trafficRouters),
      metricProviders: loaded(metricProviders),
      steps: loaded(steps),
    },
  };
}

function loaded(plugins: readonly PluginConfig[]): string[] {
  return plugins.filter(({ disabled }) => disabled !== true).map(({ name }) => name);
}
