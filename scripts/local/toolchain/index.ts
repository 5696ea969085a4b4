import * as path from "node:path";
import { resolve } from "./resolve";
import type { ResolvedTool, ResolveOptions } from "./resolved";
import { tools, type ToolName } from "./tools";

export type { ResolvedTool, ResolveOptions, Source } from "./resolved";
export type { ToolName } from "./tools";
export { ToolchainError } from "./failure";

const catalog = { tools, modules: path.join(__dirname, "modules") };

/** All tools, in build order. */
export const toolNames = Object.keys(tools) as readonly ToolName[];

/**
 * Find each tool on PATH, in KUBEBUILDER_ASSETS or in the project's cache; build what is missing from its Go module, or take
 * it out of its Debian package. Throws a ToolchainError that tells what to do when that fails or cannot start.
 */
export function resolveTools<Name extends ToolName>(
  names: readonly Name[],
  options: ResolveOptions = {},
): Promise<Record<Name, ResolvedTool>> {
  return resolve<ToolName>(catalog, names, options);
}
