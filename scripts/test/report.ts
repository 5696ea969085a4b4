import { readFileSync } from "node:fs";

export interface Timed {
  readonly title: string;
  readonly ms: number;
}

export interface Failure {
  readonly title: string;
  /** The error's message; empty where there is none. */
  readonly reason: string;
}

/** What the tests' reporter (tests/reporter.cjs) writes down when all tests of its process are over. */
export interface Report {
  readonly passed: number;
  readonly failed: number;
  readonly failures: readonly Failure[];
  readonly tests: readonly Timed[];
  readonly files: readonly Timed[];
}

/** Undefined when there is none: the process ended before. */
export function readReport(file: string): Report | undefined {
  try {
    const report: Report = JSON.parse(readFileSync(file, "utf8"));
    return report;
  } catch {
    return undefined;
  }
}
