/** Seconds that the long test files take, from the summaries of runs. It is enough that they are about right. */
export const seconds: Readonly<Record<string, number>> = {
  "tests/e2e/start.test.ts": 300,
  "tests/e2e/routers.test.ts": 300,
  "tests/e2e/handover-faults.test.ts": 200,
  "tests/e2e/mid-canary.test.ts": 150,
  "tests/e2e/config-retention.test.ts": 120,
  "tests/e2e/wait.test.ts": 120,
  "tests/e2e/handover.test.ts": 100,
  "tests/e2e/handover-blue-green.test.ts": 100,
  "tests/e2e/accepted-specs.test.ts": 60,
  "tests/oracle/lint.test.ts": 60,
  "tests/scripts/local/plane/plane.test.ts": 60,
  "tests/scripts/local/plane/controller-runner/runner.test.ts": 40,
};

/** For a file that is not above. */
const OTHER = { quick: 0.2, rest: 10 };

/** `npm start` writes the project's stack files while it runs, so its test must not run beside those that read or mend them. */
export const stackFileTests = [
  "tests/e2e/start.test.ts",
  "tests/e2e/example-stacks.test.ts",
  "tests/scripts/check-config.test.ts",
  "tests/scripts/local/cli.test.ts",
  "tests/scripts/plan.test.ts",
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
