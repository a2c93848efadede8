import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import type { FaultsInput } from '../../../src/emulator';
import type { CliExit } from '../../support/runCli';
import { outcomes, results, useManyPayloads } from './manyPayloads';
import { resultOf } from './sendResult';
import { assertWrongUse, useShell } from './support';

const MERGE = ['--on-conflict', 'merge'];
const FOLDER = ['--base', 'bases/', '--save-base', 'bases/'];
const ID = 'externalAppointmentId';
const PHONES = ['+12025550100', '+12025550101', '+12025550102'];
const ann = { displayName: 'Ann', emailAddress: 'ann@example.com' };
const bob = (phone = 0) => ({
  displayName: 'Bob',
  emailAddress: 'bob@example.com',
  smsCapablePhoneNumber: PHONES[phone],
});

// Ways in which what others have changed was undone without a word.
describe('cli: what others have changed is not undone in silence', () => {
  const shell = useShell();
  const many = useManyPayloads(shell);
  const { change, entity } = many;
  let meeting = '';

  const others = (changes: Record<string, unknown>): void => {
    many.emulator.touch({ meetingId: meeting, changes });
  };
  const begin = (changes: Record<string, unknown>): void => {
    meeting = many.emulator.addMeeting({ appointment: true }).id;
    others(changes);
  };
  const payload = (name: string, content: Record<string, unknown>): Promise<void> =>
    change(name, { $meeting: meeting, ...content });
  const send = (names: string, ...args: string[]): Promise<CliExit> => {
    const files = names.split(' ').map((name) => `p/${name}.vappt.json`);
    return shell.run(['send', ...files, '--endpoint', many.emulator.origin, '--format', 'json', ...args]);
  };
  const meets = (...queue: NonNullable<FaultsInput['queue']>): void => {
    many.emulator.setFaults({ queue: queue.map((fault) => ({ match: { method: 'PATCH' }, ...fault })) });
  };
  /** Two files of one appointment, and one of them has taken over what others have changed. */
  async function oneIsBehind(): Promise<void> {
    begin({ [ID]: 'v0' });
    await payload('a', { [ID]: 'v0', settings: { allowClientToJoinUsingBrowser: false } });
    await payload('b', { [ID]: 'v0', externalAppointmentUrl: 'https://example.org/x' });
    assert.equal((await send('a b', ...FOLDER)).code, 0);
    others({ [ID]: 'v1' });
    assert.equal((await send('a', ...FOLDER, ...MERGE, '--write')).code, 0);
  }

  for (const [name, fault] of [
    ['lost', { cut: 'before' }],
    ['refused', { status: 403 }],
    ['throttled', { status: 429, retryAfter: 1000 }],
  ] as const) {
    for (const mode of ['file', 'folder'] as const) {
      it(`a merge that is written and whose send is ${name}: the ${mode} is made from what was merged`, async () => {
        begin({ [ID]: 'v0' });
        await payload('a', { [ID]: 'v0', settings: { allowClientToJoinUsingBrowser: false } });
        const where = mode === 'folder' ? FOLDER : ['--base', 'a.json', '--save-base', 'a.json'];
        assert.equal((await send('a', '--save-base', mode === 'folder' ? 'bases/' : 'a.json')).code, 0);
        others({ [ID]: 'v1' });
        meets({ status: 412 }, fault);
        assert.notEqual((await send('a', ...where, ...MERGE, '--write')).code, 0);
        assert.deepEqual(await many.read('a'), {
          $meeting: meeting,
          [ID]: 'v1',
          settings: { allowClientToJoinUsingBrowser: false },
        });
        others({ [ID]: 'v0' });
        assert.equal((await send('a', ...where, ...MERGE, '--write')).code, 0);
        assert.equal(entity(meeting)[ID], 'v0');
      });
    }
  }

  it('a file is behind also where only a preference has changed what goes out, in a list that has moved', async () => {
    begin({ appointmentClients: [bob(0)] });
    await payload('a', { appointmentClients: [bob(0)] });
    const where = ['--base', 'a.json', '--save-base', 'a.json'];
    assert.equal((await send('a', '--save-base', 'a.json')).code, 0);
    await payload('a', { appointmentClients: [ann, bob(1)] });
    others({ appointmentClients: [bob(2)] });
    const exit = await send('a', ...where, ...MERGE, '--prefer', 'theirs');
    assert.deepEqual(
      [exit.code, resultOf(exit).merged],
      [0, ['appointmentClients[1].smsCapablePhoneNumber']],
    );
    assert.match(exit.stderr, /is behind/);
    assert.equal(resultOf(await send('a', ...where)).outcome, 'conflict');
    assert.deepEqual(entity(meeting)['appointmentClients'], [ann, bob(2)]);
  });

  for (const saved of ['a.json', 'bases/'])
    it(`a file is behind where others have put people in another order (${saved})`, async () => {
      const where = ['--base', saved, '--save-base', saved];
      begin({ appointmentClients: [ann, bob()] });
      await payload('a', { appointmentClients: [ann, bob()] });
      assert.equal((await send('a', '--save-base', saved)).code, 0);
      await payload('a', { appointmentClients: [ann, bob()], [ID]: 'v1' });
      others({ appointmentClients: [bob(), ann] });
      assert.equal((await send('a', ...where, ...MERGE)).code, 0);
      const there = entity(meeting)['appointmentClients'];
      assert.equal(resultOf(await send('a', ...where)).outcome, 'conflict');
      assert.deepEqual(entity(meeting)['appointmentClients'], there);
    });

  it('a send that keeps a base without beginning with one leaves the other files what they were made from', async () => {
    await oneIsBehind();
    assert.equal((await send('a', '--save-base', 'bases/')).code, 0);
    assert.deepEqual(outcomes(await send('b', ...FOLDER)), ['conflict']);
    assert.equal(entity(meeting)[ID], 'v1');
  });

  it('the files of a run are made from what its first one has read', async () => {
    begin({ [ID]: 'v0' });
    await payload('a', { [ID]: 'v0' });
    await payload('b', { [ID]: 'v0', externalAppointmentUrl: 5 });
    await mkdir(many.inFolder('bases'));
    assert.deepEqual(outcomes(await send('a b', ...FOLDER, '--skip-invalid')), ['updated', 'invalid']);
    others({ [ID]: 'v1' });
    assert.equal((await send('a', ...FOLDER, ...MERGE, '--write')).code, 0);
    await payload('b', { [ID]: 'v0', externalAppointmentUrl: 'https://example.org/x' });
    assert.deepEqual(outcomes(await send('a b', ...FOLDER)), ['updated', 'conflict']);
    assert.equal(entity(meeting)[ID], 'v1');
  });

  for (const [name, where] of [
    ['other folders', ['--base', 'bases/', '--save-base', 'out/']],
    ['a folder and a file', ['--base', 'bases/', '--save-base', 'b.json']],
    ['a link to the folder', ['--base', 'link/', '--save-base', 'link/']],
  ] as const) {
    it(`a file is the same one with ${name}`, async () => {
      await oneIsBehind();
      await rm(many.inFolder('link'), { force: true });
      await symlink('bases', many.inFolder('link'));
      assert.deepEqual(outcomes(await send('b', ...where)), ['conflict']);
      assert.equal(entity(meeting)[ID], 'v1');
    });
  }

  it('a base that files share is used by its folder only', async () => {
    await oneIsBehind();
    const [name = ''] = await readdir(many.inFolder('bases'));
    const before = await readFile(many.inFolder('bases', name), 'utf8');
    for (const option of ['--base', '--save-base']) {
      assertWrongUse(
        await send('b', option, `bases/${name}`),
        new RegExp(`Name their folder, with the slash: ${option} bases/\\. Nothing was sent\\.`),
      );
    }
    assert.equal(await readFile(many.inFolder('bases', name), 'utf8'), before);
  });

  it('a success that could not be read again is what the next merge begins with', async () => {
    begin({ [ID]: 'v0' });
    await payload('a', { [ID]: 'v0' });
    const where = ['--base', 'a.json', '--save-base', 'a.json'];
    assert.equal((await send('a', '--save-base', 'a.json')).code, 0);
    await payload('a', { [ID]: 'v1' });
    many.emulator.setFaults({
      queue: [{ match: { method: 'GET', path: 'virtualAppointment' }, status: 500 }],
    });
    assert.equal((await send('a', ...where)).code, 0);
    others({ [ID]: 'v0' });
    const exit = await send('a', ...where, ...MERGE);
    assert.deepEqual([exit.code, resultOf(exit).merged], [0, [ID]]);
    assert.equal(entity(meeting)[ID], 'v0');
  });

  it('what another run has kept meanwhile is still there afterwards', async () => {
    begin({ [ID]: 'v0' });
    await payload('a', { [ID]: 'v0', settings: { allowClientToJoinUsingBrowser: false } });
    await mkdir(many.inFolder('bases'));
    assert.equal((await send('a', ...FOLDER)).code, 0);
    await payload('c', { [ID]: 'v0', externalAppointmentUrl: 'https://example.org/x' });
    // The other run is through while this one waits.
    let other: Promise<CliExit> | undefined;
    const emulator = many.emulator;
    const { access_token: token } = emulator.issueToken();
    const held = await shell.fakeEmulator((request, response) => {
      void (async () => {
        if (request.method === 'PATCH' && other === undefined) {
          other = send('c', ...FOLDER);
          assert.equal((await other).code, 0);
          others({ [ID]: 'v1' });
        }
        const { method, path, headers, body } = request;
        const { 'if-match': ifMatch } = headers;
        const answered = await fetch(emulator.origin + path, {
          method,
          headers: {
            authorization: `Bearer ${token}`,
            'content-type': 'application/json',
            ...(ifMatch !== undefined && { 'if-match': ifMatch }),
          },
          ...(body !== '' && { body }),
        });
        const etag = answered.headers.get('etag');
        const type = { 'content-type': 'application/json' };
        const text = await answered.text();
        response.writeHead(answered.status, { ...type, ...(etag !== null && { etag }) }).end(text);
      })();
    });
    const to = ['--endpoint', held.origin, '--format', 'json'];
    const exit = await shell.run(['send', 'p/a.vappt.json', ...to, ...FOLDER, ...MERGE, '--write']);
    assert.equal(exit.code, 0, exit.stdout + exit.stderr);
    assert.deepEqual(outcomes(await send('a c', ...FOLDER)), ['updated', 'conflict']);
    assert.equal(entity(meeting)[ID], 'v1');
  });

  for (const [name, how] of [
    ['overwrite', ['--on-conflict', 'overwrite']],
    ['preference', [...MERGE, '--prefer', 'mine']],
  ] as const) {
    it(`a run that goes on does so on the tag of before the ${name} that was lost`, async () => {
      begin({ [ID]: 'v0' });
      await payload('a', { [ID]: 'v0' });
      assert.equal((await send('a', '--save-base', 'bases/')).code, 0);
      await payload('a', { [ID]: 'mine' });
      others({ [ID]: 'v1' });
      meets({ status: 412 }, { cut: 'before' });
      const run = [...FOLDER, '--journal', 'run.journal'];
      assert.deepEqual(outcomes(await send('a', ...run, ...how)), ['notApplied']);
      assert.deepEqual(outcomes(await send('a', ...run, '--resume')), ['conflict']);
      assert.equal(entity(meeting)[ID], 'v1');
      const again = await send('a', ...run, '--resume', ...how);
      assert.deepEqual([outcomes(again), results(again)[0]?.undone], [['updated'], [ID]]);
    });
  }

  it('a file that is behind is so by another name', async () => {
    await oneIsBehind();
    await rename(many.inFolder('p/b.vappt.json'), many.inFolder('p/c.vappt.json'));
    assert.deepEqual(outcomes(await send('a c', ...FOLDER)), ['updated', 'conflict']);
    assert.equal(entity(meeting)[ID], 'v1');
    assert.deepEqual(
      results(await send('a c', ...FOLDER, ...MERGE, '--write')).map((each) => each.merged),
      [[], [ID]],
    );
  });
});
