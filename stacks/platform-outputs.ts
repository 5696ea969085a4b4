import {
  type AnalysisTemplates,
  type ControllerConfig,
  instanceIdsOf,
  type KnownController,
  PLATFORM_FORMAT,
  type PlatformOutputs,
  type PluginConfig,
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

function knownController({ version, namespace, rollouts, plugins }: ControllerConfig): KnownController {
  const { trafficRouters, metricProviders, steps } = plugins;
  return {
    ...{ version, namespace, rollouts },
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
