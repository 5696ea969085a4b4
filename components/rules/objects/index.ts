import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";
import { extraManifestCollision } from "./extra-manifests";
import { oneMonitor, scrapeTimeout } from "./monitoring";
import { networkPolicyShutsOut } from "./network-policy";
import { preDeployImage } from "./pre-deploy";
import { broadRights, rightsOfOthers } from "./rbac";
import { claimOfOneNode } from "./storage";

/** What stands around a workload. */
export const objectRules: readonly Rule<ServiceScope>[] = [
  networkPolicyShutsOut,
  oneMonitor,
  scrapeTimeout,
  claimOfOneNode,
  broadRights,
  rightsOfOthers,
  preDeployImage,
  extraManifestCollision,
];
