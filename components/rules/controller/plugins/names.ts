import { distance } from "fastest-levenshtein";
import { type PluginList, pluginRegistry, registeredPlugin, type RegisteredPlugin } from "../../../config";
import type { Rule } from "../../rule";
import type { ControllerScope } from "../../scope";
import { pluginsOf, why } from "./plugin-at";

export const pluginName: Rule<ControllerScope> = {
  id: "plugin-name",
  severity: "error",
  what: "A plugin's name is not of the form <namespace>/<name>.",
  why,
  upstream: "argo-rollouts utils/config/config.go: ValidateConfig",
  *check(scope) {
    for (const { nameAt, loaded } of pluginsOf(scope)) {
      if (/^[a-zA-Z0-9-]+\/[\w.-]+$/.test(loaded.name)) continue;
      yield {
        path: nameAt,
        reason: `"${loaded.name}" is not of the form <namespace>/<name>.`,
        hint: "The name is the plugin's own: letters, digits and hyphens, a slash, and then also underscores and dots.",
      };
    }
  },
};

export const pluginNamesUnique: Rule<ControllerScope> = {
  id: "plugin-names-unique",
  severity: "error",
  what: "Two plugins of the controller have the same name.",
  why: "Both are put into the same file, so that the controller starts one of them as the other.",
  upstream: "argo-rollouts utils/plugin/downloader.go",
  *check(scope) {
    const plugins = pluginsOf(scope);
    for (const [position, { nameAt, loaded }] of plugins.entries()) {
      const first = plugins.findIndex((one) => one.loaded.name === loaded.name);
      const { list = "", index = 0 } = plugins[first] ?? {};
      if (first === position) continue;
      yield {
        path: nameAt,
        reason: `"${loaded.name}" is the name of ${list}[${String(index)}] too.`,
        hint: "A plugin has one name and does one thing: remove one of the two.",
      };
    }
  },
};

export const pluginKnownName: Rule<ControllerScope> = {
  id: "plugin-known-name",
  severity: "error",
  what: "A plugin that is known here has another name than the one that it calls itself.",
  why: "The plugin finds its settings by its own name: under another one it is started, and fails at the first weight or measurement.",
  upstream: "The plugins' sources: the key that each reads of trafficRouting.plugins, or of provider.plugin",
  *check(scope) {
    for (const { nameAt, plugin } of pluginsOf(scope)) {
      const { name, location } = plugin;
      if (name === undefined || registeredPlugin(name) !== undefined) continue;
      const meant = Object.entries(pluginRegistry).find(([, one]) => isMeant(one, name, location));
      if (meant === undefined) continue;
      const [key, { name: right }] = meant;
      yield {
        path: nameAt,
        reason: `The plugin calls itself "${right}", not "${name}".`,
        hint: `Write ${right}, or use: ${key} instead of a name.`,
      };
    }
  },
};

const MISSPELT = 2;

function isMeant(
  { name: right, repository, mistakenFor = [] }: RegisteredPlugin,
  name: string,
  location = "",
): boolean {
  if (mistakenFor.includes(name) || location.includes(`github.com/${repository}/`)) return true;
  return distance(plain(right), plain(name)) <= MISSPELT;
}

/** Without what is easily written otherwise. */
function plain(name: string): string {
  return name.toLowerCase().replace(/[-_.]/g, "");
}

const does: Readonly<Record<PluginList, string>> = {
  trafficRouters: "splits traffic",
  metricProviders: "measures",
  steps: "is a step",
};

export const pluginKind: Rule<ControllerScope> = {
  id: "plugin-kind",
  severity: "error",
  what: "A plugin that is known here stands in the list of another kind.",
  why: "The controller and the plugin do not understand each other: whatever uses it fails.",
  upstream: "argo-rollouts utils/plugin: the handshake of each kind",
  *check(scope) {
    for (const { nameAt, list, loaded } of pluginsOf(scope)) {
      if (loaded.known === undefined || loaded.known.list === list) continue;
      yield {
        path: nameAt,
        reason: `"${loaded.name}" ${does[loaded.known.list]}.`,
        hint: `Move it to controller.plugins.${loaded.known.list}.`,
      };
    }
  },
};
