import { z } from "zod";
import { policyRule } from "../objects/rbac";
import { builtInRouters } from "../routing/routers";

const routers = Object.keys(builtInRouters);

/** Keys that say what the controller may do with the Kubernetes API. */
export const rightsKeys = {
  rights: z
    .enum(["used", "all", "none"])
    .optional()
    .describe(
      "`used`: for the built-in routers in `routers` alone. `all`: for every router of the release manifest. `none`: somebody else gives them. Plugins that are loaded have theirs with both. Default: `used` where `routers` is said or the stack has services, else `all`.",
    ),
  routers: z
    .array(
      z.string().refine((one) => routers.includes(one), { error: `expected one of ${routers.join(", ")}` }),
    )
    .optional()
    .describe(
      "Built-in routers that Rollouts use. A stack adds those of its own services; here are those of other stacks and people.",
    ),
  additionalRules: z
    .array(policyRule)
    .default([])
    .describe("Further rights, such as those of a plugin that the package does not know."),
  aggregateRoles: z
    .boolean()
    .optional()
    .describe(
      "Whether the cluster's roles view, edit and admin get rights over Rollouts. Default: unless `namespaced`, where nothing of the whole cluster is made.",
    ),
};

interface Rights {
  readonly rights?: "used" | "all" | "none" | undefined;
  readonly routers?: readonly string[] | undefined;
}

/** Built-in routers for which the controller has rights. Undefined: all. */
export function allowedRouters({ rights, routers: used }: Rights): readonly string[] | undefined {
  if (rights === "all" || (rights === undefined && used === undefined)) return undefined;
  return used ?? [];
}
