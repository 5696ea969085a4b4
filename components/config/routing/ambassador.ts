import { z } from "zod";
import { leaf } from "../leaf";
import { nameSuffix } from "../objects/name-suffix";
import { freeForm, labels } from "../scalars";
import type { ServiceConfig } from "../service";
import type { RouterBlock } from "./block";

const path = z.string().regex(/^\//, { error: "expected a path that begins with /" });
const taken = ["service", "weight", "host", "prefix", "rewrite"];

const settings = freeForm.check(({ value, issues }) => {
  for (const key of taken.filter((one) => one in value))
    issues.push({
      code: "custom",
      path: [key],
      input: value[key],
      message: "expected nothing here: it has a key of its own, or the package or the controller sets it",
    });
});

const keys = {
  host: leaf(z.string().min(1)).optional().describe("Host. Default: every host."),
  prefix: leaf(path)
    .default("/")
    .describe("Path below which requests are the service's. Default: every path."),
  rewrite: z.string().optional().describe("What takes the prefix's place. Default `/`."),
  settings: settings
    .default({})
    .describe("Further fields of the Mapping's spec, as Emissary-ingress has them."),
  annotations: labels.optional().describe("Annotations of the Mapping."),
};

/** The controller calls the canary's Mapping `<mapping>-canary`. */
const key = nameSuffix.refine((one) => one !== "canary" && one !== "preview", {
  error: "expected another name than canary and preview, which are those of other Mappings",
});

/** Emissary-ingress, a Mapping (`getambassador.io/v2`). With a Rollout the controller makes a second one for the canary. */
export const ambassador = z.strictObject({
  enabled: z.boolean().default(true).describe("False: nothing of this block counts."),
  ...keys,
  mappings: z
    .record(key, z.strictObject(keys))
    .default({})
    .describe("Further Mappings to the same service: key -> Mapping."),
  preview: z
    .strictObject({ ...keys, host: leaf(z.string().min(1)).describe("Host of the new version.") })
    .optional()
    .describe("A Rollout's new version alone, on a host of its own. A Deployment has none."),
});
export type AmbassadorConfig = z.output<typeof ambassador>;
export type Mapping = AmbassadorConfig["mappings"][string];

/** Undefined: the values do not ask for it. */
export function ambassadorOf({ routing }: ServiceConfig): AmbassadorConfig | undefined {
  return routing.ambassador?.enabled ? routing.ambassador : undefined;
}

/** The service's Mappings with their names, the main one first. */
export function mappingsOf(service: string, block: AmbassadorConfig): [name: string, mapping: Mapping][] {
  const further = Object.entries(block.mappings).map(([suffix, one]): [string, Mapping] => [
    `${service}-${suffix}`,
    one,
  ]);
  return [[service, block], ...further];
}

export const ambassadorBlock: RouterBlock = (service, values) => {
  const block = ambassadorOf(values);
  return block && { ambassador: { mappings: mappingsOf(service, block).map(([mapping]) => mapping) } };
};
