import type { Specs } from "../support/specs";
import { analyses } from "./analysis";
import { blueGreens } from "./blue-green";
import { canaries } from "./canary";
import { routers } from "./routers";
import { routing } from "./routing";
import { workloads } from "./workload";

/** Without a mistake: neither we, nor lint, nor the controller may refuse one of them. */
export const good: Specs = {
  ...canaries,
  ...workloads,
  ...analyses,
  ...routers,
  ...routing,
  ...blueGreens,
};
