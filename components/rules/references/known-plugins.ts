import { type KnownController, pluginName } from "../../config";
import type { Surroundings } from "../scope";

export interface KnownPlugins {
  /** Names of the plugins that a list of the controller has. */
  readonly names: (list: keyof KnownController["plugins"]) => readonly string[];
  /** Where one writes another one down. */
  readonly whose: string;
}

/** Those of the controller that the stack installs, else of the platform's. Undefined where nobody says which it has. */
export function knownPlugins({ controller, platform }: Surroundings): KnownPlugins | undefined {
  if (controller !== undefined)
    return { names: (list) => controller.plugins[list].map(pluginName), whose: "" };
  const of = platform?.controller;
  return of && { names: (list) => of.plugins[list], whose: " of the platform's stack" };
}
