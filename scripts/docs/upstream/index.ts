import { analysis } from "./analysis";
import { platformRules } from "./platform";
import { steps } from "./steps";
import { strategy } from "./strategy";
import type { UpstreamRule } from "./upstream-rule";

export { BY_CONSTRUCTION, SCHEMA, type UpstreamRule } from "./upstream-rule";

export const upstreamRules: readonly UpstreamRule[] = [...strategy, ...steps, ...analysis, ...platformRules];
