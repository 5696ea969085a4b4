import { join } from "node:path";

import type { PlaneFolder } from "./folder";

/** Release manifests that a plane brings along, so that stacks which name none run without a network. */
export const manifests = [
  { tool: "rollouts-install.yaml", variable: "ROLLOUTS_MANIFEST" },
  { tool: "rollouts-notifications.yaml", variable: "ROLLOUTS_NOTIFICATIONS_MANIFEST" },
  { tool: "gateway-api-crds.yaml", variable: "GATEWAY_API_MANIFEST" },
] as const;

type ManifestTool = (typeof manifests)[number]["tool"];

export function manifestPath({ root }: Pick<PlaneFolder, "root">, tool: ManifestTool): string {
  return join(root, tool);
}
