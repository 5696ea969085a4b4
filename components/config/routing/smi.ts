import { z } from "zod";
import { name } from "../scalars";
import type { RouterBlock } from "./block";

/** Service Mesh Interface. The controller makes the TrafficSplit itself, so there is no object of ours. */
export const smi = z.strictObject({
  enabled: z.boolean().default(true).describe("False: nothing of this block counts."),
  rootService: name
    .optional()
    .describe("Service whose requests are split. Default: the service's own, which clients call."),
  trafficSplitName: name.optional().describe("Name of the TrafficSplit. Default: the service's."),
});

export const smiBlock: RouterBlock = (service, { routing }) => {
  if (!routing.smi?.enabled) return undefined;
  const { rootService = service, trafficSplitName } = routing.smi;
  return { smi: { rootService, ...(trafficSplitName !== undefined && { trafficSplitName }) } };
};
