import type { Rule } from "../rule";
import type { ControllerScope } from "../scope";
import { dashboardWithoutAuth, dashboardWritesForAll } from "./dashboard";
import { controllerBudgetBlocks } from "./disruption-budget";
import { controllerWithoutLeader } from "./leader-election";
import { pluginRules } from "./plugins";
import { controllerRecreate } from "./strategy";

/** What the controller's config says about itself alone. */
export const controllerRules: readonly Rule<ControllerScope>[] = [
  controllerWithoutLeader,
  controllerRecreate,
  controllerBudgetBlocks,
  dashboardWithoutAuth,
  dashboardWritesForAll,
  ...pluginRules,
];
