import type { PlatformConfig } from "../../config";
import type { Rule } from "../rule";
import { acmeWildcard, certificateIssuer, certificateNamesDiffer, certificateRenewal } from "./certificates";
import { platformPart } from "./parts";

/** What the parts of a platform need of each other. */
export const platformRules: readonly Rule<PlatformConfig>[] = [
  platformPart,
  certificateIssuer,
  certificateNamesDiffer,
  certificateRenewal,
  acmeWildcard,
];
