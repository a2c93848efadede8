// Mocha's own "spec" output, plus the counts of the run, and what failed in it, as one JSON line appended to the file
// named by VAPPT_TEST_COUNTS: `npm test` adds up the suites from there, the one inside VS Code's extension host included.
'use strict';
const { appendFileSync } = require('node:fs');
const { reporters, Runner } = require('mocha');

class CountingReporter extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const file = process.env['VAPPT_TEST_COUNTS'];
    if (file === undefined) return;
    const failures = [];
    runner.on(Runner.constants.EVENT_TEST_FAIL, (test, error) => {
      // The stack of an error begins with its message, but not everything that is thrown has one.
      failures.push({ test: test.fullTitle(), error: String(error?.stack ?? error?.message ?? error) });
    });
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures: failed, pending } = this.stats;
      appendFileSync(file, JSON.stringify({ passed: passes, failed, skipped: pending, failures }) + '\n');
    });
  }
}

module.exports = CountingReporter;
