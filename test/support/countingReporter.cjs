// Mocha's own "spec" output, plus the counts of the run as one JSON line appended to the file named by
// VAPPT_TEST_COUNTS: `npm test` adds up the suites from there, the one inside VS Code's extension host included.
'use strict';
const { appendFileSync } = require('node:fs');
const { reporters, Runner } = require('mocha');

class CountingReporter extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const file = process.env['VAPPT_TEST_COUNTS'];
    if (file === undefined) return;
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures, pending } = this.stats;
      appendFileSync(file, JSON.stringify({ passed: passes, failed: failures, skipped: pending }) + '\n');
    });
  }
}

module.exports = CountingReporter;
