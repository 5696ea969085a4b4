import type { FleetReport } from "./options";

/** What a shell gets: 0 done, 1 something failed, 2 drift, 3 something remains. */
export function codeOf({ mode, results, releases }: Omit<FleetReport, "code">): number {
  const outcomes = new Set(results.map(({ outcome }) => outcome));
  if (outcomes.has("failed") || outcomes.has("locked")) return 1;
  if (releases.some(({ state }) => state === "Degraded")) return 1;
  if (outcomes.has("remaining")) return 3;
  return mode === "drift" && outcomes.has("changed") ? 2 : 0;
}
