import assert from 'node:assert/strict';
import { chmod, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Emulator, SAMPLE_MEETING_ID } from '../../../src/emulator';
import { makePipe } from '../../support/pipe';
import type { CliExit } from '../../support/runCli';
import { resultOf } from './sendResult';
import { assertHarmless, assertNoStackTrace, assertWrongUse, sampleAppointment, useShell } from './support';

const ANN = { displayName: 'Ann', emailAddress: 'ann@example.com' };
const BOB = { displayName: 'Bob', emailAddress: 'bob@example.com' };

describe('cli: when somebody else was faster', () => {
  const shell = useShell();
  const send = (emulator: Emulator, file: string, ...args: string[]): Promise<CliExit> =>
    shell.run([
      'send',
      file,
      '--endpoint',
      emulator.origin,
      '--format',
      'json',
      '--base',
      'base.json',
      ...args,
    ]);
  const text = (name: string): Promise<string> => readFile(path.join(shell.folder, name), 'utf8');
  const patches = (emulator: Emulator) =>
    emulator
      .log()
      .filter(({ method }) => method === 'PATCH')
      .map(({ status, headers }) => [status, headers['if-match']]);

  /** The sample appointment with one client, its base in base.json. */
  const begin = async (): Promise<Emulator> => {
    const emulator = await shell.emulator();
    emulator.touch({ changes: { appointmentClients: [ANN], externalAppointmentId: 'ext-1' } });
    const args = ['fetch', '--meeting', SAMPLE_MEETING_ID, '--endpoint', emulator.origin, '--format', 'json'];
    await shell.write('base.json', (await shell.run(args)).stdout);
    return emulator;
  };
  const FILE = [
    '{',
    `  "$meeting": "${SAMPLE_MEETING_ID}", // the sample`,
    '  "appointmentClients": [',
    '    { "displayName": "Anna", "emailAddress": "ann@example.com" } // she moved',
    '  ],',
    '  "externalAppointmentId": "ext-1"',
    '}',
    '',
  ].join('\r\n');
  const THEIRS = { appointmentClients: [ANN, BOB], externalAppointmentId: 'ext-2' };

  it('merge: both changes are sent, the file stays behind, and that is said', async () => {
    const emulator = await begin();
    await shell.write('a.vappt.json', FILE);
    emulator.touch({ changes: THEIRS });
    const { etag } = sampleAppointment(emulator);
    const exit = await send(emulator, 'a.vappt.json', '--on-conflict', 'merge', '--save-base', 'base.json');
    const { outcome, merged, collisions, etagSent } = resultOf(exit);
    assert.deepEqual(
      { code: exit.code, outcome, merged, collisions, etagSent },
      {
        code: 0,
        outcome: 'updated',
        merged: ['appointmentClients[1]', 'externalAppointmentId'],
        collisions: undefined,
        etagSent: etag,
      },
    );
    assert.match(exit.stderr, /a\.vappt\.json is behind/);
    const { entity } = sampleAppointment(emulator);
    assert.deepEqual(entity['appointmentClients'], [{ ...ANN, displayName: 'Anna' }, BOB]);
    assert.equal(entity['externalAppointmentId'], 'ext-2');
    assert.equal(await text('a.vappt.json'), FILE);
    assert.ok(!exit.stdout.includes('bob@example.com'), 'paths, not values');

    // The base has not moved past the file: what the note advises does not undo the merge.
    const again = await send(emulator, 'a.vappt.json', '--on-conflict', 'merge', '--save-base', 'base.json');
    assert.deepEqual([again.code, resultOf(again).merged], [0, merged]);
    assert.deepEqual(sampleAppointment(emulator).entity, entity);
  });

  it('merge --write: the file has it too, and sending it again changes nothing', async () => {
    const emulator = await begin();
    await shell.write('a.vappt.json', `\ufeff${FILE}`);
    await chmod(path.join(shell.folder, 'a.vappt.json'), 0o640);
    emulator.touch({ changes: THEIRS });
    const args = ['--on-conflict', 'merge', '--write', '--save-base', 'base.json'];
    const exit = await send(emulator, 'a.vappt.json', ...args);
    assert.equal(exit.code, 0, exit.stdout);
    assert.doesNotMatch(exit.stderr, /is behind/);
    const expected = FILE.replace(
      '} // she moved',
      '}, // she moved\r\n    { "displayName": "Bob", "emailAddress": "bob@example.com" }',
    ).replace('ext-1', 'ext-2');
    assert.equal(await text('a.vappt.json'), `\ufeff${expected}`);
    const { mode } = await stat(path.join(shell.folder, 'a.vappt.json'));
    assert.equal(mode & 0o777, 0o640);

    const { entity } = sampleAppointment(emulator);
    const again = await send(emulator, 'a.vappt.json', '--on-conflict', 'merge');
    assert.deepEqual({ code: again.code, merged: resultOf(again).merged }, { code: 0, merged: [] });
    assert.deepEqual(sampleAppointment(emulator).entity, entity);
  });

  it('merge, and both have changed the same → 3, with the places and without the values', async () => {
    const emulator = await begin();
    await shell.write('a.vappt.json', FILE);
    emulator.touch({ changes: { ...THEIRS, appointmentClients: [{ ...ANN, displayName: 'Annie' }] } });
    const before = sampleAppointment(emulator);
    for (const more of [[], ['--write']]) {
      const exit = await send(emulator, 'a.vappt.json', '--on-conflict', 'merge', ...more);
      const { outcome, merged, collisions } = resultOf(exit);
      assert.deepEqual(
        { code: exit.code, outcome, merged, collisions },
        { code: 3, outcome: 'conflict', merged: [], collisions: ['appointmentClients[0].displayName'] },
      );
    }
    const args = ['send', 'a.vappt.json', '--endpoint', emulator.origin, '--base', 'base.json'];
    const report = await shell.run([...args, '--on-conflict', 'merge']);
    assert.match(report.stdout, /Not merged, .+: appointmentClients\[0\]\.displayName\./);
    assert.doesNotMatch(report.stdout, /Annie|Anna\b/);
    const onAnother = await shell.run([...args, '--on-conflict', 'merge', '--if-match', 'W/"old"']);
    assert.match(onAnother.stdout, /Not merged, .+: appointmentClients\[0\]\.displayName\./);
    assert.doesNotMatch(onAnother.stdout, /cannot be told/);
    assert.deepEqual(sampleAppointment(emulator), before);
    assert.equal(await text('a.vappt.json'), FILE);
  });

  for (const [prefer, displayName, merged] of [
    ['mine', 'Anna', ['externalAppointmentId']],
    ['theirs', 'Annie', ['externalAppointmentId', 'appointmentClients[0].displayName']],
  ] as const) {
    it(`merge --prefer ${prefer}: decides what both have changed, and keeps what only others have`, async () => {
      const emulator = await begin();
      await shell.write('a.vappt.json', FILE);
      const theirs = { ...THEIRS, appointmentClients: [{ ...ANN, displayName: 'Annie' }] };
      emulator.touch({ changes: theirs });
      const args = ['--on-conflict', 'merge', '--prefer', prefer, '--write'];
      const exit = await send(emulator, 'a.vappt.json', ...args);
      assert.deepEqual([exit.code, resultOf(exit).outcome], [0, 'updated']);
      assert.deepEqual([...resultOf(exit).merged].sort(), [...merged].sort());
      const undone = prefer === 'mine' ? ['appointmentClients[0].displayName'] : undefined;
      assert.deepEqual(resultOf(exit).undone, undone);
      const { entity } = sampleAppointment(emulator);
      assert.deepEqual(entity['appointmentClients'], [{ ...ANN, displayName }]);
      assert.equal(entity['externalAppointmentId'], 'ext-2');
      assert.match(await text('a.vappt.json'), new RegExp(`"${displayName}"[^]+"ext-2"`));
    });
  }

  it('overwrite: on the tag just read, never on *', async () => {
    const emulator = await begin();
    await shell.write('a.vappt.json', FILE);
    emulator.touch({ changes: THEIRS });
    const { etag } = sampleAppointment(emulator);
    const exit = await send(emulator, 'a.vappt.json', '--on-conflict', 'overwrite');
    assert.deepEqual([exit.code, resultOf(exit).etagSent], [0, etag]);
    assert.deepEqual(patches(emulator).at(-1), [204, etag]);
    assert.equal(sampleAppointment(emulator).entity['externalAppointmentId'], 'ext-1');
  });

  it('overwrite: the report names what it has undone', async () => {
    const emulator = await begin();
    await shell.write('a.vappt.json', FILE);
    emulator.touch({ changes: { externalAppointmentId: 'ext-2' } });
    const args = ['send', 'a.vappt.json', '--endpoint', emulator.origin, '--base', 'base.json'];
    const { stdout } = await shell.run([...args, '--on-conflict', 'overwrite']);
    assert.match(stdout, /^ {2}Undone +externalAppointmentId: what others had changed there$/m);
  });

  it('overwrite: without a base, the report says that this cannot be told', async () => {
    const emulator = await begin();
    await shell.write('a.vappt.json', FILE);
    const args = ['--endpoint', emulator.origin, '--if-match', 'W/"old"', '--on-conflict', 'overwrite'];
    const { stdout } = await shell.run(['send', 'a.vappt.json', ...args]);
    assert.match(stdout, /^ {2}Undone +cannot be told: /m);
    const many = await shell.run(['send', 'a.vappt.json', ...args, '--batch']);
    assert.match(many.stdout, /^overwrote {2}a\.vappt\.json: what others had changed cannot be told: /m);
  });

  it('one file has a file as base, whatever else is asked for', async () => {
    const emulator = await begin();
    await shell.write('a.vappt.json', FILE);
    const args = ['send', 'a.vappt.json', '--endpoint', emulator.origin, '--save-base', 'base.json'];
    for (const more of [['--format', 'junit'], ['--batch'], ['--journal', 'one.journal']]) {
      const exit = await shell.run([...args, '--base', 'base.json', ...more]);
      assert.equal(exit.code, 0, exit.stdout + exit.stderr);
      const { etag } = JSON.parse(await text('base.json')) as { etag: string };
      assert.equal(etag, sampleAppointment(emulator).etag);
    }
    assertWrongUse(await shell.run([...args, '--batch', '--base', 'nosuch.json']), /nosuch\.json/);
  });

  it('after an answer that was lost, sending again as it says does not undo what came in between', async () => {
    const emulator = await shell.emulator();
    await shell.payload({ externalAppointmentId: 'mine' });
    emulator.setFaults({ queue: [{ match: { method: 'PATCH' }, cut: 'before' }] });
    const args = ['send', 'a.vappt.json', '--endpoint', emulator.origin];
    const lost = await shell.run(args);
    const tag = /Next: Send again with --if-match '(\S+)'\. /.exec(lost.stdout)?.[1] ?? '';
    assert.equal(tag, sampleAppointment(emulator).etag, lost.stdout);
    emulator.touch({ changes: { externalAppointmentId: 'theirs' } });
    assert.equal((await shell.run([...args, '--if-match', tag])).code, 3);
    assert.equal(sampleAppointment(emulator).entity['externalAppointmentId'], 'theirs');
  });

  it('a tag in the file that is used up is said to be in the way of the base', async () => {
    const emulator = await begin();
    const { etag } = sampleAppointment(emulator);
    await shell.payload({ $ifMatch: etag, externalAppointmentId: 'mine' });
    const args = ['send', 'a.vappt.json', '--endpoint', emulator.origin, '--base', 'base.json'];
    const says = /Next: Take "\$ifMatch" out of the file: /;
    for (const code of [0, 3]) {
      const exit = await shell.run([...args, '--save-base', 'base.json']);
      assert.equal(exit.code, code);
      assert.match(exit.stdout, says);
    }
    const { etag: now } = sampleAppointment(emulator);
    assert.doesNotMatch((await shell.run([...args, '--if-match', now])).stdout, says);
  });

  it('a conflict says in JSON too what others have changed', async () => {
    const emulator = await begin();
    await shell.write('a.vappt.json', FILE);
    emulator.touch({ changes: THEIRS });
    assert.deepEqual(resultOf(await send(emulator, 'a.vappt.json')).changed, [
      'appointmentClients[1]',
      'externalAppointmentId',
    ]);
  });

  it('fail is the default', async () => {
    const emulator = await begin();
    await shell.write('a.vappt.json', FILE);
    emulator.touch({ changes: THEIRS });
    for (const more of [[], ['--on-conflict', 'fail']]) {
      assert.equal((await send(emulator, 'a.vappt.json', ...more)).code, 3);
    }
  });

  for (const [mode, rounds] of [
    ['merge', 3],
    ['overwrite', 1],
  ] as const) {
    it(`${mode}: a 412 at every step ends after ${rounds} more → 3`, async () => {
      const emulator = await begin();
      await shell.write('a.vappt.json', FILE);
      emulator.touch({ changes: { externalAppointmentUrl: 'https://example.com/1' } });
      emulator.setFaults({ queue: [{ match: { method: 'PATCH' }, status: 412, times: 99 }] });
      const exit = await send(emulator, 'a.vappt.json', '--on-conflict', mode);
      assert.deepEqual([exit.code, resultOf(exit).outcome], [3, 'conflict']);
      assert.equal(patches(emulator).length, 1 + rounds);
    });

    for (const [cut, code] of [
      ['before', 5],
      ['afterApply', 0],
    ] as const) {
      it(`${mode}: the answer is lost (${cut}) → ${code}, sent once more and not twice`, async () => {
        const emulator = await begin();
        await shell.write('a.vappt.json', FILE);
        emulator.touch({ changes: THEIRS });
        emulator.setFaults({
          queue: [
            { match: { method: 'PATCH' }, status: 412 },
            { match: { method: 'PATCH' }, cut },
          ],
        });
        const exit = await send(emulator, 'a.vappt.json', '--on-conflict', mode);
        assert.deepEqual(
          [exit.code, resultOf(exit).outcome],
          [code, code === 0 ? 'updated' : 'notApplied'],
          exit.stdout,
        );
        assert.equal(patches(emulator).length, 2);
      });
    }

    it(`${mode}: deleted in between → 3 or 4, and nothing is created`, async () => {
      const emulator = await begin();
      await shell.write('a.vappt.json', FILE);
      const state = emulator.state();
      emulator.replaceState({
        ...state,
        meetings: state.meetings.map((each) => ({ ...each, appointment: null })),
      });
      const exit = await send(emulator, 'a.vappt.json', '--on-conflict', mode);
      assertNoStackTrace(exit);
      assert.deepEqual([exit.code, resultOf(exit).outcome], [4, 'notFound']);
      emulator.replaceState({ ...state, meetings: [] });
      assert.equal((await send(emulator, 'a.vappt.json', '--on-conflict', mode)).code, 4);
    });
  }

  it('wrong use → 2, and nothing is sent', async () => {
    const emulator = await begin();
    const file = await shell.payload();
    const at = ['send', file, '--endpoint', emulator.origin];
    const asked = emulator.log().length;
    assertWrongUse(await shell.run([...at, '--on-conflict', 'merge']), /--base FILE/);
    assertWrongUse(await shell.run([...at, '--write']), /--on-conflict merge/);
    assertWrongUse(await shell.run([...at, '--prefer', 'mine']), /--on-conflict merge/);
    assertWrongUse(await shell.run([...at, file, '--batch', '--prefer', 'mine']), /--on-conflict merge/);
    assertWrongUse(await shell.run([...at, '--on-conflict', 'ask']), /fail, merge, overwrite/);
    const piped = ['send', '-', '--endpoint', emulator.origin, '--base', 'base.json'];
    const stdin = JSON.stringify({ $meeting: SAMPLE_MEETING_ID });
    assertWrongUse(
      await shell.run([...piped, '--on-conflict', 'merge', '--write'], { stdin }),
      /--write needs a file/,
    );
    const base = JSON.parse(await text('base.json')) as object;
    await shell.write('newer.json', JSON.stringify({ version: 2, ...base }));
    assertWrongUse(await shell.run([...at, '--base', 'newer.json']), /newer\.json is not what/);
    assert.equal(emulator.log().length, asked);
  });

  it('--write into what cannot be written → 2, before anything is sent', async function () {
    if (process.platform === 'win32') this.skip();
    const emulator = await begin();
    emulator.touch({ changes: THEIRS });
    const asked = emulator.log().length;
    const args = ['send', 'pipe.vappt.json', '--endpoint', emulator.origin, '--base', 'base.json'];
    makePipe(path.join(shell.folder, 'pipe.vappt.json'));
    const [exit] = await Promise.all([
      // In a process of its own: reading a pipe stops everything else there.
      shell.runProcess([...args, '--on-conflict', 'merge', '--write']),
      writeFile(path.join(shell.folder, 'pipe.vappt.json'), FILE),
    ]);
    assertWrongUse(exit, /Cannot write pipe\.vappt\.json: it is not a regular file\. Nothing was sent\./);
    assert.equal(emulator.log().length, asked);
  });

  it('names of properties from the server are harmless', async () => {
    const emulator = await begin();
    await shell.write('a.vappt.json', FILE);
    const base = JSON.parse(await text('base.json')) as { appointment: object };
    const odd = { 'x\n::error::owned\u001b[31m': 1 };
    await shell.write('base.json', JSON.stringify({ ...base, appointment: { ...base.appointment, ...odd } }));
    emulator.touch({ changes: THEIRS });
    assertHarmless(await send(emulator, 'a.vappt.json', '--on-conflict', 'merge'));
  });

  it('preview --base says what will change, by path', async () => {
    const emulator = await begin();
    const file = await shell.payload({
      appointmentClients: [BOB],
      externalAppointmentId: 'ext-1',
      externalAppointmentUrl: null,
      settings: { allowClientToJoinUsingBrowser: false },
    });
    const args = ['preview', file, '--endpoint', emulator.origin, '--base', 'base.json'];
    const json = await shell.run([...args, '--format', 'json']);
    const { changes, headers } = JSON.parse(json.stdout) as {
      changes: object;
      headers: Record<string, string>;
    };
    assert.deepEqual(changes, {
      changed: ['appointmentClients[0]', 'externalAppointmentUrl', 'settings.allowClientToJoinUsingBrowser'],
      added: ['appointmentClients[0]'],
      unchanged: ['externalAppointmentId'],
      vanishing: ['appointmentClients[0]'],
    });
    assert.equal(headers['If-Match'], sampleAppointment(emulator).etag);
    const report = await shell.run(args);
    assert.match(
      report.stdout,
      /^Will be gone from the server, because .+: appointmentClients\[0\] \(server\)\.$/m,
    );
  });

  it('8 writers, 5 edits each, each in a process of its own: every edit is in the final state', async function () {
    this.timeout(300_000);
    const emulator = await shell.emulator();
    const everybody = Array.from({ length: 8 }, (_each, writer) => ({
      emailAddress: `writer${writer}@example.com`,
    }));
    emulator.touch({ changes: { appointmentClients: everybody } });
    const at = ['--endpoint', emulator.origin, '--format', 'json'];
    const base = (await shell.run(['fetch', '--meeting', SAMPLE_MEETING_ID, ...at])).stdout;
    const write = async ({ emailAddress }: { emailAddress: string }, writer: number): Promise<void> => {
      const file = await shell.payload({ appointmentClients: everybody }, `${writer}.vappt.json`);
      const own = await shell.write(`${writer}.base.json`, base);
      const merging = ['--on-conflict', 'merge', '--write', '--base', own, '--save-base', own];
      for (let edit = 1; edit <= 5; edit += 1) {
        const body = JSON.parse(await text(file)) as { appointmentClients: Record<string, unknown>[] };
        const person = body.appointmentClients.find((each) => each['emailAddress'] === emailAddress);
        assert.ok(person);
        person['displayName'] = `Edit ${edit}`;
        await shell.write(file, JSON.stringify(body, null, 2));
        let exit: CliExit;
        do {
          exit = await shell.run(['send', file, ...at, ...merging]);
          assert.ok([0, 3].includes(exit.code ?? -1), exit.stderr);
          assert.equal(resultOf(exit).collisions, undefined);
        } while (exit.code !== 0);
      }
    };
    await Promise.all(everybody.map(write));
    assert.deepEqual(
      sampleAppointment(emulator).entity['appointmentClients'],
      everybody.map((each) => ({ ...each, displayName: 'Edit 5' })),
    );
  });
});
