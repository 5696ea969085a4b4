import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const maxBuffer = 64 * 1024 * 1024;

/** What promtool has against each of the queries; undefined where it has nothing. */
export function promtoolMistakes(promtool: string, queries: readonly string[]): (string | undefined)[] {
  const folder = mkdtempSync(path.join(tmpdir(), "promql-"));
  try {
    const file = path.join(folder, "rules.json");
    const groups = queries.map((expr, index) => ({
      name: `query-${String(index)}`,
      rules: [{ record: `value:${String(index)}`, expr }],
    }));
    writeFileSync(file, JSON.stringify({ groups }));
    const { stderr, stdout } = spawnSync(promtool, ["check", "rules", file], { encoding: "utf8", maxBuffer });
    // It says so of a file in which nothing is wrong; without either nothing was read.
    if (!/SUCCESS|group "query-\d+"/.test(stdout + stderr)) throw new Error(stdout + stderr);
    const mistakes = [...stderr.matchAll(/group "query-(\d+)".*?could not parse expression: (.*)/g)];
    return queries.map((_, index) => mistakes.find(([, at]) => at === String(index))?.[2]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export function promtoolVersion(promtool: string): string {
  return execFileSync(promtool, ["--version"], { encoding: "utf8" }).split("\n")[0] ?? "";
}
