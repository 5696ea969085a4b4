import { GLOO_PLUGIN, isDataObject, type Path } from "../../config";
import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";

/** What the plugin's first releases called themselves. */
const RETIRED_NAME = "solo-io/glooplatformAPI";
const retired = ["routeTableName", "routeTableNamespace", "destinationKind", "destinationNamespace"];

export const glooSettings: Rule<ServiceScope> = {
  id: "gloo-settings",
  severity: "error",
  what: "The settings of Gloo's plugin name no RouteTable, or are those of its first releases.",
  why: "The plugin answers each weight with an error, or finds no route and reports success.",
  upstream: "rollouts-plugin-trafficrouter-glooplatform pkg/plugin/plugin.go",
  *check({ canary }) {
    for (const name of [GLOO_PLUGIN, RETIRED_NAME]) {
      const settings = canary?.trafficRouting?.plugins?.[name];
      if (settings === undefined) continue;
      const at: Path = ["rollout", "canary", "trafficRouting", "plugins", name];
      const old = retired.filter((key) => settings[key] !== undefined);
      for (const key of old)
        yield {
          path: [...at, key],
          reason: "The plugin has no such setting since its second release.",
          hint: translation(settings),
        };
      if (name !== GLOO_PLUGIN || old.length > 0 || isDataObject(settings["routeTableSelector"])) continue;
      yield {
        path: [...at, "routeTableSelector"],
        reason: "It names no RouteTable.",
        hint: "Set routeTableSelector: { name: ... }, or use routing.gloo, which makes the RouteTable too.",
      };
    }
  },
};

export const glooHeaderRoute: Rule<ServiceScope> = {
  id: "gloo-header-route",
  severity: "warning",
  what: "A step sets a header route, and Gloo's plugin makes it.",
  why: "The plugin copies a route with its matchers and adds the header as one more; Gloo takes a request that any of them matches, so all requests may go to the canary.",
  upstream: "rollouts-plugin-trafficrouter-glooplatform pkg/plugin/plugin_canary.go; Gloo docs: matchers",
  *check({ canary }) {
    if (canary?.trafficRouting?.plugins?.[GLOO_PLUGIN] === undefined) return;
    for (const [index, { setHeaderRoute }] of canary.steps.entries()) {
      if (setHeaderRoute === undefined) continue;
      yield {
        path: ["rollout", "canary", "steps", index, "setHeaderRoute"],
        reason: `${GLOO_PLUGIN} keeps the route's own matchers beside the header, so requests without it may match too.`,
        hint: "Try it on a cluster that nobody depends on, or split by weight alone.",
      };
    }
  },
};

function translation(settings: Readonly<Record<string, unknown>>): string {
  const { routeTableName: name, routeTableNamespace: namespace } = settings;
  const selector = Object.entries({ name: name ?? "...", namespace })
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}: ${String(value)}`);
  return `Write plugins["${GLOO_PLUGIN}"].routeTableSelector: { ${selector.join(", ")} }; destinations are found by the Services' names.`;
}
