import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { lstat, mkdir, readdir, readFile, rm, stat, symlink } from 'node:fs/promises';
import path from 'node:path';
import type { Emulator } from '../../../src/emulator';
import { answer, type FakeServer, type Handler } from '../../support/fakeEmulator';
import type { CliExit } from '../../support/runCli';
import { makePipe } from '../../support/pipe';
import { assertNoStackTrace, assertWrongUse, graphCalls, sampleAppointment, useShell } from './support';
import { resultOf } from './sendResult';

const READ = { id: 'i', externalAppointmentId: 'ext-2' };

/** Reads as told, one after the other, the last again and again; every PATCH is saved. */
function reads(...states: readonly (readonly [status: number, body: unknown, etag?: string])[]): Handler {
  let next = 0;
  return (request, response) => {
    if (request.method === 'PATCH') {
      answer(response, 204);
      return;
    }
    const [status, body, etag] = states[Math.min(next++, states.length - 1)] ?? [500, undefined];
    answer(response, status, body, etag === undefined ? {} : { etag });
  };
}

describe('cli: send --save-base', () => {
  const shell = useShell();
  const send = async ({ origin }: Emulator | FakeServer, file: string, ...args: string[]): Promise<CliExit> =>
    shell.run(['send', file, '--endpoint', origin, ...args]);
  const text = (name: string): Promise<string> => readFile(path.join(shell.folder, name), 'utf8');
  const isThere = async (name: string): Promise<boolean> =>
    stat(path.join(shell.folder, name)).then(
      () => true,
      () => false,
    );
  const kept = async (name: string): Promise<{ etag: string; appointment: Record<string, unknown> }> =>
    JSON.parse(await text(name)) as { etag: string; appointment: Record<string, unknown> };
  const patches = ({ received }: FakeServer): number =>
    received.filter(({ method }) => method === 'PATCH').length;

  it('is what the next send needs: each goes out on the tag that the one before has left', async () => {
    const emulator = await shell.emulator();
    const keep = ['--save-base', 'kept.json'];
    const file = await shell.payload({ externalAppointmentId: 'one' });
    assert.equal((await send(emulator, file, ...keep)).code, 0);
    for (const externalAppointmentId of ['two', 'three']) {
      const { etag } = sampleAppointment(emulator);
      await shell.payload({ externalAppointmentId });
      const exit = await send(emulator, file, '--base', 'kept.json', ...keep, '--format', 'json');
      const { outcome, etagSent } = resultOf(exit);
      assert.deepEqual(
        { code: exit.code, outcome, etagSent },
        { code: 0, outcome: 'updated', etagSent: etag },
      );
    }
    assert.deepEqual(
      graphCalls(emulator).map(({ method }) => method),
      ['GET', 'PATCH', 'GET', 'PATCH', 'GET', 'PATCH', 'GET'],
    );
  });

  it('regression: is kept when the result cannot be printed, and no outcome is told', async function () {
    const full = '/dev/full';
    if (!existsSync(full)) this.skip();
    const emulator = await shell.emulator();
    const file = await shell.payload({ externalAppointmentId: 'one' });
    const exit = await shell.runProcess(
      ['send', file, '--endpoint', emulator.origin, '--save-base', 'unprinted.json'],
      { stdoutFile: full },
    );
    assertNoStackTrace(exit);
    assert.deepEqual([exit.code, await isThere('unprinted.json')], [74, true]);
    assert.match(exit.stderr, /The result could not be printed \(ENOSPC\)\. What was done stays done\./);
  });

  it('is what fetch prints, only its user may read it, and nothing unfinished is left', async () => {
    const emulator = await shell.emulator();
    const file = await shell.payload();
    await mkdir(path.join(shell.folder, 'bases'));
    assert.equal((await send(emulator, file, '--save-base', 'bases/a.json')).code, 0);
    const fetched = await shell.run(['fetch', file, '--endpoint', emulator.origin, '--format', 'json']);
    const without = (json: string): unknown => ({ ...(JSON.parse(json) as object), fetchedAt: null });
    assert.deepEqual(without(await text('bases/a.json')), without(fetched.stdout));
    assert.equal((await stat(path.join(shell.folder, 'bases/a.json'))).mode & 0o777, 0o600);
    assert.deepEqual(await readdir(path.join(shell.folder, 'bases')), ['a.json']);
  });

  it('is not written after a 412: the old one stays as it is', async () => {
    const emulator = await shell.emulator();
    const file = await shell.payload();
    await send(emulator, file, '--save-base', 'old.json');
    const before = await text('old.json');
    emulator.touch();
    const { code } = await send(emulator, file, '--base', 'old.json', '--save-base', 'old.json');
    assert.deepEqual([code, await text('old.json')], [3, before]);
    const other = await send(emulator, file, '--base', 'old.json', '--save-base', 'other.json');
    assert.deepEqual([other.code, await isThere('other.json')], [3, false]);
  });

  for (const [name, status] of [
    ['refused', 400],
    ['answered with an error of the server', 500],
  ] as const) {
    it(`is not written when the send is ${name}`, async () => {
      const emulator = await shell.emulator({
        faults: { queue: [{ match: { method: 'PATCH' }, status }] },
      });
      const { code } = await send(emulator, await shell.payload(), '--save-base', `no-${status}.json`);
      assert.deepEqual([code, await isThere(`no-${status}.json`)], [status === 400 ? 4 : 5, false]);
    });
  }

  it('has what was sent on the used-up tag when the server shows something else; says so', async () => {
    const fake = await shell.fakeEmulator(
      reads([200, READ, 'W/"A=="'], [200, { ...READ, externalAppointmentId: 'of somebody else' }, 'W/"B=="']),
    );
    const exit = await send(fake, await shell.payload(), '--save-base', 'different.json');
    assert.equal(exit.code, 0);
    assert.match(exit.stderr, /^different\.json has a tag that is used up: .+ is not what was sent\. .+\n$/);
    const { etag, appointment } = await kept('different.json');
    assert.deepEqual([etag, appointment['externalAppointmentId']], ['W/"A=="', 'ext-2']);
  });

  for (const status of [500, 404]) {
    it(`regression: when reading again fails (${status}), it says that and nothing else`, async () => {
      const fake = await shell.fakeEmulator(reads([200, READ, 'W/"A=="'], [status, undefined]));
      const exit = await send(fake, await shell.payload(), '--save-base', 'unread.json');
      assert.equal(exit.code, 0);
      assert.match(exit.stderr, /^unread\.json has a tag that is used up: .+ could not be read\. .+\n$/);
      const { etag, appointment } = await kept('unread.json');
      assert.deepEqual([etag, appointment['externalAppointmentId']], ['W/"A=="', 'ext-2']);
    });
  }

  it('without a tag in the answer it is kept all the same, and the next send reads first', async () => {
    const fake = await shell.fakeEmulator(reads([200, READ, 'W/"A=="'], [200, READ], [200, READ, 'W/"C=="']));
    const file = await shell.payload();
    assert.equal((await send(fake, file, '--save-base', 'tagless.json')).code, 0);
    assert.equal((JSON.parse(await text('tagless.json')) as { etag: unknown }).etag, null);
    assert.equal((await send(fake, file, '--base', 'tagless.json')).code, 0);
    const tags = fake.received
      .filter(({ method }) => method === 'PATCH')
      .map(({ headers }) => headers['if-match']);
    assert.deepEqual(tags, ['W/"A=="', 'W/"C=="']);
  });

  it('regression: a folder that vanishes meanwhile does not make a saved send look like wrong use', async () => {
    await mkdir(path.join(shell.folder, 'gone'));
    const fake = await shell.fakeEmulator((request, response) => {
      if (request.method !== 'PATCH') {
        answer(response, 200, READ, { etag: 'W/"A=="' });
        return;
      }
      void rm(path.join(shell.folder, 'gone'), { recursive: true }).then(() => {
        answer(response, 204);
      });
    });
    const args = ['--save-base', 'gone/base.json', '--format', 'json'];
    const exit = await send(fake, await shell.payload(), ...args);
    assertNoStackTrace(exit);
    assert.equal(resultOf(exit).outcome, 'updated');
    assert.match(exit.stderr, /gone\/base\.json/);
    assert.match(exit.stderr, /saved|successful/);
    assert.equal(exit.code, 0);
  });

  const unwritable: readonly (readonly [name: string, target: string])[] = [
    ['in a folder that is not there', 'nosuch/base.json'],
    ['that is a folder', 'folder'],
    ['below a file', 'a.vappt.json/base.json'],
  ];
  for (const [name, target] of unwritable) {
    it(`regression: a path ${name}: exit 2 is for nothing sent, a saved send is 0`, async () => {
      await mkdir(path.join(shell.folder, 'folder'), { recursive: true });
      const fake = await shell.fakeEmulator(reads([200, READ, 'W/"A=="']));
      const exit = await send(fake, await shell.payload(), '--save-base', target);
      assertNoStackTrace(exit);
      assert.ok(exit.stderr.includes(target), exit.stderr);
      assert.equal(exit.code, patches(fake) === 0 ? 2 : 0);
    });
  }

  it('create keeps a base in a file, and says what to do with a folder', async () => {
    await mkdir(path.join(shell.folder, 'folder'), { recursive: true });
    const emulator = await shell.emulator();
    const args = ['create', await shell.payload(), '--endpoint', emulator.origin, '--save-base', 'folder/'];
    assertWrongUse(
      await shell.run(args),
      /folder\/: it is a folder\. Nothing was sent\. Name a file, or leave/,
    );
  });

  it('through a link, the file that it leads to is the base, also one that is not there yet', async function () {
    if (process.platform === 'win32') this.skip();
    const emulator = await shell.emulator();
    const file = await shell.payload();
    await symlink('led-to.json', path.join(shell.folder, 'link.json'));
    for (const run of ['first', 'second']) {
      const exit = await send(emulator, file, '--save-base', 'link.json');
      const link = await lstat(path.join(shell.folder, 'link.json'));
      const kept = JSON.parse(await text('led-to.json')) as { etag: unknown };
      assert.deepEqual(
        { code: exit.code, isLink: link.isSymbolicLink(), etag: kept.etag },
        { code: 0, isLink: true, etag: sampleAppointment(emulator).etag },
        run,
      );
    }
  });

  it('what exists and is no file → 2, nothing is sent, and it stays', async function () {
    if (process.platform === 'win32') this.skip();
    makePipe(path.join(shell.folder, 'pipe'));
    const emulator = await shell.emulator();
    const exit = await send(emulator, await shell.payload(), '--save-base', 'pipe');
    assertWrongUse(exit, /^error: Cannot write pipe: it is not a regular file\. Nothing was sent\.\n$/);
    assert.deepEqual(graphCalls(emulator), []);
    assert.equal((await lstat(path.join(shell.folder, 'pipe'))).isFIFO(), true);
  });
});
