// Windows as processes of their own, on one secret storage.
import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AccountStore } from '../../../src/core/auth/accountStore';
import type { Registration } from '../../../src/core/auth/registration';
import { certificate } from '../../support/certificate';
import { SharedSecrets } from '../../support/secretStorage';

export interface Windows {
  /** @param clockShiftMs how wrong the clock of the window is */
  readonly open: (clockShiftMs?: number) => Promise<ChildProcess>;
  /** Who is signed in, by user name, sorted. */
  readonly accounts: (registration: Registration) => Promise<string[]>;
}

/** For one suite: ends the windows after each test, and forgets their secrets. */
export function useWindows(origin: () => string): Windows {
  let folder = '';
  const children: ChildProcess[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'vappt-secrets-'));
  });
  afterEach(async () => {
    for (const child of children.splice(0)) await end(child);
    await rm(folder, { recursive: true });
  });

  return {
    open: async (clockShiftMs = 0) => {
      const caFile = path.join(folder, 'ca.tmp');
      await writeFile(caFile, (await certificate()).cert);
      const child = fork(path.join(__dirname, 'signInProcess.ts'), [origin(), folder], {
        execArgv: ['--import', 'tsx'],
        env: {
          ...process.env,
          NODE_EXTRA_CA_CERTS: caFile,
          VAPPT_TEST_CLOCK_SHIFT_MS: String(clockShiftMs),
        },
      });
      children.push(child);
      assert.deepEqual(await once(child, 'message'), ['ready', undefined]);
      return child;
    },
    accounts: async (registration) => {
      const stored = await new AccountStore(new SharedSecrets(folder)).list(registration);
      return stored.map(({ session }) => session.username).sort();
    },
  };
}

/** Ends it as a crash does: it can tidy up nothing. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}
