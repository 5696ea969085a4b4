import { GATEWAY_API_PLUGIN, type ServiceConfig } from "../../config";
import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";
import {
  gatewayApiOf,
  gatewayApiPath,
  hasHttpRoute,
  namesRoute,
  parseGatewayApi,
  takesHeaderRoutes,
} from "./gateway-api-settings";

const upstream = "rollouts-plugin-trafficrouter-gatewayapi pkg/plugin/types.go and plugin.go";

export const gatewayApiSettings: Rule<ServiceScope> = {
  id: "gateway-api-settings",
  severity: "error",
  what: "The settings of the plugin for the Gateway API name no route, or have a wrong shape.",
  why: "The plugin answers each weight with an error: the canary never gets traffic.",
  upstream,
  *check({ canary }) {
    const { findings = [], value } = parseGatewayApi(canary) ?? {};
    for (const { path, reason, hint = "The plugin's documentation lists its settings." } of findings)
      yield { path, reason, hint };
    if (value === undefined || namesRoute(value)) return;
    yield {
      path: gatewayApiPath,
      reason: "It names no route.",
      hint: "Set httpRoutes, grpcRoutes, tcpRoutes or tlsRoutes, or leave it out and enable httpRoute.",
    };
  },
};

export const gatewayApiFeatures: Rule<ServiceScope> = {
  id: "gateway-api-features",
  severity: "error",
  what: "A step needs a route of the Gateway API that takes header routes, or weights for experiments.",
  why: "The plugin skips other routes and reports success: the step is done and nothing has happened.",
  upstream,
  *check({ service, canary }) {
    const settings = gatewayApiOf(canary);
    if (settings === undefined || !namesRoute(settings)) return;
    for (const [index, { setHeaderRoute, experiment }] of (canary?.steps ?? []).entries()) {
      const at = ["rollout", "canary", "steps", index];
      if (setHeaderRoute !== undefined && !takesHeaderRoutes(settings)) {
        yield {
          path: [...at, "setHeaderRoute"],
          reason: `No route of ${GATEWAY_API_PLUGIN} takes header routes.`,
          hint: hasOwnSettings(service)
            ? "Set useHeaderRoutes: true in an entry of its httpRoutes or grpcRoutes."
            : "Give the service an HTTPRoute or a GRPCRoute.",
        };
      }
      const hasWeights = experiment?.templates.some(({ weight }) => weight !== undefined) ?? false;
      if (!hasWeights || hasHttpRoute(settings)) continue;
      yield {
        path: [...at, "experiment", "templates"],
        reason: `No route of ${GATEWAY_API_PLUGIN} is an HTTPRoute: others take no weights for experiments.`,
        hint: "Take the weights out.",
      };
    }
  },
};

function hasOwnSettings({ rollout }: ServiceConfig): boolean {
  return Object.hasOwn(rollout.canary.trafficRouting?.plugins ?? {}, GATEWAY_API_PLUGIN);
}
