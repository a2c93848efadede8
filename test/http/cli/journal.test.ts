import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, rm, symlink, truncate } from 'node:fs/promises';
import path from 'node:path';
import type { Emulator, FaultsInput, LogEntry } from '../../../src/emulator';
import { answer } from '../../support/fakeEmulator';
import { seededRandom } from '../../support/seededRandom';
import type { SendResult } from './sendResult';
import { assertWrongUse, graphCalls, useShell } from './support';

const KILLS = 20;
const FILES = 300;

describe('cli: send with a journal', () => {
  const shell = useShell();
  const inFolder = (name: string): string => path.join(shell.folder, name);
  const journal = async (): Promise<string> => await readFile(inFolder('run.journal'), 'utf8');

  beforeEach(async () => {
    for (const name of ['p', 'q', 'run.journal']) await rm(inFolder(name), { recursive: true, force: true });
    await mkdir(inFolder('p'), { recursive: true });
  });

  async function files(emulator: Emulator, names: readonly string[]): Promise<void> {
    for (const name of names) {
      const { id } = emulator.addMeeting({ appointment: true });
      const content = {
        $meeting: id,
        externalAppointmentId: name,
        appointmentClients: [{ displayName: 'Canary', emailAddress: 'canary@example.com' }],
      };
      await shell.write(`p/${name}.vappt.json`, JSON.stringify(content));
    }
  }

  const send = (emulator: Pick<Emulator, 'origin'>, ...more: string[]) => [
    'send',
    'p',
    '--endpoint',
    emulator.origin,
    '--journal',
    'run.journal',
    ...more,
  ];

  it(`killed at ${KILLS} moments among faults: every file is sent exactly once in effect`, async function () {
    this.timeout(600_000);
    const random = seededRandom(7);
    let onRequest: () => void = () => undefined;
    const log: LogEntry[] = [];
    const emulator = await shell.emulator({
      log: (entry) => {
        log.push(entry);
        onRequest();
      },
    });
    const names = Array.from({ length: FILES }, (_, index) => String(index).padStart(3, '0'));
    const meetings: string[] = [];
    for (const [index, name] of names.entries()) {
      // Some appointments have two files.
      const before = index % 30 === 29 ? meetings[index - 20] : undefined;
      const meeting = before ?? emulator.addMeeting({ appointment: true }).id;
      meetings.push(meeting);
      const content = {
        $meeting: meeting,
        ...(index % 2 === 0 && { $ifMatch: 'none' }),
        externalAppointmentId: name,
      };
      await shell.write(`p/${name}.vappt.json`, JSON.stringify(content));
    }
    const kinds: NonNullable<FaultsInput['queue']> = [
      { status: 429, retryAfter: 1 },
      { status: 503, retryAfter: 1 },
      { status: 500 },
      { cut: 'before' },
      { cut: 'afterApply' },
      { cut: 'midBody' },
      { status: 504, body: 'html' },
      { delayMs: 30 },
    ];
    const queue = meetings
      .filter((_, index) => index % 6 === 0)
      .map((meeting, index) => ({
        ...kinds[index % kinds.length],
        match: { method: 'PATCH', path: meeting },
      }));
    emulator.setFaults({ latencyMs: 5, queue });

    let kills = 0;
    let code: number | null = null;
    let last = '';
    for (let run = 0; run < 60 && code !== 0; run += 1) {
      const inBatches = run % 6 === 5;
      // A batch is one request.
      const most = inBatches ? 2 : 14;
      let left = kills < KILLS ? 1 + Math.floor(random() * most) : Infinity;
      const mode = inBatches ? ['--batch'] : ['--concurrency', String(1 + (run % 8))];
      const cli = shell.spawn(send(emulator, '--resume', '--quiet', '--format', 'json', ...mode));
      onRequest = () => {
        left -= 1;
        if (left === 0) cli.kill('SIGKILL');
      };
      const exit = await cli.exit;
      if (exit.signal === 'SIGKILL') kills += 1;
      code = exit.code;
      last = exit.stdout;
    }
    assert.deepEqual({ code, kills }, { code: 0, kills: KILLS });
    const { results } = JSON.parse(last) as { results: SendResult[] };
    assert.deepEqual(
      results.filter(({ outcome }) => outcome !== 'updated'),
      [],
    );
    assert.equal(results.length, FILES);

    const changes = new Map<string, number>();
    for (const { meetingId } of log.flatMap(({ changed }) => changed))
      changes.set(meetingId, (changes.get(meetingId) ?? 0) + 1);
    const expected = new Map<string, number>();
    for (const meeting of meetings) expected.set(meeting, (expected.get(meeting) ?? 0) + 1);
    assert.deepEqual(changes, expected);
    const values = new Map(
      emulator.state().meetings.map(({ id, appointment }) => [id, appointment?.entity.externalAppointmentId]),
    );
    for (const meeting of new Set(meetings))
      assert.equal(values.get(meeting), names[meetings.lastIndexOf(meeting)]);
  });

  it('goes on with what is left, and lists all files', async () => {
    const emulator = await shell.emulator();
    await files(emulator, ['a', 'b', 'c']);
    emulator.setFaults({ queue: [{ match: { method: 'PATCH' }, status: 400 }] });
    const first = await shell.run(send(emulator, '--concurrency', '1', '--format', 'json'));
    assert.equal(first.code, 4);
    const before = graphCalls(emulator).length;
    const second = await shell.run(send(emulator, '--resume', '--format', 'json'));
    const shown = (text: string): unknown =>
      (JSON.parse(text) as { results: SendResult[] }).results.map(({ file, outcome, status, requestId }) => ({
        file,
        outcome,
        status,
        requestId,
      }));
    assert.deepEqual(shown(second.stdout), shown(first.stdout));
    assert.equal(second.code, 4);
    assert.match(
      second.stderr,
      /^Not sent again: 3 of 3, which an earlier run has settled: saved, or refused for good\.$/m,
    );
    assert.equal(graphCalls(emulator).length, before, 'what is certain was asked again');
  });

  it('a change that was not applied is sent again on its own tag: what came in between is a conflict', async () => {
    const emulator = await shell.emulator();
    await files(emulator, ['a', 'b']);
    const meetings = emulator
      .state()
      .meetings.slice(-2)
      .map(({ id }) => id);
    emulator.setFaults({ queue: [{ match: { method: 'PATCH' }, times: 2, cut: 'before' }] });
    const first = await shell.run(send(emulator, '--concurrency', '1'));
    assert.equal(first.code, 5, first.stdout);
    assert.match(first.stderr, /^ {2}Next: Send again with --resume\. /m);
    emulator.touch({ meetingId: meetings[0], changes: { externalAppointmentId: 'theirs' } });
    const second = await shell.run(send(emulator, '--resume', '--format', 'json'));
    const { results } = JSON.parse(second.stdout) as { results: SendResult[] };
    assert.deepEqual(
      results.map(({ outcome }) => outcome),
      ['conflict', 'updated'],
    );
    const values = emulator
      .state()
      .meetings.map(({ appointment }) => appointment?.entity['externalAppointmentId']);
    assert.deepEqual(values.slice(-2), ['theirs', 'b']);
  });

  it('a file that was mended is sent', async () => {
    const emulator = await shell.emulator();
    await files(emulator, ['a']);
    const { id } = emulator.addMeeting({ appointment: true });
    await shell.write('p/b.vappt.json', JSON.stringify({ $meeting: id, nosuch: 1 }));
    assert.equal((await shell.run(send(emulator, '--allow-invalid'))).code, 4);
    await shell.write('p/b.vappt.json', JSON.stringify({ $meeting: id, externalAppointmentId: 'b' }));
    assert.equal((await shell.run(send(emulator, '--resume'))).code, 0);
  });

  it('regression: so is one that had errors when the run began', async () => {
    const emulator = await shell.emulator();
    await files(emulator, ['a']);
    const { id } = emulator.addMeeting({ appointment: true });
    await shell.write('p/b.vappt.json', '{');
    assert.equal((await shell.run(send(emulator, '--skip-invalid'))).code, 1);
    await shell.write('p/b.vappt.json', JSON.stringify({ $meeting: id, externalAppointmentId: 'b' }));
    const exit = await shell.run(send(emulator, '--resume'));
    assert.equal(exit.code, 0, exit.stderr);
    assert.match(exit.stderr, /^Not sent again: 1 of 2/m);
  });

  it('a file that is about another appointment by now is sent', async () => {
    const emulator = await shell.emulator();
    await files(emulator, ['a', 'b']);
    await shell.run(send(emulator));
    const { id } = emulator.addMeeting({ appointment: true });
    await shell.write('p/b.vappt.json', JSON.stringify({ $meeting: id, externalAppointmentId: 'b' }));
    const exit = await shell.run(send(emulator, '--resume'));
    assert.equal(exit.code, 0, exit.stderr);
    assert.match(exit.stderr, /^Not sent again: 1 of 2/m);
  });

  it('has no personal data, and is the user’s alone', async () => {
    const emulator = await shell.emulator();
    await files(emulator, ['a', 'b']);
    await shell.run(send(emulator));
    const text = await journal();
    assert.doesNotMatch(text, /canary|emulator user|appointmentClients/i);
    assert.equal(text.trimEnd().split('\n').length, 5);
  });

  it('an existing journal is not written over', async () => {
    const emulator = await shell.emulator();
    await files(emulator, ['a']);
    await shell.run(send(emulator));
    const before = await journal();
    const calls = graphCalls(emulator).length;
    assertWrongUse(await shell.run(send(emulator)), /run\.journal exists already\. .+--resume/);
    assert.deepEqual([await journal(), graphCalls(emulator).length], [before, calls]);
  });

  it('--resume without a journal yet begins one', async () => {
    const emulator = await shell.emulator();
    await files(emulator, ['a']);
    const exit = await shell.run(send(emulator, '--resume'));
    assert.equal(exit.code, 0);
    assert.match(exit.stderr, /There is no journal run\.journal yet/);
  });

  it('cut off in the middle of its last line, it is read up to there and goes on from there', async () => {
    const emulator = await shell.emulator();
    await files(emulator, ['a', 'b']);
    await shell.run(send(emulator, '--concurrency', '1'));
    const whole = await journal();
    await truncate(inFolder('run.journal'), whole.length - 10);
    const calls = graphCalls(emulator).length;
    assert.equal((await shell.run(send(emulator, '--resume'))).code, 0);
    // It was read, found as sent, and written down.
    assert.deepEqual(
      graphCalls(emulator)
        .slice(calls)
        .map(({ method }) => method),
      ['GET'],
    );
    for (const line of (await journal()).trimEnd().split('\n')) assert.ok(JSON.parse(line));
  });

  const BROKEN: readonly (readonly [name: string, change: (text: string) => string, sentence: RegExp])[] = [
    ['of another version', (text) => text.replace('"version":1', '"version":9'), /another version of vappt/],
    ['of other files', (text) => text.replace(/"set":"./, '"set":"X'), /another set of files/],
    ['with a broken line', (text) => text.replace('"event":"started"', '"event":'), /is damaged in line 2/],
    ['that is no journal', () => 'hello\nworld\n', /is not a journal/],
    ['that is not text', () => '\ufffd\u0000', /is not a journal/],
  ];
  for (const [name, change, sentence] of BROKEN) {
    it(`a journal ${name} → 2, and nothing is sent`, async () => {
      const emulator = await shell.emulator();
      await files(emulator, ['a']);
      await shell.run(send(emulator));
      const calls = graphCalls(emulator).length;
      await shell.write('run.journal', change(await journal()));
      assertWrongUse(await shell.run(send(emulator, '--resume')), sentence);
      assert.equal(graphCalls(emulator).length, calls);
    });
  }

  it('another set of files → 2', async () => {
    const emulator = await shell.emulator();
    await files(emulator, ['a']);
    await shell.run(send(emulator));
    await files(emulator, ['b']);
    assertWrongUse(await shell.run(send(emulator, '--resume')), /another set of files/);
  });

  it('two runs at a time: the second is told so and sends nothing; after a kill it goes on at once', async () => {
    let arrived: () => void = () => undefined;
    const onTheWay = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const slow = await shell.fakeEmulator(() => {
      arrived();
    });
    for (const name of ['a', 'b']) {
      await shell.write(
        `p/${name}.vappt.json`,
        JSON.stringify({ $meeting: name, $ifMatch: 'none', externalAppointmentId: name }),
      );
    }
    const first = shell.spawn(send(slow));
    await onTheWay;
    for (const more of [[], ['--resume']]) {
      assertWrongUse(
        await shell.run(send(slow, ...more)),
        new RegExp(
          `Another run \\(process ${first.child.pid ?? 0} on .+\\) is using the journal run\\.journal\\..+Nothing was sent\\.`,
        ),
      );
    }
    first.kill('SIGKILL');
    await first.exit;
    const names = await readdir(shell.folder);
    assert.ok(names.includes('run.journal.lock'), 'the kill left no lock to recognise');
    const sent = slow.received.filter(({ method }) => method === 'PATCH').length;
    assert.ok(sent <= 2, `${sent} changes: the refused runs have sent some`);

    const emulator = await shell.emulator();
    for (const id of ['a', 'b']) emulator.addMeeting({ id, appointment: true });
    const exit = await shell.run(send(emulator, '--resume'));
    assert.equal(exit.code, 0, exit.stderr);
    assert.deepEqual(
      (await readdir(shell.folder)).filter((name) => name.startsWith('run.')),
      ['run.journal'],
    );
  });

  it('a device as a journal → 2', async function () {
    if (process.platform === 'win32') this.skip();
    const emulator = await shell.emulator();
    await files(emulator, ['a']);
    await symlink('/dev/zero', inFolder('run.journal'));
    const exit = await shell.run(send(emulator, '--resume'));
    assertWrongUse(exit, /Nothing was sent\./);
    assert.deepEqual(graphCalls(emulator), []);
  });

  it('a journal that cannot be written → 2 before anything is sent', async () => {
    const emulator = await shell.emulator();
    await files(emulator, ['a']);
    for (const place of ['nosuch/run.journal', 'p']) {
      const exit = await shell.run(['send', 'p', '--endpoint', emulator.origin, '--journal', place]);
      assertWrongUse(exit, /Nothing was sent\./);
    }
    assert.deepEqual(graphCalls(emulator), []);
  });

  it('a full disk stops the run: nothing goes out that cannot be written down', async function () {
    if (process.platform !== 'linux') this.skip();
    const emulator = await shell.fakeEmulator((_request, response) => {
      answer(response, 204);
    });
    const names = Array.from({ length: 30 }, (_, index) => `${index}`);
    for (const name of names)
      await shell.write(
        `p/${name}.vappt.json`,
        JSON.stringify({ $meeting: name, externalAppointmentId: name }),
      );
    // A limit of 4 KiB for files is a full disk for whoever writes them.
    const args = send(emulator, '--if-match', 'none', '--concurrency', '1', '--format', 'json');
    const exit = await shell.runProcess(args, { fileSizeLimitKiB: 4 });
    assert.equal(exit.code, 2, exit.stderr);
    assert.match(exit.stderr, /The journal run\.journal cannot be written: .+\. No more was sent\./);
    const { results } = JSON.parse(exit.stdout) as { results: SendResult[] };
    const updated = results.filter(({ outcome }) => outcome === 'updated').length;
    const sent = emulator.received.filter(({ method }) => method === 'PATCH').length;
    assert.ok(updated > 0 && updated < 30, `${updated} updated`);
    assert.equal(sent, updated);
    assert.ok(results.slice(updated).every(({ outcome }) => outcome === 'cancelled'));
  });
});
