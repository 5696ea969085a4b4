import type { Rule } from "../../components/rules";
import { analysisRules, templateRules } from "../../components/rules/analysis";
import { capacityRules } from "../../components/rules/capacity";
import { configRules } from "../../components/rules/config";
import { controllerRules } from "../../components/rules/controller";
import { environmentRules } from "../../components/rules/environment";
import { installRules } from "../../components/rules/install";
import { liveRules } from "../../components/rules/live";
import { objectRules } from "../../components/rules/objects";
import { platformRules } from "../../components/rules/platform";
import { podRules } from "../../components/rules/pod";
import { referenceRules } from "../../components/rules/references";
import { releaseRules } from "../../components/rules/release";
import { routingRules } from "../../components/rules/routing";
import { strategyRules } from "../../components/rules/strategy";
import { settingsRules } from "../../components/rules/tables";

export type DocumentedRule = Omit<Rule<never>, "check">;

/** Title of a section -> its rules. */
export const ruleGroups: Readonly<Record<string, readonly DocumentedRule[]>> = {
  "The strategy of a Rollout": strategyRules,
  "Routers and routes": routingRules,
  "Pods and autoscalers": capacityRules,
  "Config files and variables": configRules,
  "What a pod says": podRules,
  "Objects around a workload": objectRules,
  "What an update comes to": releaseRules,
  "How a service uses AnalysisTemplates": analysisRules,
  "What an AnalysisTemplate says": templateRules,
  "What a service refers to": referenceRules,
  "What an update meets in the cluster": liveRules,
  "The services of a stack, and its controller": environmentRules,
  "The controller by itself": controllerRules,
  "The controller in its cluster": installRules,
  "The parts of a platform": platformRules,
  "The settings of rules": settingsRules,
};
