import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { markedColours } from '../../../src/cli/colour';
import { runCli } from '../../../src/cli/program';
import { SAMPLE_MEETING_ID, startEmulator } from '../../../src/emulator/index';
import { type Received, startFakeEmulator } from '../../support/fakeEmulator';
import { ACCESS_TOKEN, hits, MINE, OWN_TOKEN, PERSONAL, SECRETS, THEIRS, WRONG_CLIENTS } from './canaries';
import { type Command, OFFLINE, ONLINE, type Sink } from './commands';
import { handlerFor, OUTCOMES } from './outcomes';

/** What a run leaves behind, by where it is. */
type Sinks = Readonly<Record<Sink, string>>;

const PAYLOAD = {
  $meeting: SAMPLE_MEETING_ID,
  externalAppointmentId: 'mine',
  appointmentClients: [MINE],
};
const INVALID = {
  $meeting: 'another',
  $nope: 1,
  appointmentClients: WRONG_CLIENTS,
};

describe('leaks: the command line', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'vappt-leaks-'));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  /** The files that a command is given; what it writes itself is a sink. */
  async function inputs(origin: string): Promise<Record<string, string>> {
    const url = `${origin}/beta/me/onlineMeetings/${SAMPLE_MEETING_ID}/virtualAppointment`;
    const base = {
      etag: 'W/"old"',
      url,
      fetchedAt: '2026-01-01T00:00:00Z',
      appointment: { id: 'i', externalAppointmentId: 'base', appointmentClients: [THEIRS, MINE] },
    };
    const content = { file: PAYLOAD, other: { ...PAYLOAD, $meeting: 'other' }, invalid: INVALID, base };
    for (const [name, value] of Object.entries(content)) {
      await writeFile(path.join(folder, `${name}.json`), JSON.stringify(value, null, 2));
    }
    return Object.fromEntries(
      [...Object.keys(content), 'saved', 'journal'].map((name) => [name, path.join(folder, `${name}.json`)]),
    );
  }

  async function run(
    { args, stdin }: Command,
    origin: string,
    token: string,
  ): Promise<Sinks & { code: number }> {
    const files = await inputs(origin);
    const given = new Set(await readdir(folder));
    const lines = { stdout: '', stderr: '' };
    const add = (name: keyof typeof lines) => (line: string) => {
      lines[name] += `${line}\n`;
    };
    const code = await runCli(
      [
        ...args.map((arg) => files[/^\{(\w+)\}$/.exec(arg)?.[1] ?? ''] ?? arg),
        ...(origin === '' ? [] : ['--endpoint', origin]),
      ],
      {
        result: add('stdout'),
        fileText: add('stdout'),
        note: add('stderr'),
        progress: add('stderr'),
        readStdin: () =>
          Promise.resolve(new TextEncoder().encode(stdin === 'token' ? token : JSON.stringify(INVALID))),
        resultColours: markedColours(false),
        noteColours: markedColours(false),
        env: { VAPPT_TOKEN: token, XDG_RUNTIME_DIR: folder },
        signal: new AbortController().signal,
      },
    );
    // The user's own files hold what they held; tokens never get there either.
    const written = await Promise.all(
      (await readdir(folder, { recursive: true, withFileTypes: true }))
        .filter((entry) => entry.isFile() && !given.has(entry.name))
        .map(({ parentPath, name }) => readFile(path.join(parentPath, name), 'utf8')),
    );
    return { ...lines, files: written.join('\n'), code };
  }

  function leaks(sinks: Sinks, { shows }: Command): string[] {
    return (['stdout', 'stderr', 'files'] as const).flatMap((sink) => {
      const canaries = sink === shows ? SECRETS : { ...SECRETS, ...PERSONAL };
      return hits(sinks[sink], canaries).map((what) => `${what} in ${sink}`);
    });
  }

  /** A token goes into one header, and clients' data into bodies. */
  function strayOnTheWire(received: readonly Received[]): string[] {
    return received.flatMap(({ method, path: asked, headers, body }) => {
      const { authorization: _, ...others } = headers;
      const head = `${method} ${asked} ${JSON.stringify(others)}`;
      return [...hits(head, { ...SECRETS, ...PERSONAL }), ...hits(body, SECRETS)].map(
        (what) => `${what} on the wire`,
      );
    });
  }

  const codes = new Set<number>();
  for (const command of ONLINE) {
    it(`${command.args.join(' ')}: nothing, whatever comes of it`, async () => {
      const found: string[] = [];
      for (const [name, outcome] of Object.entries(OUTCOMES)) {
        for (const scope of ['writes', 'all'] as const) {
          const server = await startFakeEmulator(handlerFor(outcome, scope));
          try {
            const { code, ...sinks } = await run(command, server.origin, OWN_TOKEN);
            codes.add(code);
            const stray = [...leaks(sinks, command), ...strayOnTheWire(server.received)];
            found.push(...stray.map((what) => `${name} (${scope}): ${what}`));
          } finally {
            await server.stop();
          }
          await rm(path.join(folder, 'journal.json'), { force: true });
          await rm(path.join(folder, 'saved.json'), { force: true });
        }
      }
      assert.deepEqual(found, []);
    });
  }

  it('control: the outcomes were different ones', () => {
    assert.deepEqual([...codes].sort(), [0, 1, 3, 4, 5, 6]);
  });

  for (const command of OFFLINE) {
    it(`${command.args.join(' ')}: nothing`, async () => {
      const { code: _, ...sinks } = await run(command, '', ACCESS_TOKEN);
      assert.notEqual(sinks.stdout + sinks.stderr, '');
      assert.deepEqual(leaks(sinks, command), []);
    });
  }

  it('control: what a command is for does show, so that the search finds what is there', async () => {
    const server = await startFakeEmulator(handlerFor(OUTCOMES['ok'] as never, 'all'));
    try {
      const fetched = await run({ args: ['fetch', '{file}'] }, server.origin, OWN_TOKEN);
      assert.equal(hits(fetched.stdout, PERSONAL).length, 3);
      const saved = await run(
        { args: ['send', '{file}', '--if-match', 'none', '--save-base', '{saved}'] },
        server.origin,
        OWN_TOKEN,
      );
      assert.equal(saved.code, 0);
      assert.ok(server.received.some(({ headers }) => headers.authorization === `Bearer ${OWN_TOKEN}`));
      assert.ok(server.received.some(({ body }) => hits(body, PERSONAL).length === 3));
    } finally {
      await server.stop();
    }
  });

  it('a token that is not the emulator’s own goes nowhere', async () => {
    const server = await startFakeEmulator(handlerFor(OUTCOMES['ok'] as never, 'all'));
    try {
      for (const command of ONLINE) await run(command, server.origin, ACCESS_TOKEN);
      assert.ok(server.received.length > ONLINE.length);
      assert.deepEqual(hits(JSON.stringify(server.received), { it: ACCESS_TOKEN }), []);
    } finally {
      await server.stop();
    }
  });

  it('the emulator keeps no token, in its log or in its state', async () => {
    const emulator = await startEmulator();
    try {
      const { access_token: token } = emulator.issueToken();
      for (const command of ONLINE) await run(command, emulator.origin, token);
      assert.ok(emulator.log().length > ONLINE.length);
      assert.deepEqual(hits(JSON.stringify([emulator.log(), emulator.state()]), { it: token }), []);
    } finally {
      await emulator.stop();
    }
  });
});
