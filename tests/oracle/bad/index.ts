import type { Specs } from "../support/specs";
import { analyses } from "./analysis";
import { beyondLint } from "./beyond-lint";
import { blueGreens } from "./blue-green";
import { canaries } from "./canary";
import { podTemplates } from "./pods";
import { routing } from "./routing";
import { templates } from "./templates";
import { workloads } from "./workload";

/** With a mistake each: we must refuse every one of them, and lint most. */
export const bad: Specs = {
  ...canaries,
  ...workloads,
  ...podTemplates,
  ...analyses,
  ...routing,
  ...blueGreens,
  ...beyondLint,
  ...templates,
};
