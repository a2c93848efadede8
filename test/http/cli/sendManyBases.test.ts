import assert from 'node:assert/strict';
import { chmod, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { answer } from '../../support/fakeEmulator';
import { outcomes, results, useManyPayloads } from './manyPayloads';
import { graphCalls, useShell } from './support';

const THEIRS = 'https://example.com/theirs';
const BASES = ['--base', 'bases', '--save-base', 'bases'];

describe('cli: send for many files, with bases', () => {
  const shell = useShell();
  const many = useManyPayloads(shell);
  const { inFolder, payloads, change, send, entity, methodsSince } = many;

  it('the first run makes the folder, for the user alone, with a base for each appointment', async () => {
    const [first = ''] = await payloads(['a', 'b']);
    const exit = await send(...BASES);
    assert.deepEqual([exit.code, outcomes(exit), exit.stderr], [0, ['updated', 'updated'], '']);
    const names = await readdir(inFolder('bases'));
    assert.equal(names.length, 2);
    const bases = await Promise.all(
      names.map(async (name) => JSON.parse(await readFile(inFolder('bases', name), 'utf8')) as unknown),
    );
    const etag = many.emulator.state().meetings.find(({ id }) => id === first)?.appointment?.etag;
    assert.ok(bases.some((base) => (base as { etag: string }).etag === etag));
    if (process.platform !== 'win32') {
      assert.equal((await stat(inFolder('bases'))).mode & 0o777, 0o700);
      assert.equal((await stat(inFolder('bases', names[0] ?? ''))).mode & 0o777, 0o600);
    }
  });

  for (const mode of [[], ['--batch']]) {
    it(`the next sends on the kept tags: what somebody has changed since is a conflict ${mode.join()}`, async () => {
      const [first = '', second = ''] = await payloads(['a', 'b']);
      assert.equal((await send(...BASES, ...mode)).code, 0);
      many.emulator.touch({ meetingId: first, changes: { externalAppointmentId: 'theirs' } });
      await change('a', { $meeting: first, externalAppointmentId: 'a2' });
      await change('b', { $meeting: second, externalAppointmentId: 'b2' });
      const exit = await send(...BASES, '--if-match', 'require', ...mode);
      assert.deepEqual([exit.code, outcomes(exit)], [3, ['conflict', 'updated']]);
      assert.deepEqual(
        [entity(first)['externalAppointmentId'], entity(second)['externalAppointmentId']],
        ['theirs', 'b2'],
      );
      // The conflict has not moved its base: it is met again.
      assert.deepEqual(outcomes(await send(...BASES, ...mode)), ['conflict', 'updated']);
    });
  }

  it('merges what does not collide, reads it again, and says what the file does not have', async () => {
    const [first = '', second = ''] = await payloads(['a', 'b']);
    assert.equal((await send(...BASES)).code, 0);
    many.emulator.touch({ meetingId: first, changes: { externalAppointmentUrl: THEIRS } });
    many.emulator.touch({ meetingId: second, changes: { externalAppointmentId: 'theirs' } });
    const mine = { $meeting: first, externalAppointmentId: 'a2', externalAppointmentUrl: null };
    await change('a', mine);
    await change('b', { $meeting: second, externalAppointmentId: 'b2' });
    const before = await readFile(inFolder('p/a.vappt.json'), 'utf8');
    const exit = await send('--base', 'bases', '--on-conflict', 'merge', '--format', 'text');
    assert.equal(exit.code, 3, exit.stderr);
    assert.match(
      exit.stdout,
      /^merged {4}p\/a\.vappt\.json: taken from the server: externalAppointmentUrl\. The file does not have it; with --write it would\nconflict {2}p\/b\.vappt\.json: .+\n2 files: 1 updated, 1 conflict/,
    );
    assert.deepEqual(
      [entity(first)['externalAppointmentId'], entity(first)['externalAppointmentUrl']],
      ['a2', THEIRS],
    );
    assert.equal(entity(second)['externalAppointmentId'], 'theirs');
    assert.equal(await readFile(inFolder('p/a.vappt.json'), 'utf8'), before);
  });

  it('--write writes merged values into the files, and a journal knows that they are sent', async () => {
    const [first = ''] = await payloads(['a', 'b']);
    assert.equal((await send(...BASES)).code, 0);
    many.emulator.touch({ meetingId: first, changes: { externalAppointmentUrl: THEIRS } });
    await change('a', { $meeting: first, externalAppointmentId: 'a2', externalAppointmentUrl: null });
    const args = [...BASES, '--on-conflict', 'merge', '--write', '--journal', 'run.journal'];
    const exit = await send(...args);
    assert.equal(exit.code, 0, exit.stderr);
    assert.deepEqual(
      results(exit).map(({ outcome, merged }) => [outcome, merged]),
      [
        ['updated', ['externalAppointmentUrl']],
        ['updated', []],
      ],
    );
    assert.match(await readFile(inFolder('p/a.vappt.json'), 'utf8'), new RegExp(THEIRS));
    const calls = graphCalls(many.emulator).length;
    const again = await send(...args, '--resume');
    assert.deepEqual([again.code, methodsSince(calls)], [0, []]);
    // What was merged is what the base is now.
    assert.deepEqual(outcomes(await send(...BASES)), ['updated', 'updated']);
  });

  it('regression: a merge that was cut off is merged again by --resume, not undone', async () => {
    let reads: number | undefined;
    let isLost = false;
    many.emulator = await shell.emulator({
      log: ({ method, status }) => {
        if (status === 412) reads = 0;
        else if (method === 'GET' && reads !== undefined) reads += 1;
        // After that for the conflict and that for the merge. The merged payload gets lost, and nobody can tell.
        if (reads !== 2 || isLost) return;
        isLost = true;
        many.emulator.setFaults({
          queue: [
            { match: { method: 'PATCH' }, cut: 'before' },
            { match: { method: 'GET' }, times: 9, status: 500 },
          ],
        });
      },
    });
    const [meeting = ''] = await payloads(['a', 'b']);
    assert.equal((await send(...BASES)).code, 0);
    many.emulator.touch({ meetingId: meeting, changes: { externalAppointmentUrl: THEIRS } });
    await change('a', { $meeting: meeting, externalAppointmentId: 'a2', externalAppointmentUrl: null });
    const args = ['--base', 'bases', '--on-conflict', 'merge', '--journal', 'run.journal'];
    const cut = await send(...args, '--concurrency', '1');
    assert.deepEqual([cut.code, outcomes(cut)[0]], [5, 'unknown'], cut.stderr);
    many.emulator.setFaults({ queue: [] });
    const exit = await send(...args, '--resume');
    assert.deepEqual([exit.code, outcomes(exit)], [0, ['updated', 'updated']], exit.stdout);
    assert.deepEqual(results(exit)[0]?.merged, ['externalAppointmentUrl']);
    assert.deepEqual(
      [entity(meeting)['externalAppointmentId'], entity(meeting)['externalAppointmentUrl']],
      ['a2', THEIRS],
    );
  });

  it('--on-conflict overwrite needs no base, and --resume takes up conflicts with it', async () => {
    const [first = ''] = await payloads(['a']);
    assert.equal((await send(...BASES)).code, 0);
    many.emulator.touch({ meetingId: first, changes: { externalAppointmentId: 'theirs' } });
    const args = ['--base', 'bases', '--journal', 'run.journal'];
    assert.equal((await send(...args)).code, 3);
    const resumed = await send(...args, '--resume', '--format', 'text');
    assert.match(
      resumed.stderr,
      /in an earlier run\n +Next: Send again with --on-conflict merge, or with --on-conflict overwrite\./,
    );
    const exit = await send(...args, '--resume', '--on-conflict', 'overwrite');
    assert.equal(exit.code, 0, exit.stderr);
    assert.equal(entity(first)['externalAppointmentId'], 'a1');
  });

  it('several files of one appointment: each goes out on what the one before has left', async () => {
    const [meeting = ''] = await payloads(['a']);
    await payloads(['b', 'c'], meeting);
    assert.equal((await send('--save-base', 'bases')).code, 0);
    const calls = graphCalls(many.emulator).length;
    const exit = await send('--base', 'bases', '--if-match', 'require');
    assert.deepEqual(outcomes(exit), ['updated', 'updated', 'updated']);
    // Two are read again for the next one's sake, and the last for nobody.
    assert.deepEqual(methodsSince(calls), ['PATCH', 'GET', 'PATCH', 'GET', 'PATCH']);
    // That run has kept nothing, so its changes are met like somebody else's.
    assert.deepEqual(outcomes(await send(...BASES)), ['conflict', 'conflict', 'conflict']);
  });

  it('a base that cannot be used keeps everything from being sent', async () => {
    await payloads(['a', 'b']);
    assert.equal((await send(...BASES)).code, 0);
    const [name = ''] = await readdir(inFolder('bases'));
    await writeFile(inFolder('bases', name), '{');
    const calls = graphCalls(many.emulator).length;
    const exit = await send(...BASES);
    assert.deepEqual([exit.code, methodsSince(calls)], [2, []]);
    assert.match(results(exit)[0]?.error?.message ?? '', /is not what "vappt fetch --format json" prints/);
  });

  it('a base whose tag is used up is a note', async () => {
    const [first = ''] = await payloads(['a']);
    many.emulator.setFaults({
      queue: [
        { match: { method: 'GET' }, times: 1, delayMs: 0 },
        { match: { method: 'GET' }, times: 1, status: 500 },
      ],
    });
    const exit = await send('--save-base', 'bases');
    assert.deepEqual([exit.code, outcomes(exit)], [0, ['updated']]);
    assert.match(
      exit.stderr,
      /^p\/a\.vappt\.json: its base has a tag that is used up: what the server has now could not be read/,
    );
    assert.equal(entity(first)['externalAppointmentId'], 'a1');
  });

  it('a full disk: a base that is not kept is a note, and what cannot be written into a file is not sent', async function () {
    if (process.platform === 'win32') this.skip();
    const [first = ''] = await payloads(['a']);
    assert.equal((await send(...BASES)).code, 0);
    const long = { $meeting: first, externalAppointmentId: 'x'.repeat(2000), externalAppointmentUrl: null };
    await change('a', long);
    const args = ['send', 'p', '--endpoint', many.emulator.origin, '--format', 'json', ...BASES];
    const full = { fileSizeLimitKiB: 1 };

    many.emulator.touch({ meetingId: first, changes: { externalAppointmentUrl: THEIRS } });
    const before = await readFile(inFolder('p/a.vappt.json'), 'utf8');
    const unwritten = await shell.runProcess([...args, '--on-conflict', 'merge', '--write'], full);
    assert.deepEqual([unwritten.code, outcomes(unwritten)], [3, ['conflict']], unwritten.stderr);
    assert.match(unwritten.stderr, /^p\/a\.vappt\.json was not written, and nothing was sent: .+\.\n$/);
    assert.equal(await readFile(inFolder('p/a.vappt.json'), 'utf8'), before);

    const unkept = await shell.runProcess([...args, '--on-conflict', 'merge'], full);
    assert.deepEqual([unkept.code, outcomes(unkept)], [0, ['updated']], unkept.stderr);
    assert.match(unkept.stderr, /^p\/a\.vappt\.json: the base bases\/.+ was not written: /);
    assert.deepEqual((await readdir(inFolder('bases'))).length, 1, 'half a file is left');
    assert.equal(entity(first)['externalAppointmentId'], long.externalAppointmentId);
  });

  it('--write into what cannot be written: nothing is sent', async function () {
    if (process.platform === 'win32' || process.getuid?.() === 0) this.skip();
    await payloads(['a', 'b']);
    assert.equal((await send(...BASES)).code, 0);
    await chmod(inFolder('p/a.vappt.json'), 0o444);
    const calls = graphCalls(many.emulator).length;
    const exit = await send(...BASES, '--on-conflict', 'merge', '--write');
    assert.deepEqual([exit.code, methodsSince(calls)], [2, []]);
    assert.match(results(exit)[0]?.error?.message ?? '', /Cannot write p\/a\.vappt\.json: permission denied/);
  });

  it('SIGINT between a conflict and what is done about it: nothing more is sent', async () => {
    await shell.write('p/a.vappt.json', JSON.stringify({ $meeting: 'm', externalAppointmentId: 'a2' }));
    let theirs = 'W/"1"';
    let readsTillSignal = Infinity;
    const running: { cli?: ReturnType<typeof shell.spawn> } = {};
    const server = await shell.fakeEmulator(({ method }, response) => {
      if (method !== 'GET') {
        answer(response, theirs === 'W/"1"' ? 204 : 412);
        return;
      }
      const json = {
        '@odata.etag': theirs,
        id: 'x',
        externalAppointmentId: theirs === 'W/"1"' ? 'a2' : 'a1',
      };
      readsTillSignal -= 1;
      if (readsTillSignal !== 0) {
        answer(response, 200, json);
        return;
      }
      running.cli?.child.stderr.once('data', () => {
        answer(response, 200, json);
      });
      running.cli?.kill('SIGINT');
    });
    const args = ['send', 'p', '--endpoint', server.origin, '--format', 'json', ...BASES];
    assert.equal((await shell.run(args)).code, 0);
    theirs = 'W/"2"';
    // One read tells what the conflict is, the next is what is merged with.
    readsTillSignal = 2;
    const count = server.received.length;
    running.cli = shell.spawn([...args, '--on-conflict', 'overwrite']);
    const exit = await running.cli.exit;
    assert.deepEqual([exit.code, outcomes(exit)], [130, ['cancelled']], exit.stderr);
    const sent = server.received.slice(count).filter(({ method }) => method === 'PATCH').length;
    assert.equal(sent, 1);
  });

  it('one file keeps its base in a folder when that ends with a slash', async () => {
    await payloads(['a']);
    const args = ['send', 'p/a.vappt.json', '--endpoint', many.emulator.origin, '--format', 'json'];
    const exit = await shell.run([...args, '--base', 'bases/', '--save-base', 'bases/']);
    assert.deepEqual([exit.code, (await readdir(inFolder('bases'))).length], [0, 1]);
  });
});
