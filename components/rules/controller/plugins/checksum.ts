import type { Mistake, Rule } from "../../rule";
import type { ControllerScope } from "../../scope";
import { type PluginAt, pluginsOf } from "./plugin-at";

export const pluginChecksum: Rule<ControllerScope> = {
  id: "plugin-checksum",
  severity: "error",
  what: "A plugin is downloaded without a sha256, and nothing says why. Over http there is no way around it.",
  why: "It runs with all rights of the controller, and is downloaded anew whenever a controller starts.",
  upstream: "argo-rollouts utils/plugin/downloader.go: checkShaOfPlugin",
  *check(scope) {
    for (const one of pluginsOf(scope)) yield* mistakesOf(one);
  },
};

function* mistakesOf({ path, plugin, loaded }: PluginAt): Generator<Mistake> {
  const { location = "", sha256, name } = loaded;
  const isOpen = /^http:/i.test(location);
  if (!isOpen && !/^https:/i.test(location)) return;
  if (sha256 !== undefined && plugin.unverified !== undefined) {
    yield {
      path: [...path, "unverified"],
      reason: "There is a digest to check the download against.",
      hint: "Take unverified out.",
    };
  } else if (sha256 === undefined && isOpen) {
    yield {
      path: [...path, "sha256"],
      reason: `The plugin "${name}" is downloaded over http, where anybody on the way can change it.`,
      hint: "Set sha256, or an https:// location.",
    };
  } else if (sha256 === undefined && plugin.unverified === undefined) {
    yield {
      path: [...path, "sha256"],
      reason: `The plugin "${name}" is downloaded, and nothing says what it has to be.`,
      hint: "Set it to the file's SHA-256, or write unverified: { reason: ... }.",
    };
  }
}
