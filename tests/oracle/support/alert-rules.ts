import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** Series in promtool's own notation: `up{job="x"}` -> `1x10` or `0+1x20`, one value per minute. */
export type Minutes = Readonly<Record<string, string>>;

export interface FiringAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

export interface AlertTest {
  readonly alert: string;
  readonly series: Minutes;
  /** Minutes from the start. */
  readonly at: number;
  readonly firing: readonly FiringAlert[];
}

/** What `promtool check rules` says against a PrometheusRule's spec, and `promtool test rules` against the tests of it. */
export function promtoolSays(promtool: string, spec: unknown, tests: readonly AlertTest[]): string {
  const folder = mkdtempSync(path.join(tmpdir(), "alerts-"));
  try {
    const rules = path.join(folder, "rules.json");
    writeFileSync(rules, JSON.stringify(spec));
    const file = path.join(folder, "tests.json");
    writeFileSync(
      file,
      JSON.stringify({ rule_files: [rules], evaluation_interval: "1m", tests: tests.map(asTest) }),
    );
    const checked = run(promtool, ["check", "rules", rules]);
    return checked === "" && tests.length > 0 ? run(promtool, ["test", "rules", file]) : checked;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function run(promtool: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(promtool, args, { encoding: "utf8" });
  return status === 0 ? "" : stdout + stderr;
}

function asTest({ alert, series, at, firing }: AlertTest) {
  return {
    interval: "1m",
    input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
    alert_rule_test: [
      {
        eval_time: `${String(at)}m`,
        alertname: alert,
        exp_alerts: firing.map(({ labels, annotations }) => ({
          exp_labels: labels,
          exp_annotations: annotations,
        })),
      },
    ],
  };
}
