import { z } from "zod";
import { name } from "../scalars";

/** Upstream: rbac `PolicyRule`, of things in a namespace. */
export const policyRule = z.strictObject({
  apiGroups: z.array(z.string()).min(1).describe('API groups. `""`: the core group.'),
  resources: z.array(name).min(1).describe("Such as configmaps, or pods/log."),
  verbs: z.array(name).min(1).describe("Such as get, list, watch, create, update, patch, delete."),
  resourceNames: z.array(name).optional().describe("Names of single objects. Default: all."),
});

/** A Role and a RoleBinding (`rbac.authorization.k8s.io/v1`) for the service's ServiceAccount. */
export const rbac = z.strictObject({
  rules: z
    .array(policyRule)
    .default([])
    .describe("What the service's ServiceAccount may do in its namespace. Without any there is no Role."),
});
export type RbacConfig = z.output<typeof rbac>;
