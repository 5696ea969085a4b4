import { readdirSync } from "node:fs";
import path from "node:path";

/** One multi-document file for each case: `istio/canary.yaml`. */
export const goldenFolder = path.join(__dirname, "golden");

/** Paths of all golden files, relative to their folder. */
export function goldenFiles(): string[] {
  const entries = readdirSync(goldenFolder, { recursive: true, encoding: "utf8" });
  return entries.filter((entry) => entry.endsWith(".yaml")).sort();
}
