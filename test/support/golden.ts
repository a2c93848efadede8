import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Compares a text with the file that holds how it should be. With VAPPT_UPDATE_GOLDENS=1 the file is written instead:
 * look at the difference before it is committed.
 */
export function assertGolden(file: string, actual: string): void {
  if (process.env['VAPPT_UPDATE_GOLDENS'] === '1') {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, `${actual}\n`);
    return;
  }
  assert.equal(`${actual}\n`, readFileSync(file, 'utf8'));
}
