// The laws of the merge, tried 100,000 times each: before a release. Takes minutes.
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const { status } = spawnSync(
  process.execPath,
  [path.join('node_modules', 'mocha', 'bin', 'mocha.js'), 'test/unit/core/merge/**/*.test.ts'],
  { stdio: 'inherit', env: { ...process.env, VAPPT_LAW_RUNS: '100000' } },
);
process.exitCode = status ?? 1;
