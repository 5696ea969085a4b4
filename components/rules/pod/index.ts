import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";
import { autoscaledSidecars } from "./autoscaled-sidecars";
import { containerNamesDiffer } from "./container-names";
import { dnsNeedsServer } from "./dns";
import { drainOrOwnHook, drainWithinGrace } from "./ending";
import { podPortsDiffer, portKnown } from "./ports";
import { mountsBothWays, processesOfTwo, rootNeedsReason } from "./rights";
import { podSecurityEnforced, podSecurityLevel } from "./security-level";
import { mountPathsDiffer, volumeKnown } from "./volumes";

/** What a pod and its containers may say. */
export const podRules: readonly Rule<ServiceScope>[] = [
  rootNeedsReason,
  podSecurityLevel,
  podSecurityEnforced,
  mountsBothWays,
  processesOfTwo,
  drainWithinGrace,
  drainOrOwnHook,
  volumeKnown,
  mountPathsDiffer,
  containerNamesDiffer,
  podPortsDiffer,
  portKnown,
  dnsNeedsServer,
  autoscaledSidecars,
];
