import type { Finding, PlatformConfig } from "../config";
import { platformRules } from "./platform";
import { runRules } from "./rule";

/** What the parts of a platform need of each other; its controller and templates are checked like an environment's. */
export function checkPlatform(platform: PlatformConfig): Finding[] {
  return runRules(platformRules, platform, [], platform.rules);
}
