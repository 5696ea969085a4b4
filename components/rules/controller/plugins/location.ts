import type { Rule } from "../../rule";
import type { ControllerScope } from "../../scope";
import { pluginsOf, why } from "./plugin-at";

export const pluginLocation: Rule<ControllerScope> = {
  id: "plugin-location",
  severity: "error",
  what: "A plugin's location is not one that the controller can read.",
  why,
  upstream: "argo-rollouts utils/plugin/downloader.go: DownloadPlugins",
  *check(scope) {
    for (const { path, plugin, loaded } of pluginsOf(scope)) {
      const { location } = plugin;
      if (location === undefined) continue;
      const at = [...path, "location"];
      if (!/^(https?:\/\/[^/]+|file:\/\/[^/]*\/.)/i.test(location)) {
        yield {
          path: at,
          reason: `"${location}" is no https://, http:// or file:// location.`,
          hint: "For an image set image instead.",
        };
      } else if (location.endsWith(`/plugin-bin/${loaded.name}`)) {
        yield {
          path: at,
          reason: "The controller copies the plugin to this very file, and empties it in doing so.",
          hint: "Keep it in another folder.",
        };
      }
    }
  },
};
