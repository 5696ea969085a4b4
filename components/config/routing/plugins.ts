import { z } from "zod";
import { freeForm } from "../scalars";
import type { RouterBlock } from "./block";
import { GATEWAY_API_PLUGIN } from "./routers";

const pluginName = z
  .string()
  .min(1)
  .refine((name) => name !== GATEWAY_API_PLUGIN, {
    error: "expected httpRoute, or rollout.canary.trafficRouting.plugins, for the Gateway API",
  });

/** Any router that the controller reaches through a plugin. Its objects are the user's (`extraManifests`). */
export const routerPlugins = z.record(pluginName, freeForm);

export const pluginsBlock: RouterBlock = (_, { routing: { plugins } }) =>
  Object.keys(plugins).length > 0 ? { plugins } : undefined;
