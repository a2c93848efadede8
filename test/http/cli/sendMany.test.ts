import assert from 'node:assert/strict';
import { chmod, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Emulator, SAMPLE_MEETING_ID } from '../../../src/emulator';
import { answer, graphError } from '../../support/fakeEmulator';
import type { CliExit } from '../../support/runCli';
import type { SendResult } from './sendResult';
import { assertHarmless, assertNoStackTrace, assertWrongUse, graphCalls, useShell } from './support';

function resultsOf({ stdout }: CliExit): SendResult[] {
  return (JSON.parse(stdout) as { results: SendResult[] }).results;
}

function outcomes(exit: CliExit): Record<string, string> {
  return Object.fromEntries(resultsOf(exit).map(({ file, outcome }) => [file, outcome]));
}

describe('cli: send for many files', () => {
  const shell = useShell();
  let emulator: Emulator;
  let at: string[];

  beforeEach(async () => {
    await rm(path.join(shell.folder, 'p'), { recursive: true, force: true });
    await mkdir(path.join(shell.folder, 'p'), { recursive: true });
    emulator = await shell.emulator();
    at = ['--endpoint', emulator.origin];
  });

  /** A payload file for a meeting of its own. */
  async function file(name: string, body: Record<string, unknown> = {}, appointment = true): Promise<string> {
    const { id } = emulator.addMeeting({ appointment });
    return await shell.write(
      `p/${name}.vappt.json`,
      JSON.stringify({ $meeting: id, externalAppointmentId: name, ...body }),
    );
  }

  const patches = (): unknown[] => graphCalls(emulator).filter(({ method }) => method === 'PATCH');
  const values = (): unknown[] =>
    emulator.state().meetings.map(({ appointment }) => appointment?.entity.externalAppointmentId);

  for (const mode of [[], ['--batch']]) {
    it(`a folder: each its outcome, in file order, and the highest exit code ${mode.join()}`, async () => {
      await file('a');
      await file('b', { $ifMatch: 'W/"AAAA"' });
      await file('c', { nosuch: 1 });
      await file('d', {}, false);
      await file('e', { $ifMatch: 'none' });
      const args = ['send', 'p', ...at, ...mode, '--allow-invalid', '--quiet', '--format', 'json'];
      const exit = await shell.run(args);
      assertNoStackTrace(exit);
      assert.deepEqual(
        resultsOf(exit).map(({ file: name, outcome, status, etagNow }) => [name, outcome, status, etagNow]),
        [
          ['p/a.vappt.json', 'updated', 204, null],
          ['p/b.vappt.json', 'conflict', 412, emulator.state().meetings[2]?.appointment?.etag],
          ['p/c.vappt.json', 'rejected', 400, null],
          ['p/d.vappt.json', 'notFound', 404, null],
          ['p/e.vappt.json', 'updated', 204, null],
        ],
      );
      assert.equal(exit.code, 4);
      assert.deepEqual(values().slice(1), ['a', null, null, undefined, 'e']);
    });
  }

  it('text counts what went well, and has a line for every other file', async () => {
    await file('a');
    await file('b', { $ifMatch: 'W/"AAAA"' });
    const exit = await shell.run(['send', 'p', ...at]);
    assert.match(
      exit.stdout,
      /^conflict {2}p\/b\.vappt\.json: 412 .+\n2 files: 1 updated, 1 conflict \(\d+\.\d s, EMULATOR at .+\)\n$/,
    );
    assert.equal(exit.code, 3);
  });

  it('says once what each kind of failure means, and what to do next', async () => {
    for (const name of ['a', 'b']) await file(name, { $ifMatch: 'W/"AAAA"' });
    await file('c', { setings: {} });
    const exit = await shell.run(['send', 'p', ...at]);
    assert.equal(exit.code, 4);
    const [conflict = '', refused = '', ...rest] = exit.stderr.split(/^(?! )/m).slice(-2);
    assert.match(
      conflict,
      /^412 Precondition Failed: .+\n( {2}.+\n)+ {2}Next: Send again with --on-conflict/,
    );
    assert.match(
      refused,
      /^400 Bad Request: refused\n {2}The service says: .*setings.*\n( {2}.+\n)* {2}Next: /,
    );
    assert.deepEqual(rest, []);
    assert.equal((await shell.run(['send', 'p', ...at, '--quiet'])).stderr, '');
  });

  it('says what went out unconditionally', async () => {
    await file('a');
    await file('b');
    const exit = await shell.run(['send', 'p', ...at, '--if-match', 'none']);
    assert.match(exit.stdout, /2 files: 2 updated .+\n2 went out UNCONDITIONALLY/);
  });

  it('regression: does not say so of a file that got no further than its read', async () => {
    await file('a');
    await file('b', { $meeting: 'nope' });
    const exit = await shell.run(['send', 'p', ...at]);
    assert.match(exit.stdout, /2 files: 1 updated, 1 notFound/);
    assert.doesNotMatch(exit.stdout, /UNCONDITIONALLY/);
    assert.match(exit.stderr, /vappt create FILE\n$/);
  });

  it('nothing goes out when one file has errors, or cannot be read', async () => {
    await file('a');
    await shell.write('p/bad.vappt.json', '{ "externalAppointmentId": }');
    await shell.write('p/nomeeting.vappt.json', '{}');
    const exit = await shell.run(['send', 'p', 'p/gone.vappt.json', ...at, '--format', 'json']);
    assert.deepEqual(
      resultsOf(exit).map(({ file: name, outcome, error }) => [name, outcome, error?.code]),
      [
        ['p/bad.vappt.json', 'invalid', undefined],
        ['p/nomeeting.vappt.json', 'invalid', 'unreadable'],
        ['p/gone.vappt.json', 'invalid', 'unreadable'],
      ],
    );
    assert.equal(exit.code, 2);
    assert.match(exit.stderr, /p\/bad\.vappt\.json:1:\d+: error: /);
    assert.match(exit.stderr, /p\/nomeeting\.vappt\.json: error: No online meeting is named/);
    assert.match(exit.stderr, /Nothing was sent: 3 of 4 files cannot be sent, and only these are listed\./);
    assert.deepEqual(graphCalls(emulator), []);
  });

  it('--meeting is for files that name no other one', async () => {
    await file('a', { $meeting: SAMPLE_MEETING_ID });
    await file('b', { $meeting: 'other' });
    await shell.write('p/c.vappt.json', '{ "externalAppointmentId": "c" }');
    const meeting = ['--meeting', SAMPLE_MEETING_ID];
    const refused = await shell.run(['send', 'p', ...at, ...meeting]);
    assert.equal(refused.code, 2);
    assert.match(refused.stdout, /b\.vappt\.json: Its "\$meeting" is another one than --meeting names\./);
    assert.match(refused.stderr, /Nothing was sent: 1 of 3 files cannot be sent/);
    assert.deepEqual(graphCalls(emulator), []);
    assert.equal((await shell.run(['send', 'p/a.vappt.json', 'p/c.vappt.json', ...at, ...meeting])).code, 0);
  });

  it('with --skip-invalid those that have errors are left out, and the others go out', async () => {
    await file('a');
    await file('b', { $ifMatsch: 'W/"old"' });
    await shell.write('p/c.vappt.json', '{}');
    const refused = await shell.run(['send', 'p', ...at]);
    assert.match(refused.stderr, /2 of 3 files cannot be sent.+ add --skip-invalid\.$/m);
    const exit = await shell.run(['send', 'p', ...at, '--skip-invalid', '--format', 'json']);
    assert.deepEqual(outcomes(exit), {
      'p/a.vappt.json': 'updated',
      'p/b.vappt.json': 'invalid',
      'p/c.vappt.json': 'invalid',
    });
    assert.equal(exit.code, 2);
    assert.equal(patches().length, 1);
    assert.equal((await shell.run(['send', 'p', ...at, '--skip-invalid', '--allow-invalid'])).code, 2);
  });

  it('with --allow-invalid files with errors go out, and nothing where there is one without a body', async () => {
    const good = await file('a');
    const { id } = emulator.addMeeting({ appointment: true });
    const wrong = { $meeting: id, externalAppointmentIdd: 'x' };
    await shell.write('p/wrong.vappt.json', JSON.stringify(wrong));
    const args = ['send', 'p', ...at, '--allow-invalid', '--format', 'json'];
    assert.deepEqual(outcomes(await shell.run(args)), {
      [good]: 'updated',
      'p/wrong.vappt.json': 'rejected',
    });
    await shell.write('p/bad.vappt.json', '{ "externalAppointmentId": }');
    const sent = patches().length;
    const exit = await shell.run(args);
    assert.deepEqual([exit.code, outcomes(exit)], [1, { 'p/bad.vappt.json': 'invalid' }]);
    assert.equal(patches().length, sent);
  });

  it('files for one appointment go out in their order', async () => {
    const { id } = emulator.addMeeting({ appointment: true });
    for (const name of ['1', '2', '3', '4'])
      await shell.write(
        `p/${name}.vappt.json`,
        JSON.stringify({ $meeting: id, externalAppointmentId: name }),
      );
    for (const mode of [[], ['--batch']]) {
      assert.equal((await shell.run(['send', 'p', ...at, ...mode])).code, 0);
      assert.equal(values().at(-1), '4');
    }
  });

  it('a file that is named twice is sent once', async () => {
    const name = await file('a');
    const exit = await shell.run(['send', name, 'p', `./${name}`, 'p/*.json', ...at, '--format', 'json']);
    assert.deepEqual(outcomes(exit), { [name]: 'updated' });
    assert.equal(patches().length, 1);
    assert.equal(
      exit.stderr,
      [
        `${name} is named more than once: it is sent once.\n`,
        `./${name} is the same file as ${name}: it is sent once.\n`,
        `${name} is named more than once: it is sent once.\n`,
      ].join(''),
    );
  });

  it('folders that overlap are a few notes, not one for each file', async () => {
    for (const name of ['1', '2', '3', '4', '5', '6', '7']) await file(name);
    const exit = await shell.run(['send', 'p', 'p', ...at, '--if-match', 'none']);
    assert.match(exit.stderr, /^(p\/\d\.vappt\.json is named .+\n){5}So are 2 more\.\n$/);
    assert.match(exit.stdout, /^7 files: 7 updated/);
  });

  it('so is one that has two names through a link, to it or to its folder', async function () {
    if (process.platform === 'win32') this.skip();
    const name = await file('a');
    await symlink('a.vappt.json', path.join(shell.folder, 'p/link.vappt.json'));
    await rm(path.join(shell.folder, 'q'), { force: true });
    await symlink('p', path.join(shell.folder, 'q'));
    const exit = await shell.run([
      'send',
      'p',
      'p/link.vappt.json',
      'q/a.vappt.json',
      ...at,
      '--format',
      'json',
    ]);
    assert.deepEqual(outcomes(exit), { [name]: 'updated' });
    assert.equal(patches().length, 1);
    assert.equal(
      exit.stderr,
      [
        // Once in the folder, once by its name.
        ...[1, 2].map(() => `p/link.vappt.json is the same file as ${name}: it is sent once.\n`),
        `q/a.vappt.json is the same file as ${name}: it is sent once.\n`,
      ].join(''),
    );
  });

  it('a link that leads nowhere is a file that cannot be read, not one that is left out', async function () {
    if (process.platform === 'win32') this.skip();
    await file('a');
    await symlink('nowhere.vappt.json', path.join(shell.folder, 'p/b.vappt.json'));
    const exit = await shell.run(['send', 'p', ...at]);
    assert.equal(exit.code, 2);
    assert.match(exit.stdout, /p\/b\.vappt\.json: .*no such file or folder/);
    assert.equal(patches().length, 0);
    assert.match((await shell.run(['validate', 'p'])).stderr, /p\/b\.vappt\.json.*no such file or folder/);
  });

  it('a file that vanishes or changes during the run is a result', async () => {
    await file('a');
    const gone = await file('b');
    const changed = await file('c');
    const server = await shell.fakeEmulator((_request, response) => {
      void (async () => {
        await rm(path.join(shell.folder, gone), { force: true });
        await writeFile(
          path.join(shell.folder, changed),
          '{ "$meeting": "other", "externalAppointmentId": "x" }',
        );
        answer(response, 204);
      })();
    });
    const args = ['send', 'p', '--endpoint', server.origin, '--if-match', 'none', '--concurrency', '1'];
    const exit = await shell.run([...args, '--format', 'json']);
    assert.deepEqual(
      resultsOf(exit).map(({ outcome, error }) => [outcome, error?.code, error?.message]),
      [
        ['updated', undefined, undefined],
        ['invalid', 'unreadable', `Cannot read ${gone}: there is no such file or folder. It was not sent.`],
        [
          'invalid',
          'unreadable',
          'The file has changed since it was checked. It was not sent: send it again.',
        ],
      ],
    );
    assert.equal(exit.code, 2);
  });

  for (const [what, directives] of Object.entries({
    meeting: { $meeting: 'elsewhere' },
    user: { $user: 'e3b7b8a3-3a1c-4c4c-9c1d-1f5b6f8a9b10' },
    condition: { $ifMatch: '*' },
    language: { $acceptLanguage: 'de-DE' },
  })) {
    it(`a file whose ${what} changes during the run is not sent by what it said before`, async () => {
      await file('a', { $ifMatch: 'none' });
      const changed = await file('b', { $ifMatch: 'none' });
      let requests = 0;
      const server = await shell.fakeEmulator((_request, response) => {
        requests += 1;
        void (async () => {
          const name = path.join(shell.folder, changed);
          const before = JSON.parse(await readFile(name, 'utf8')) as object;
          await writeFile(name, JSON.stringify({ ...before, ...directives }));
          answer(response, 204);
        })();
      });
      const args = ['send', 'p', '--endpoint', server.origin, '--concurrency', '1'];
      const exit = await shell.run([...args, '--format', 'json']);
      assert.equal(
        resultsOf(exit)[1]?.error?.message,
        'The file has changed since it was checked. It was not sent: send it again.',
      );
      assert.equal(requests, 1);
    });
  }

  it('an unreadable file is a result, not a crash', async function () {
    if (process.getuid?.() === 0 || process.platform === 'win32') this.skip();
    const name = await file('a');
    await chmod(path.join(shell.folder, name), 0);
    const exit = await shell.run(['send', 'p', ...at, '--format', 'json']);
    assert.match(resultsOf(exit)[0]?.error?.message ?? '', /permission denied/);
    assert.equal(exit.code, 2);
  });

  it('no files → 2', async () => {
    assertWrongUse(await shell.run(['send', 'p', ...at]), /There are no payload files/);
    assertWrongUse(await shell.run(['send', 'p/*.nosuch', ...at]), /No file matches/);
  });

  const WRONG: readonly (readonly [args: readonly string[], sentence: RegExp])[] = [
    [['p', '--resume'], /--resume needs the journal/],
    [['p', '-'], /Standard input is sent alone/],
    [['p', '--base', 'nosuch'], /Cannot read nosuch: there is no such file or folder\..+ Nothing was sent\./],
    [['p', '--base', 'p/a.vappt.json'], /p\/a\.vappt\.json is a file\..+ Nothing was sent\./],
    [['p', '--save-base', 'p/a.vappt.json'], /Cannot keep bases in .+: it is a file.+ Nothing was sent\./],
    [['p', '--if-match', 'require'], /needs the tags of earlier reads/],
    [['p', '--on-conflict', 'merge'], /--on-conflict merge needs .+ --base FOLDER/],
    [['p', '--write'], /--write goes with --on-conflict merge only/],
    [['p', '--concurrency', '0'], /a number from 1 to 64/],
    [['p', '--concurrency', 'x'], /a number from 1 to 64/],
  ];
  for (const [args, sentence] of WRONG) {
    it(`send ${args.join(' ')} → 2, and nothing is sent`, async () => {
      await file('a');
      assertWrongUse(await shell.run(['send', ...args, ...at]), sentence);
      assert.deepEqual(graphCalls(emulator), []);
    });
  }

  it('no emulator → 5 for each file', async () => {
    await file('a');
    await file('b');
    const exit = await shell.run(['send', 'p', '--format', 'json']);
    assert.deepEqual(outcomes(exit), { 'p/a.vappt.json': 'unreachable', 'p/b.vappt.json': 'unreachable' });
    assert.equal(exit.code, 5);
  });

  it('no token for a real cloud → 6, and nothing is sent', async () => {
    await file('a');
    await file('b');
    const exit = await shell.run(['send', 'p', '--cloud', 'global', '--format', 'json']);
    assert.deepEqual([exit.code, new Set(Object.values(outcomes(exit)))], [6, new Set(['signInNeeded'])]);
  });

  it('SIGINT stops after what is under way → 130, and says which were not sent', async () => {
    for (const name of ['a', 'b', 'c', 'd']) await file(name);
    const running: { cli?: ReturnType<typeof shell.spawn> } = {};
    const server = await shell.fakeEmulator((_request, response) => {
      // It says when it has heard the signal.
      running.cli?.child.stderr.once('data', () => {
        answer(response, 204);
      });
      running.cli?.kill('SIGINT');
    });
    const args = ['send', 'p', '--endpoint', server.origin, '--if-match', 'none', '--concurrency', '1'];
    running.cli = shell.spawn([...args, '--format', 'json']);
    const exit = await running.cli.exit;
    assert.deepEqual(Object.values(outcomes(exit)), ['updated', 'cancelled', 'cancelled', 'cancelled']);
    assert.equal(exit.code, 130);
    assert.equal(server.received.filter(({ method }) => method === 'PATCH').length, 1);
  });

  it('a second SIGINT ends it at once', async function () {
    if (process.platform === 'win32') this.skip();
    for (const name of ['a', 'b']) await file(name);
    const running: { cli?: ReturnType<typeof shell.spawn> } = {};
    const server = await shell.fakeEmulator(() => {
      running.cli?.child.stderr.once('data', () => running.cli?.kill('SIGINT'));
      running.cli?.kill('SIGINT');
    });
    const args = ['send', 'p', '--endpoint', server.origin, '--if-match', 'none', '--concurrency', '1'];
    running.cli = shell.spawn(args);
    const exit = await running.cli.exit;
    assert.deepEqual([exit.signal, exit.stdout], ['SIGINT', '']);
  });

  it('progress is for terminals: none of it in a pipe', async () => {
    await file('a');
    await file('b');
    const exit = await shell.run(['send', 'p', ...at, '--format', 'json']);
    assert.equal(exit.stderr, '');
    assertHarmless(exit);
  });

  it('one JSON document, also for hostile names and messages', async () => {
    const server = await shell.fakeEmulator((_request, response) => {
      answer(response, 400, graphError('Bad\u001b[31m', 'line\n::error::x\u202e'));
    });
    await shell.write('p/\u001b[2J\n::error::.vappt.json', '{"$meeting": "m"}');
    await file('a');
    for (const format of ['json', 'text', 'junit']) {
      const args = ['send', 'p', '--endpoint', server.origin, '--if-match', 'none', '--format', format];
      const exit = await shell.run(args);
      assertHarmless(exit);
      assert.equal(exit.code, 4);
      if (format === 'json') assert.equal(resultsOf(exit).length, 2);
    }
  });

  it('a folder with 50,000 other files: only payload files are looked at', async function () {
    this.timeout(60_000);
    await file('a');
    const other = path.join(shell.folder, 'p/other');
    await mkdir(other);
    for (let start = 0; start < 50_000; start += 1000) {
      await Promise.all(
        Array.from({ length: 1000 }, (_, index) => writeFile(path.join(other, `${start + index}.json`), '')),
      );
    }
    const exit = await shell.run(['send', 'p', ...at, '--format', 'json']);
    assert.deepEqual(outcomes(exit), { 'p/a.vappt.json': 'updated' });
  });
});
