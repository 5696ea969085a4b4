"use strict";

const { writeFileSync } = require("node:fs");
const path = require("node:path");
const { reporters, Runner } = require("mocha");

const SLOWEST = 10;
const GRACE_SECONDS = 30;
const { EVENT_SUITE_BEGIN, EVENT_SUITE_END, EVENT_TEST_FAIL, EVENT_TEST_PASS, EVENT_TEST_PENDING } =
  Runner.constants;

/**
 * Mocha's Spec, followed by what a reader of a long log looks for: the slowest tests, and one line that tells the outcome.
 * A skipped test proves nothing, so it counts as failed; a run without tests proves nothing either.
 *
 * Where several processes share the tests (scripts/test/lanes.ts), the option `report` names a file that gets all this as JSON
 * instead, for one summary of them all, and `lane` the name of this one. `grace` is the number of seconds that a process may live
 * on after its tests.
 */
class Reporter extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    this.lane = options?.reporterOptions ?? {};
    this.finished = new Set();
    this.files = new Map();
    this.failed = [];
    this.skipped = [];
    runner.on(EVENT_TEST_PASS, (test) => this.finished.add(test));
    runner.on(EVENT_TEST_PENDING, (test) => this.skipped.push(test));
    runner.on(EVENT_TEST_FAIL, (test, error) => {
      this.failed.push({ title: test.fullTitle(), reason: String(error?.message ?? error) });
      this.finished.add(test);
    });
    this.clockFiles(runner);
  }

  /** With their hooks, in which most of the time of some files is spent. */
  clockFiles(runner) {
    const began = new Map();
    runner.on(EVENT_SUITE_BEGIN, (suite) => began.set(suite, Date.now()));
    runner.on(EVENT_SUITE_END, (suite) => {
      if (suite.file === undefined || suite.parent?.root !== true) return;
      const title = path.relative(process.cwd(), suite.file);
      this.files.set(title, (this.files.get(title) ?? 0) + Date.now() - began.get(suite));
    });
  }

  done(failures, exit) {
    const passed = this.stats.passes;
    // Mocha's own count is higher when a global teardown fails: no test event tells of that.
    const failed = Math.max(failures, this.failed.length) + this.skipped.length;
    if (this.lane.report === undefined) this.printOutcome(passed, failed);
    else this.writeReport(passed, failed);
    exit(failed + passed === 0 ? 1 : failed);
    this.endSoon();
  }

  /** A server or process that a test has left open would keep this process for ever, and hide what failed before. */
  endSoon() {
    const seconds = Number(this.lane.grace ?? GRACE_SECONDS);
    const end = () => {
      const open = process.getActiveResourcesInfo().join(", ");
      print(`Something that tests have opened is still open ${seconds} s after they ended: ${open}`);
      // After mocha's own word at the exit, which knows of the tests alone.
      process.once("exit", () => (process.exitCode = 1));
      process.exit();
    };
    setTimeout(end, seconds * 1000).unref();
  }

  printOutcome(passed, failed) {
    const slowest = this.timedTests()
      .sort((one, other) => other.ms - one.ms)
      .slice(0, SLOWEST);
    if (slowest.length > 0) print("Slowest tests:");
    for (const { ms, title } of slowest) print(`${String(ms).padStart(8)} ms  ${title}`);
    if (slowest.length > 0) print("");
    for (const line of this.skippedLines()) print(line);
    if (passed + failed === 0)
      print("No test ran, which counts as a failure: check the file names given to mocha.");
    print(`${passed} passed, ${failed} failed`);
  }

  writeReport(passed, failed) {
    const skipped = this.skippedLines().map((title) => ({ title, reason: "" }));
    const failures = [...this.failed, ...skipped];
    const files = [...this.files].map(([title, ms]) => ({ title, ms }));
    const report = { passed, failed, failures, tests: this.timedTests(), files };
    writeFileSync(this.lane.report, JSON.stringify(report));
    print(`${this.lane.lane}: ${passed} passed, ${failed} failed`);
  }

  timedTests() {
    return [...this.finished]
      .filter(({ duration }) => duration !== undefined)
      .map((test) => ({ title: test.fullTitle(), ms: test.duration }));
  }

  skippedLines() {
    return this.skipped.map((test) => `Skipped, which counts as failed: ${test.fullTitle()}`);
  }
}

function print(line) {
  reporters.Base.consoleLog(line);
}

module.exports = Reporter;
