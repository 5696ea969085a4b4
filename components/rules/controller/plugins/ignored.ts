import { comesBy, hasRateFlags, type PluginConfig } from "../../../config";
import type { Rule } from "../../rule";
import type { ControllerScope } from "../../scope";
import { type PluginAt, pluginsOf } from "./plugin-at";

export const pluginSettingIgnored: Rule<ControllerScope> = {
  id: "plugin-setting-ignored",
  severity: "error",
  what: "A plugin has a setting that nobody reads where it stands.",
  why: "What it promises does not happen: a digest that is not checked, a plugin that is loaded although it is disabled.",
  upstream: "argo-rollouts utils/plugin/downloader.go and rollout/steps/plugin/resolver.go",
  *check(scope) {
    for (const one of pluginsOf(scope)) {
      for (const { keys, isRead, because, hint = "Take it out." } of settings) {
        if (isRead(one)) continue;
        for (const key of keys.filter((name) => one.plugin[name] !== undefined))
          yield { path: [...one.path, key], reason: because, hint };
      }
    }
  },
};

interface Setting {
  readonly keys: readonly (keyof PluginConfig)[];
  readonly isRead: (one: PluginAt) => boolean;
  readonly because: string;
  readonly hint?: string;
}

const isDownload = ({ loaded }: PluginAt): boolean => /^https?:/i.test(loaded.location ?? "");
const comesByImage = ({ plugin }: PluginAt): boolean => comesBy(plugin) === "image";

const settings: readonly Setting[] = [
  {
    keys: ["version", "architecture", "via"],
    isRead: ({ plugin }) => plugin.use !== undefined,
    because: "It says something of a plugin that is known here, and this one has a name of its own.",
    hint: "Take it out, or write use instead of name.",
  },
  {
    keys: ["architecture"],
    isRead: ({ plugin }) => plugin.use === undefined || plugin.location === undefined,
    because: "The location says which file it is.",
  },
  {
    keys: ["architecture"],
    isRead: (one) => one.plugin.use === undefined || !comesByImage(one),
    because: "The plugin comes out of an image, which each node takes for its own architecture.",
    hint: "Take it out, or write via: download.",
  },
  {
    keys: ["sha256", "unverified", "headersFrom"],
    isRead: (one) => isDownload(one) || comesByImage(one) || one.plugin.location === undefined,
    because: "A file is copied without a look at it.",
  },
  {
    keys: ["sha256", "unverified", "headersFrom"],
    isRead: (one) => !comesByImage(one),
    because: "The plugin comes out of an image.",
    hint: "Take it out. To say what an image has to be, set image.digest.",
  },
  {
    keys: ["clientQps", "clientBurst"],
    isRead: ({ plugin, loaded }) => hasRateFlags(plugin, loaded.known),
    because: "The plugin, or its release, has no such flag that is known here.",
    hint: "Take it out, or write the flag into args.",
  },
  {
    keys: ["disabled"],
    isRead: ({ list }) => list === "steps",
    because: "The controller loads the plugin all the same: it can leave out steps alone.",
    hint: "Take it out, or the whole plugin.",
  },
];
