import assert from 'node:assert/strict';
import { SAMPLE_MEETING_ID } from '../../../src/emulator';
import { answer } from '../../support/fakeEmulator';
import {
  APPOINTMENT_PATH,
  assertNoStackTrace,
  assertWrongUse,
  graphCalls,
  sampleAppointment,
  useShell,
} from './support';

interface Fetched {
  etag: string | null;
  url: string;
  fetchedAt: string;
  appointment: Record<string, unknown>;
}

describe('cli: fetch', () => {
  const shell = useShell();

  const ways: readonly (readonly [name: string, args: () => Promise<readonly string[]>])[] = [
    ['a file', async () => [await shell.payload()]],
    ['--meeting', () => Promise.resolve(['--meeting', SAMPLE_MEETING_ID])],
    [
      '--meeting, which beats the file',
      async () => [await shell.payload({ $meeting: 'other' }), '--meeting', SAMPLE_MEETING_ID],
    ],
  ];
  for (const [name, args] of ways) {
    it(`JSON of ${name}: tag, address, time and the bare appointment`, async () => {
      const emulator = await shell.emulator();
      const started = Date.now();
      const exit = await shell.run([
        'fetch',
        ...(await args()),
        '--endpoint',
        emulator.origin,
        '--format',
        'json',
      ]);
      const { fetchedAt, ...rest } = JSON.parse(exit.stdout) as Fetched;
      const { etag, entity } = sampleAppointment(emulator);
      assert.deepEqual(rest, { etag, url: emulator.origin + APPOINTMENT_PATH, appointment: entity });
      assert.equal(new Date(fetchedAt).toISOString(), fetchedAt);
      assert.ok(Date.parse(fetchedAt) >= started && Date.parse(fetchedAt) <= Date.now());
      assert.deepEqual({ code: exit.code, stderr: exit.stderr }, { code: 0, stderr: '' });
      assert.deepEqual(graphCalls(emulator), [{ method: 'GET', path: APPOINTMENT_PATH, status: 200 }]);
    });
  }

  it('text: the appointment on standard output, the report on standard error', async () => {
    const emulator = await shell.emulator();
    const { code, stdout, stderr } = await shell.run([
      'fetch',
      await shell.payload(),
      '--endpoint',
      emulator.origin,
    ]);
    const { etag, entity } = sampleAppointment(emulator);
    assert.equal(code, 0);
    assert.deepEqual(JSON.parse(stdout), entity);
    assert.match(stderr, /EMULATOR at http:\/\/127\.0\.0\.1:\d+/);
    assert.match(stderr, /200 OK: read/);
    assert.ok(stderr.includes(etag));
    assert.doesNotMatch(stderr, /Client A|example\.com|\+1202/);
  });

  it('regression: the report does not say that something was stored, because nothing was', async () => {
    const emulator = await shell.emulator();
    const { stderr } = await shell.run(['fetch', await shell.payload(), '--endpoint', emulator.origin]);
    assert.doesNotMatch(stderr, /are stored|next send is conditional/);
  });

  it('asks as the user and in the language that the options name', async () => {
    const emulator = await shell.emulator();
    const user = '3f2a4c6e-0000-4000-8000-000000000001';
    const file = await shell.payload({ $user: 'me', $acceptLanguage: 'fr' });
    await shell.run([
      'fetch',
      file,
      '--user',
      user,
      '--accept-language',
      'de',
      '--endpoint',
      emulator.origin,
    ]);
    const asked = emulator.log().find(({ method }) => method === 'GET');
    assert.equal(asked?.path, APPOINTMENT_PATH.replace('/me/', `/users/${user}/`));
    assert.equal(asked.headers['accept-language'], 'de');
  });

  it('unwraps an appointment that comes in "value", and takes its tag from there', async () => {
    const wrapped = { '@odata.context': 'c', value: { '@odata.etag': 'W/"B=="', id: 'i', settings: null } };
    const fake = await shell.fakeEmulator((_request, response) => {
      answer(response, 200, wrapped);
    });
    const { code, stdout } = await shell.run([
      'fetch',
      '--meeting',
      'm',
      '--endpoint',
      fake.origin,
      '--format',
      'json',
    ]);
    assert.equal(code, 0);
    const { etag, appointment } = JSON.parse(stdout) as Fetched;
    assert.deepEqual({ etag, appointment }, { etag: 'W/"B=="', appointment: { id: 'i', settings: null } });
  });

  const failures: readonly (readonly [name: string, status: number, body: unknown, code: number])[] = [
    ['404', 404, { error: { code: 'NotFound', message: 'no' } }, 4],
    ['403', 403, { error: { code: 'Forbidden', message: 'no' } }, 4],
    ['401', 401, { error: { code: 'InvalidAuthenticationToken', message: 'no' } }, 6],
    ['429', 429, '', 4],
    ['500', 500, '<html>', 5],
    ['a page instead of an answer', 200, '<html>hello</html>', 5],
    ['a list instead of an appointment', 200, [1], 5],
    ['nothing at all', 200, '', 5],
    ['410', 410, '', 4],
    ['a redirect', 302, '', 5],
  ];
  for (const format of ['text', 'json']) {
    for (const [name, status, body, expected] of failures) {
      it(`${name} → ${expected}, nothing on standard output (${format})`, async () => {
        const fake = await shell.fakeEmulator((_request, response) => {
          // Longer than anybody waits.
          answer(response, status, body, { location: 'http://127.0.0.1:9/', 'retry-after': '3600' });
        });
        const exit = await shell.run([
          'fetch',
          '--meeting',
          'm',
          '--endpoint',
          fake.origin,
          '--format',
          format,
        ]);
        assertNoStackTrace(exit);
        assert.deepEqual({ code: exit.code, stdout: exit.stdout }, { code: expected, stdout: '' });
        assert.match(exit.stderr, /\S/);
        // The token, and the read; after a 401 another token is asked for.
        assert.equal(fake.received.length, status === 401 ? 3 : 2);
      });
    }
  }

  it('a meeting that the emulator does not have → 4', async () => {
    const emulator = await shell.emulator();
    const { code, stdout, stderr } = await shell.run([
      'fetch',
      '--meeting',
      'nope',
      '--endpoint',
      emulator.origin,
    ]);
    assert.deepEqual({ code, stdout }, { code: 4, stdout: '' });
    assert.match(stderr, /404 Not Found: no such meeting or appointment/);
  });

  it('a file without a meeting → 2', async () => {
    const file = await shell.write('a.vappt.json', '{ "settings": null }');
    assertWrongUse(await shell.run(['fetch', file]), /No online meeting is named/);
  });

  it('regression: a file whose directives are broken → 1 with the place, as everywhere else', async () => {
    const emulator = await shell.emulator();
    const file = await shell.payload({ $meeting: 'a/b' });
    const { code, stdout, stderr } = await shell.run(['fetch', file, '--endpoint', emulator.origin]);
    assert.deepEqual({ code, stdout }, { code: 1, stdout: '' });
    assert.match(stderr, /^a\.vappt\.json:2:15: error: .+\(meeting-id\)$/m);
    assert.deepEqual(emulator.log(), []);
  });

  it('regression: a file that names two meetings is refused, not guessed about', async () => {
    const emulator = await shell.emulator();
    const text = `{ "$meeting": "other", "$meeting": "${SAMPLE_MEETING_ID}" }`;
    const file = await shell.write('a.vappt.json', text);
    const { code } = await shell.run(['fetch', file, '--endpoint', emulator.origin]);
    assert.equal(code, 1);
    assert.deepEqual(emulator.log(), []);
  });

  it('regression: a file that is not JSON → 1, and the complaint is about that', async () => {
    const file = await shell.write('a.vappt.json', 'hello');
    const { code, stderr } = await shell.run(['fetch', file]);
    assert.equal(code, 1);
    assert.match(stderr, /This is not JSON/);
  });

  it('regression: a broken $ifMatch does not keep anybody from fetching the tag that would mend it', async () => {
    const emulator = await shell.emulator();
    const file = await shell.payload({ $ifMatch: 'W/abc' });
    const { code } = await shell.run(['fetch', file, '--endpoint', emulator.origin]);
    assert.equal(code, 0);
  });
});
