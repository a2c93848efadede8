import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Of lines that differ, so many are shown. */
const SHOWN = 10;

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
  const expected = readFileSync(file, 'utf8');
  if (`${actual}\n` === expected) return;
  // The texts are too long for a message of `assert.equal`, which would be cut off before what differs.
  assert.fail(`Not as in ${path.basename(file)}:\n${differences(`${actual}\n`, expected).join('\n')}`);
}

function differences(actual: string, expected: string): string[] {
  const is = actual.split('\n');
  const shouldBe = expected.split('\n');
  const lines: string[] = [];
  for (let index = 0; index < Math.max(is.length, shouldBe.length); index += 1) {
    if (is[index] === shouldBe[index]) continue;
    if (lines.length === SHOWN) return [...lines, '…'];
    lines.push(
      `line ${index + 1}:\n  is        ${is[index] ?? '(none)'}\n  should be ${shouldBe[index] ?? '(none)'}`,
    );
  }
  return lines;
}
