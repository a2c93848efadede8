import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';

/** Makes a named pipe, as a file that is none; POSIX only. */
export function makePipe(path: string): void {
  assert.equal(spawnSync('mkfifo', [path]).status, 0);
}
