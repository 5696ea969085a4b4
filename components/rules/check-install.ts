import type { Finding } from "../config";
import { installRules } from "./install";
import type { InstallScope } from "./install/install-scope";
import { runRules } from "./rule";

/** The controller's install against the cluster. Its paths are those of the stack's config. */
export function checkInstall(scope: InstallScope): Finding[] {
  return runRules(installRules, scope, [], scope.environment.rules);
}
