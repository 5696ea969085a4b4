import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";
import { oneMonitor, scrapeTimeout } from "./monitoring";
import { networkPolicyShutsOut } from "./network-policy";

/** What stands around a workload. */
export const objectRules: readonly Rule<ServiceScope>[] = [networkPolicyShutsOut, oneMonitor, scrapeTimeout];
