import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AccountStore } from '../../../src/core/auth/accountStore';
import { certificate } from '../../support/certificate';
import { SharedSecrets } from '../../support/secretStorage';
import { REGISTRATION, useWorld } from './support';

const ROUNDS = 50;

describe('two windows', () => {
  const world = useWorld();
  let folder = '';
  const children: ChildProcess[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'vappt-secrets-'));
  });
  afterEach(async () => {
    for (const child of children.splice(0)) {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    }
    await rm(folder, { recursive: true });
  });

  it(`signing in at the same moment lose no account, ${ROUNDS} times over`, async function () {
    this.timeout(120_000);
    const { idp } = world();
    const caFile = path.join(folder, 'ca.tmp');
    await writeFile(caFile, (await certificate()).cert);
    const open = async (): Promise<ChildProcess> => {
      const child = fork(path.join(__dirname, 'signInProcess.ts'), [idp.origin, folder], {
        execArgv: ['--import', 'tsx'],
        env: { ...process.env, NODE_EXTRA_CA_CERTS: caFile },
      });
      children.push(child);
      assert.deepEqual(await once(child, 'message'), ['ready', undefined]);
      return child;
    };
    const windows = await Promise.all([open(), open()]);
    for (let round = 0; round < ROUNDS; round += 1) {
      const answers = windows.map((child) => once(child, 'message'));
      windows.forEach((child, index) => child.send(nameOf(round, index)));
      for (const [answer] of await Promise.all(answers)) assert.equal(answer, 'done');
    }
    const accounts = await new AccountStore(new SharedSecrets(folder)).list(REGISTRATION);
    const expected = windows.flatMap((_, index) =>
      Array.from({ length: ROUNDS }, (__, round) => `${nameOf(round, index)}@lab.example`),
    );
    assert.deepEqual(accounts.map(({ session }) => session.username).sort(), expected.sort());
  });
});

/** Six letters at most: they make the object id. */
function nameOf(round: number, index: number): string {
  return `${'ab'[index] ?? '?'}${round}`;
}
