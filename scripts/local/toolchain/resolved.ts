import type { Tool } from "./tools";

/** Where a tool was found, or that it was built, or taken out of a package, just now. */
export type Source = "PATH" | "KUBEBUILDER_ASSETS" | "cache" | "built" | "unpacked";

export interface ResolvedTool {
  /** Absolute path; the base name is the tool's name. */
  readonly path: string;
  readonly source: Source;
  readonly version?: string;
}

export interface ResolveOptions {
  /** Gets plain lines instead of the terminal's progress display. */
  readonly log?: (line: string) => void;
  /** Environment to search and to build in. Default: the process's own. */
  readonly env?: NodeJS.ProcessEnv;
  /** Default: `pulumi-progressive-delivery/toolchain` in $XDG_CACHE_HOME or ~/.cache. */
  readonly cacheDir?: string;
  /** Drop what the builds left behind beside the tools (several GB), also that of earlier runs. */
  readonly cleanBuildCache?: boolean;
}

/** Tools in build order, and the folder that holds their pinned Go modules. */
export interface Catalog<Name extends string> {
  readonly tools: Readonly<Record<Name, Tool>>;
  readonly modules: string;
}
