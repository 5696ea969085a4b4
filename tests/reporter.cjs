"use strict";

const { reporters, Runner } = require("mocha");

const SLOWEST = 10;

/**
 * Mocha's Spec, followed by what a reader of a long log looks for: the slowest tests, and one line that tells the outcome.
 * A skipped test proves nothing, so it counts as failed; a run without tests proves nothing either.
 */
class Reporter extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    this.finished = new Set();
    this.skipped = [];
    this.broken = 0;
    runner.on(Runner.constants.EVENT_TEST_PASS, (test) => this.finished.add(test));
    runner.on(Runner.constants.EVENT_TEST_PENDING, (test) => this.skipped.push(test));
    runner.on(Runner.constants.EVENT_TEST_FAIL, (test) => {
      this.broken += 1;
      this.finished.add(test);
    });
  }

  done(failures, exit) {
    const passed = this.stats.passes;
    // Mocha's own count is higher when a global teardown fails: no test event tells of that.
    const failed = Math.max(failures, this.broken) + this.skipped.length;
    this.printSlowest();
    for (const test of this.skipped) print(`Skipped, which counts as failed: ${test.fullTitle()}`);
    if (passed + failed === 0)
      print("No test ran, which counts as a failure: check the file names given to mocha.");
    print(`${passed} passed, ${failed} failed`);
    exit(failed + passed === 0 ? 1 : failed);
  }

  printSlowest() {
    const slowest = [...this.finished]
      .filter((test) => test.duration !== undefined)
      .sort((one, other) => other.duration - one.duration)
      .slice(0, SLOWEST);
    if (slowest.length === 0) return;
    print("Slowest tests:");
    for (const test of slowest) print(`${String(test.duration).padStart(8)} ms  ${test.fullTitle()}`);
    print("");
  }
}

function print(line) {
  reporters.Base.consoleLog(line);
}

module.exports = Reporter;
