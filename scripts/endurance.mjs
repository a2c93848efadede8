// `npm run test:endurance`: thousands of edits, sends, conflicts and sign-ins in one extension host, and 50 rounds of
// dispose and activate. VAPPT_ENDURANCE=0.1 does a tenth of them. `npm test` does the same with a handful of each.
import { spawnSync } from 'node:child_process';

const { status } = spawnSync(
  process.execPath,
  ['--import', 'tsx', 'test/host/run.ts', '--vscode-version', '1.139.1', ...process.argv.slice(2)],
  {
    stdio: 'inherit',
    env: {
      ...process.env,
      VAPPT_ENDURANCE: process.env['VAPPT_ENDURANCE'] ?? '1',
      VAPPT_TEST_GREP: '^endurance',
    },
  },
);
process.exitCode = status ?? 1;
