import { comesBy, DEFAULT_ARCHITECTURE, type PluginConfig, usedPlugin } from "../../../config";
import type { Mistake, Rule } from "../../rule";
import type { ControllerScope } from "../../scope";
import { pluginsOf, why } from "./plugin-at";

export const pluginSource: Rule<ControllerScope> = {
  id: "plugin-source",
  severity: "error",
  what: "Nothing says where a plugin comes from, or two things do.",
  why,
  upstream: "argo-rollouts utils/plugin/downloader.go: DownloadPlugins",
  *check(scope) {
    for (const { path, plugin, loaded } of pluginsOf(scope)) {
      const contradiction = contradictionIn(plugin);
      if (contradiction !== undefined) {
        yield { path: [...path, contradiction.key], reason: contradiction.reason, hint: contradiction.hint };
      } else if (loaded.location === undefined && loaded.image === undefined) {
        yield missingPart(plugin, path);
      }
    }
  },
};

function contradictionIn({ image, location, via }: PluginConfig) {
  const hint = "Take one of the two out.";
  if (image !== undefined && location !== undefined)
    return { key: "location", reason: "The plugin comes out of an image already.", hint };
  if (image !== undefined && via === "download")
    return { key: "via", reason: "The plugin comes out of an image.", hint };
  if (location !== undefined && via === "image")
    return { key: "via", reason: "The plugin has a location, which is no image.", hint };
  return undefined;
}

function missingPart(plugin: PluginConfig, path: Mistake["path"]): Mistake {
  const { use, version, architecture = DEFAULT_ARCHITECTURE } = plugin;
  const at = (...keys: string[]) => [...path, ...keys];
  if (comesBy(plugin) === "image") return missingOfImage(plugin, at);
  if (use === undefined)
    return { path, reason: "Nothing says where the plugin comes from.", hint: "Set location, or image." };
  if (version === undefined)
    return {
      path: at("version"),
      reason: `Which release of ${use} it is, is not said.`,
      hint: `Set version, or location. Its releases: https://github.com/${usedPlugin(use)?.repository ?? ""}/releases.`,
    };
  return {
    path: at("use"),
    reason: `${use} ${version} has no file for ${architecture} that is known here.`,
    hint: "Set location, or image.",
  };
}

function missingOfImage({ use, image }: PluginConfig, at: (...keys: string[]) => Mistake["path"]): Mistake {
  const published = usedPlugin(use)?.image;
  if ((image?.repository ?? published?.repository) === undefined)
    return {
      path: at("image", "repository"),
      reason: "Nothing says which image has the plugin.",
      hint: "Set it.",
    };
  if ((image?.file ?? published?.file) === undefined)
    return {
      path: at("image", "file"),
      reason: "Nothing says where the image has the plugin.",
      hint: "Set it.",
    };
  const hint = use === undefined ? "Set it, or image.digest." : "Set it, image.digest or version.";
  return { path: at("image", "tag"), reason: "Nothing says which version of the image it is.", hint };
}
