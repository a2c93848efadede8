import assert from 'node:assert/strict';
import type { CliExit } from '../../support/runCli';

/** One result of `send --format json`, as product.md promises it to scripts. */
export interface SendResult {
  file: string;
  outcome: string;
  method: string;
  url: string | null;
  status: number | null;
  etagSent: string | null;
  etagNow: string | null;
  merged: string[];
  changed?: string[];
  collisions?: string[];
  undone?: string[];
  requestId: string | null;
  clientRequestId: string | null;
  attempts: number;
  durationMs: number;
  error: { code: string; message: string } | null;
}

/** The only result in what was printed. */
export function resultOf({ stdout }: CliExit): SendResult {
  const { results } = JSON.parse(stdout) as { results: SendResult[] };
  assert.equal(results.length, 1);
  const [result] = results;
  assert.ok(result);
  return result;
}
