import { listedPlugins } from "../../config";
import type { Rule } from "../rule";
import type { EnvironmentScope } from "../scope";

export const pluginHeaderSecret: Rule<EnvironmentScope> = {
  id: "plugin-header-secret",
  severity: "error",
  what: "A plugin's download needs headers of a Secret that the controller's namespace does not have. Where the names of its Secrets may not be read, nothing is found.",
  why: "The controller stops when it starts (CrashLoopBackOff), and no Rollout of the cluster moves.",
  upstream: "argo-rollouts utils/plugin/downloader.go: DownloadPlugins",
  *check({ environment: { controller }, around }) {
    const { install, namespace, plugins } = controller;
    const there = around.live?.controllerSecrets;
    if (!install || there === undefined) return;
    for (const { list, index, plugin } of listedPlugins(plugins)) {
      for (const [position, { secretRef }] of (plugin.headersFrom ?? []).entries()) {
        if (there.has(secretRef.name)) continue;
        const at = ["controller", "plugins", list, index, "headersFrom", position, "secretRef", "name"];
        yield {
          path: at,
          reason: `The namespace ${namespace} has no Secret "${secretRef.name}".`,
          hint: "Create it before the controller starts, with the namespace where it is not there yet (createNamespace: false).",
        };
      }
    }
  },
};
