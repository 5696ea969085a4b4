import {
  type ListedPlugin,
  listedPlugins,
  type LoadedPlugin,
  loadedPlugin,
  type Path,
} from "../../../config";
import type { ControllerScope } from "../../scope";

/** Of most mistakes with plugins. */
export const why =
  "The controller stops when it starts (CrashLoopBackOff), and no Rollout of the cluster moves.";

export interface PluginAt extends ListedPlugin {
  readonly path: Path;
  /** Where its name stands. */
  readonly nameAt: Path;
  readonly loaded: LoadedPlugin;
}

/** Those of the controller that the stack installs. */
export function pluginsOf({ controller }: ControllerScope): PluginAt[] {
  return listedPlugins(controller.plugins).map((listed) => {
    const path = ["plugins", listed.list, listed.index];
    const nameAt = [...path, listed.plugin.use === undefined ? "name" : "use"];
    return { ...listed, path, nameAt, loaded: loadedPlugin(listed.plugin) };
  });
}
