import type { Rule } from "../../rule";
import type { ControllerScope } from "../../scope";
import { pluginsOf } from "./plugin-at";

export const pluginEnvironment: Rule<ControllerScope> = {
  id: "plugin-environment",
  severity: "warning",
  what: "A known plugin reads a variable that the controller's environment does not have.",
  why: "Every measurement that does not say it otherwise is an error, and after five of them the update is aborted.",
  upstream: "The plugins' own documentation",
  *check(scope) {
    const { extraEnv, extraEnvFrom } = scope.controller;
    // What a whole ConfigMap or Secret has is known in the cluster alone.
    if (extraEnvFrom.length > 0) return;
    for (const { nameAt, loaded } of pluginsOf(scope)) {
      for (const variable of loaded.known?.env ?? []) {
        if (extraEnv.some(({ name }) => name === variable)) continue;
        yield {
          path: nameAt,
          reason: `The plugin "${loaded.name}" reads ${variable} in the controller's environment, which has none of that name.`,
          hint: "Set it in controller.extraEnv, out of a Secret.",
        };
      }
    }
  },
};
