import type { z } from "zod";
import type { ephemeralMetadata } from "./analysis-use";
import type { ServiceConfig } from "./service";

type Metadata = z.output<typeof ephemeralMetadata>;

/** Label that tells the pods of the versions apart where something has to select them. */
export const ROLE_LABEL = "progressive-delivery/role";

/**
 * The metadata of a role, with the label where budgets need it. The controller moves it from pod to pod as roles change
 * (upstream: `reconcileEphemeralMetadata`), so the pod template stays the same.
 */
export function withRole(
  { podDisruptionBudget: { enabled, byRole } }: ServiceConfig,
  metadata: Metadata | undefined,
  role: string,
): Metadata | undefined {
  if (!enabled || !byRole) return metadata;
  return { ...metadata, labels: { ...metadata?.labels, [ROLE_LABEL]: role } };
}
