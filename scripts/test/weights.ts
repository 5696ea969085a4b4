/** Seconds that the long test files take, from the summaries of runs. It is enough that they are about right. */
export const seconds: Readonly<Record<string, number>> = {
  "tests/e2e/plugins.test.ts": 270,
  "tests/e2e/start.test.ts": 296,
  "tests/e2e/fleet.test.ts": 900,
  "tests/e2e/destroy-canaries.test.ts": 436,
  "tests/e2e/fleet-faults.test.ts": 420,
  "tests/e2e/fleet-layout.test.ts": 326,
  "tests/e2e/handover-faults.test.ts": 246,
  "tests/e2e/controller-upgrade.test.ts": 308,
  "tests/e2e/routers.test.ts": 209,
  "tests/e2e/config-retention.test.ts": 179,
  "tests/e2e/shards.test.ts": 270,
  "tests/e2e/routing-switch.test.ts": 151,
  "tests/e2e/render.test.ts": 150,
  "tests/e2e/controller-safe-change.test.ts": 150,
  "tests/e2e/controller-ha.test.ts": 120,
  "tests/e2e/controller-process.test.ts": 100,
  "tests/e2e/dashboard.test.ts": 75,
  "tests/e2e/platform.test.ts": 162,
  "tests/e2e/handover-blue-green.test.ts": 150,
  "tests/e2e/analysis-canary.test.ts": 150,
  "tests/scripts/local/provider/update.test.ts": 150,
  "tests/e2e/example-stacks.test.ts": 135,
  "tests/e2e/doctor.test.ts": 140,
  "tests/e2e/freeze.test.ts": 170,
  "tests/e2e/promotion.test.ts": 140,
  "tests/e2e/wait.test.ts": 125,
  "tests/e2e/routing-gateway-api.test.ts": 120,
  "tests/e2e/controller.test.ts": 115,
  "tests/e2e/mid-canary.test.ts": 110,
  "tests/e2e/references.test.ts": 105,
  "tests/e2e/destroy.test.ts": 100,
  "tests/e2e/switch-of-kind.test.ts": 100,
  "tests/scripts/local/provider/replace-delete.test.ts": 95,
  "tests/e2e/canary.test.ts": 90,
  "tests/e2e/full-service.test.ts": 90,
  "tests/e2e/handover.test.ts": 90,
  "tests/e2e/router-change.test.ts": 85,
  "tests/e2e/ownership.test.ts": 80,
  "tests/scripts/local/provider/create.test.ts": 80,
  "tests/scripts/local/provider/read.test.ts": 80,
  "tests/e2e/bad-config.test.ts": 75,
  "tests/e2e/first-up.test.ts": 70,
  "tests/e2e/blue-green.test.ts": 60,
  "tests/e2e/accepted-specs.test.ts": 50,
  "tests/e2e/try-analysis.test.ts": 50,
  "tests/e2e/prometheus.test.ts": 40,
  "tests/e2e/analysis-library.test.ts": 30,
  "tests/scripts/local/language-host/programs.test.ts": 45,
  "tests/scripts/local/plane/plane.test.ts": 45,
  "tests/scripts/local/plane/controller-runner/runner.test.ts": 30,
  "tests/e2e/outputs.test.ts": 35,
  "tests/e2e/package.test.ts": 35,
  "tests/oracle/routing.test.ts": 35,
  "tests/e2e/cluster-identity.test.ts": 30,
  "tests/e2e/connection.test.ts": 30,
  "tests/oracle/lint.test.ts": 25,
  "tests/oracle/controller.test.ts": 15,
  "tests/scripts/local/provider/await/live.test.ts": 25,
  "tests/scripts/local/toolchain/build.test.ts": 25,
  "tests/scripts/test/lanes.test.ts": 20,
  "tests/scripts/local/cli.test.ts": 10,
  "tests/scripts/local/provider/cancel.test.ts": 10,
  "tests/scripts/typescript.test.ts": 10,
};

/** For a file that is not above. */
const OTHER = { quick: 0.3, rest: 1 };

/** `npm start` writes the project's stack files while it runs, so its test must not run beside those that read or mend them. */
export const stackFileTests = [
  "tests/e2e/start.test.ts",
  "tests/e2e/example-stacks.test.ts",
  "tests/scripts/check-config.test.ts",
  "tests/scripts/local/cli.test.ts",
  "tests/scripts/plan.test.ts",
  "tests/scripts/render/golden.test.ts",
  "tests/scripts/schema.test.ts",
];

/** What needs neither a cluster nor other processes, and is over in seconds: all of it in the first lane, before the rest. */
function isQuick(file: string): boolean {
  return /^tests[\\/](components|stacks)[\\/]/.test(file);
}

export function weight(file: string): number {
  return seconds[file] ?? (isQuick(file) ? OTHER.quick : OTHER.rest);
}

export function together(file: string): boolean {
  return isQuick(file) || stackFileTests.includes(file);
}
