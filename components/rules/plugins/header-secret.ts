import type { Rule } from "../rule";
import type { EnvironmentScope } from "../scope";
import { pluginsOf, why } from "./plugin-at";

export const pluginHeaderSecret: Rule<EnvironmentScope> = {
  id: "plugin-header-secret",
  severity: "error",
  what: "A plugin's download needs headers of a Secret that the controller's namespace does not have. Where the names of its Secrets may not be read, nothing is found.",
  why,
  upstream: "argo-rollouts utils/plugin/downloader.go: DownloadPlugins",
  *check(scope) {
    const { namespace } = scope.environment.controller;
    const there = scope.around.live?.controllerSecrets;
    if (there === undefined) return;
    for (const { path, plugin } of pluginsOf(scope)) {
      for (const [index, { secretRef }] of (plugin.headersFrom ?? []).entries()) {
        if (there.has(secretRef.name)) continue;
        yield {
          path: [...path, "headersFrom", index, "secretRef", "name"],
          reason: `The namespace ${namespace} has no Secret "${secretRef.name}".`,
          hint: "Create it before the controller starts, with the namespace where it is not there yet (createNamespace: false).",
        };
      }
    }
  },
};
