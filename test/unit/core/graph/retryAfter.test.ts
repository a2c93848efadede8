import assert from 'node:assert/strict';
import { retryAfterMs } from '../../../../src/core/graph/retryAfter';

const NOW = Date.UTC(2025, 4, 1, 10, 20, 30);

describe('retryAfterMs', () => {
  const CASES: readonly (readonly [header: string, milliseconds: number | undefined])[] = [
    ['0', 0],
    ['10', 10_000],
    [' 10 ', 10_000],
    ['010', 10_000],
    ['Thu, 01 May 2025 10:20:40 GMT', 10_000],
    ['Thu, 01 May 2025 10:20:30 GMT', 0],
    ['Thu, 01 May 2025 10:00:00 GMT', 0],
    ['9'.repeat(400), Infinity],
    ['', undefined],
    ['-5', undefined],
    ['1.5', undefined],
    ['10s', undefined],
    ['2025-05-01T10:20:40Z', undefined],
    ['Thu, soon', undefined],
  ];
  for (const [header, milliseconds] of CASES) {
    it(JSON.stringify(header.slice(0, 40)), () => {
      assert.equal(retryAfterMs(header, NOW), milliseconds);
    });
  }
});
