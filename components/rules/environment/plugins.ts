import type { Path, PluginConfig } from "../../config";
import type { Rule } from "../rule";
import type { EnvironmentScope } from "../scope";

const why = "The controller stops when it starts (CrashLoopBackOff), and no Rollout of the cluster moves.";

export const pluginName: Rule<EnvironmentScope> = {
  id: "plugin-name",
  severity: "error",
  what: "A plugin's name is not of the form <namespace>/<name>.",
  why,
  upstream: "argo-rollouts utils/config/config.go: ValidateConfig",
  *check(scope) {
    for (const { path, plugin } of pluginsOf(scope)) {
      if (/^[a-zA-Z0-9-]+\/[\w.-]+$/.test(plugin.name)) continue;
      yield {
        path: [...path, "name"],
        reason: `"${plugin.name}" is not of the form <namespace>/<name>.`,
        hint: "The name is the plugin's own: letters, digits and hyphens, a slash, and then also underscores and dots.",
      };
    }
  },
};

export const pluginNamesUnique: Rule<EnvironmentScope> = {
  id: "plugin-names-unique",
  severity: "error",
  what: "Two plugins of the controller have the same name.",
  why: "Both are put into the same file, so that the controller starts one of them as the other.",
  upstream: "argo-rollouts utils/plugin/downloader.go",
  *check(scope) {
    const plugins = pluginsOf(scope);
    for (const [index, { path, plugin }] of plugins.entries()) {
      const first = plugins.findIndex((one) => one.plugin.name === plugin.name);
      const [, , list = "", position = 0] = plugins[first]?.path ?? [];
      if (first === index) continue;
      yield {
        path: [...path, "name"],
        reason: `"${plugin.name}" is the name of ${list}[${position}] too.`,
        hint: "A plugin has one name and does one thing: remove one of the two.",
      };
    }
  },
};

export const pluginLocation: Rule<EnvironmentScope> = {
  id: "plugin-location",
  severity: "error",
  what: "A plugin's location is not one that the controller can read.",
  why,
  upstream: "argo-rollouts utils/plugin/downloader.go: DownloadPlugins",
  *check(scope) {
    for (const { path, plugin } of pluginsOf(scope)) {
      const at = [...path, "location"];
      if (!/^(https?:\/\/[^/]+|file:\/\/[^/]*\/.)/i.test(plugin.location)) {
        yield {
          path: at,
          reason: `"${plugin.location}" is no https://, http:// or file:// location.`,
          hint: "An image is not one: put its file into a volume of the controller and name it with file://.",
        };
      } else if (plugin.location.endsWith(`/plugin-bin/${plugin.name}`)) {
        yield {
          path: at,
          reason: "The controller copies the plugin to this very file, and empties it in doing so.",
          hint: "Keep it in another folder.",
        };
      }
    }
  },
};

export const pluginChecksum: Rule<EnvironmentScope> = {
  id: "plugin-checksum",
  severity: "warning",
  what: "A plugin is downloaded without a sha256.",
  why: "It runs with all rights of the controller, and is downloaded anew whenever the controller starts.",
  upstream: "argo-rollouts utils/plugin/downloader.go: checkShaOfPlugin",
  *check(scope) {
    for (const { path, plugin } of pluginsOf(scope)) {
      if (plugin.sha256 !== undefined || /^file:/i.test(plugin.location)) continue;
      yield {
        path,
        reason: `The plugin "${plugin.name}" is downloaded, and nothing says what it has to be.`,
        hint: "Set sha256.",
      };
    }
  },
};

interface PluginAt {
  readonly path: Path;
  readonly plugin: PluginConfig;
}

/** Those of the controller that the stack installs. */
function pluginsOf({ environment: { controller } }: EnvironmentScope): PluginAt[] {
  if (!controller.install) return [];
  return Object.entries(controller.plugins).flatMap(([list, plugins]) =>
    plugins.map((plugin, index) => ({ path: ["controller", "plugins", list, index], plugin })),
  );
}
