// `npm run test:endurance`: thousands of edits, sends, conflicts and sign-ins in one extension host, 50 rounds of dispose
// and activate, and a long race of many writers for one appointment. VAPPT_ENDURANCE=0.1 does a tenth of what happens in
// the extension host. `npm test` does the same with a handful of each.
import { spawnSync } from 'node:child_process';

const env = {
  ...process.env,
  VAPPT_ENDURANCE: process.env['VAPPT_ENDURANCE'] ?? '1',
  VAPPT_TEST_GREP: '^endurance',
};

/** @param {string[]} args */
function run(args) {
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit', env });
  if (status !== 0) process.exitCode = status ?? 1;
}

run(['node_modules/mocha/bin/mocha.js', 'test/http/race.test.ts']);
run(['--import', 'tsx', 'test/host/run.ts', '--vscode-version', '1.139.1', ...process.argv.slice(2)]);
