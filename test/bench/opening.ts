// From opening a payload file to its lenses and findings, in a real VS Code: test/host/opening.test.ts takes the times.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { NEWEST_VSCODE } from '../../scripts/vscode/versions';
import type { Figure } from './figures';

const ROOT = path.join(__dirname, '../..');

export async function opening(): Promise<Figure[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'vappt-bench-'));
  const file = path.join(folder, 'opening.json');
  try {
    await promisify(execFile)(
      process.execPath,
      ['--import', 'tsx', 'test/host/run.ts', '--vscode-version', NEWEST_VSCODE],
      { cwd: ROOT, env: { ...process.env, VAPPT_BENCH_FILE: file, VAPPT_TEST_GREP: '^bench: ' } },
    );
    return JSON.parse(await readFile(file, 'utf8')) as Figure[];
  } finally {
    await rm(folder, { recursive: true });
  }
}
