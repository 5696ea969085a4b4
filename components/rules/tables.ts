import { analysisRules, templateRules } from "./analysis";
import { capacityRules } from "./capacity";
import { configRules } from "./config";
import { controllerRules } from "./controller";
import { environmentRules } from "./environment";
import { type SettingsScope, unknownRule } from "./environment/unknown-rule";
import { installRules } from "./install";
import { liveRules } from "./live";
import { objectRules } from "./objects";
import { platformRules } from "./platform";
import { podRules } from "./pod";
import { referenceRules } from "./references";
import { releaseRules } from "./release";
import { routingRules } from "./routing";
import type { Rule } from "./rule";
import type { ServiceScope } from "./scope";
import { strategyRules } from "./strategy";

/** Every rule about one service. */
export const serviceRules: readonly Rule<ServiceScope>[] = [
  ...strategyRules,
  ...routingRules,
  ...capacityRules,
  ...configRules,
  ...podRules,
  ...objectRules,
  ...releaseRules,
  ...analysisRules,
  ...referenceRules,
  ...liveRules,
];

/** Rules about what `rules` says. */
export const settingsRules: readonly Rule<SettingsScope>[] = [unknownRule];

type AnyRule = Omit<Rule<never>, "check">;
const ofServices: readonly AnyRule[] = [...serviceRules, ...templateRules, ...settingsRules];

const ofStacks: readonly AnyRule[] = [
  ...environmentRules,
  ...controllerRules,
  ...installRules,
  ...platformRules,
];

/** Every rule that there is: what can be named in `rules` of a stack or a service. */
export const rules: readonly AnyRule[] = [...ofServices, ...ofStacks];

/** Which rules the settings of a service reach, and which those of a stack. */
export const reachOf = {
  service: { reached: ofServices.map(({ id }) => id), others: ofStacks.map(({ id }) => id) },
  stack: { reached: rules.map(({ id }) => id), others: [] },
} as const;
