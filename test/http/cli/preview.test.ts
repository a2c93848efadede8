import assert from 'node:assert/strict';
import { SAMPLE_MEETING_ID } from '../../../src/emulator';
import { APPOINTMENT_PATH, assertWrongUse, useShell } from './support';

interface Preview {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string;
}

/** Order, big numbers, escapes, null and [] as a careless reader would not keep them. */
const PAYLOAD = `{
  "$meeting": "${SAMPLE_MEETING_ID}",
  "settings": null,
  "externalAppointmentId": "\\u0041\\/12345678901234567890",
  "$acceptLanguage": "en-GB, en;q=0.8",
  "appointmentClients": [],
  "x@odata.big": 12345678901234567890.10
}`;
const BODY = `{
  "settings": null,
  "externalAppointmentId": "\\u0041\\/12345678901234567890",
  "appointmentClients": [],
  "x@odata.big": 12345678901234567890.10
}`;

/** Says that the tag is known only after a read. */
const TAG_TO_COME = /<[^>]*tag[^>]*>/;

/** The odd member is there for its number. */
const NOTE = /^a\.vappt\.json:7:3: warning: .+ \(response-annotation\)\n$/;

describe('cli: preview', () => {
  const shell = useShell();

  it('text: the request line, the headers without the token, the body', async () => {
    const emulator = await shell.emulator();
    const file = await shell.write('a.vappt.json', PAYLOAD);
    const secret = 'vappt-emulator-token.secret';
    const { code, stdout, stderr } = await shell.run(['preview', file, '--endpoint', emulator.origin], {
      env: { VAPPT_TOKEN: secret },
    });
    assert.equal(code, 0);
    assert.match(stderr, NOTE);
    assert.equal(
      stdout.replace(TAG_TO_COME, '<tag>'),
      [
        `PATCH ${emulator.origin}${APPOINTMENT_PATH} HTTP/1.1`,
        'Accept: application/json',
        'Accept-Language: en-GB, en;q=0.8',
        'Content-Type: application/json',
        'If-Match: <tag>',
        'Authorization: Bearer <token>',
        'client-request-id: <new for each send>',
        '',
        BODY,
        '',
      ].join('\n'),
    );
    assert.deepEqual(emulator.log(), []);
  });

  it('JSON: the same, the body as the text that is sent', async () => {
    const emulator = await shell.emulator();
    const file = await shell.write('a.vappt.json', PAYLOAD);
    const args = ['preview', file, '--endpoint', emulator.origin, '--format', 'json'];
    const { code, stdout, stderr } = await shell.run(args);
    const { method, url, headers, body } = JSON.parse(stdout) as Preview;
    assert.deepEqual(
      { code, method, url },
      {
        code: 0,
        method: 'PATCH',
        url: emulator.origin + APPOINTMENT_PATH,
      },
    );
    assert.match(stderr, NOTE);
    assert.equal(body, BODY);
    assert.equal(headers['Content-Type'], 'application/json');
    assert.deepEqual(emulator.log(), []);
  });

  it('regression: JSON has the headers that text has', async () => {
    const file = await shell.payload();
    const { stdout } = await shell.run(['preview', file, '--format', 'json']);
    const { headers } = JSON.parse(stdout) as Preview;
    assert.equal(headers['Authorization'], 'Bearer <token>');
    assert.ok('client-request-id' in headers);
  });

  it('an announced emulator is named, and not asked', async () => {
    const { origin } = await shell.emulatorProcess();
    const { stdout } = await shell.run(['preview', await shell.payload()]);
    assert.ok(stdout.startsWith(`PATCH ${origin}${APPOINTMENT_PATH} HTTP/1.1\n`));
    assert.deepEqual(await (await fetch(`${origin}/_emulator/log`)).json(), []);
  });

  it('works without an emulator and, for a real cloud, without a token', async () => {
    const file = await shell.payload();
    const local = await shell.run(['preview', file]);
    assert.equal(local.code, 0);
    assert.ok(local.stdout.startsWith(`PATCH http://127.0.0.1:<port>${APPOINTMENT_PATH} HTTP/1.1\n`));
    const real = await shell.run(['preview', file, '--cloud', 'usGovL4', '--user', SAMPLE_USER]);
    assert.equal(real.code, 0);
    assert.ok(
      real.stdout.startsWith(
        `PATCH https://graph.microsoft.us/beta/users/${SAMPLE_USER}/onlineMeetings/${SAMPLE_MEETING_ID}/virtualAppointment HTTP/1.1\n`,
      ),
    );
  });

  const conditions: readonly (readonly [option: string, header: string | undefined])[] = [
    ['auto', '<tag>'],
    ['require', '<tag>'],
    ['none', undefined],
    ['*', '*'],
    ['W/"A=="', 'W/"A=="'],
    ['"strong"', '"strong"'],
  ];
  for (const [option, header] of conditions) {
    it(`--if-match ${option} beats the file's $ifMatch`, async () => {
      const file = await shell.payload({ $ifMatch: 'W/"of the file"'.replaceAll(' ', '-') });
      const { stdout } = await shell.run(['preview', file, '--if-match', option, '--format', 'json']);
      assert.equal(
        (JSON.parse(stdout) as Preview).headers['If-Match']?.replace(TAG_TO_COME, '<tag>'),
        header,
      );
    });
  }

  it('reads standard input', async () => {
    const { code, stdout } = await shell.run(['preview', '-', '--format', 'json'], { stdin: PAYLOAD });
    assert.equal(code, 0);
    assert.equal((JSON.parse(stdout) as Preview).body, BODY);
  });

  it('comments and trailing commas are named and left out', async () => {
    const file = await shell.write('a.vappt.json', '{ "settings": null, /* x */ }');
    const args = ['preview', file, '--meeting', 'm', '--format', 'json'];
    const { code, stdout, stderr } = await shell.run(args);
    assert.equal(code, 0);
    assert.deepEqual(JSON.parse((JSON.parse(stdout) as Preview).body), { settings: null });
    assert.match(stderr, /^a\.vappt\.json:1:19: warning: .+\na\.vappt\.json:1:21: warning: .+\n$/);
  });

  it('regression: CR as the only line break is white space, not an escape', async () => {
    const file = await shell.write('a.vappt.json', '{ "externalAppointmentId":\r"1" }');
    const { stdout } = await shell.run(['preview', file, '--meeting', 'm']);
    const body = stdout.slice(stdout.indexOf('\n\n') + 2);
    assert.deepEqual(JSON.parse(body), { externalAppointmentId: '1' });
  });

  it('errors in the file → 1, no preview', async () => {
    const file = await shell.payload({ $nope: 1 });
    const { code, stdout, stderr } = await shell.run(['preview', file]);
    assert.deepEqual({ code, stdout }, { code: 1, stdout: '' });
    assert.match(stderr, /error: There is no directive "\$nope"/);
  });

  it('regression: a refused preview does not speak of sending', async () => {
    const { stderr } = await shell.run(['preview', await shell.payload({ $nope: 1 })]);
    assert.doesNotMatch(stderr, /not sent/);
  });

  it('no meeting → 2', async () => {
    const file = await shell.write('a.vappt.json', '{ "settings": null }');
    assertWrongUse(await shell.run(['preview', file]), /Write its id in "\$meeting", or use --meeting ID\./);
  });
});

const SAMPLE_USER = '3f2a4c6e-0000-4000-8000-000000000001';
