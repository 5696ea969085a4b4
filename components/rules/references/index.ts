import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";
import { gatewayRules } from "./gateways";
import { routerWithoutRights } from "./router-without-rights";
import { missingSecret, uncheckedSecret } from "./missing-secret";
import { unknownSubscription } from "./unknown-subscription";
import { unknownShard } from "./unknown-shard";
import { uncheckedTemplate, unknownTemplate } from "./unknown-template";
import { unregisteredPlugin } from "./unregistered-plugin";
import { workloadSelector } from "./workload-selector";

/** What a service needs of the stacks, the controller and the cluster around it. */
export const referenceRules: readonly Rule<ServiceScope>[] = [
  unknownTemplate,
  uncheckedTemplate,
  missingSecret,
  uncheckedSecret,
  unregisteredPlugin,
  unknownSubscription,
  routerWithoutRights,
  unknownShard,
  ...gatewayRules,
  workloadSelector,
];
