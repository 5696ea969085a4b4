import type { Rule } from "../rule";
import type { ServiceScope } from "../scope";
import { configSize } from "./config-size";

/** What ends up in ConfigMaps. */
export const configRules: readonly Rule<ServiceScope>[] = [configSize];
