import assert from 'node:assert/strict';
import { SAMPLE_MEETING_ID, type EmulatorState, type LogEntry } from '../../../src/emulator';
import { APPOINTMENT_PATH, graphCalls, sampleAppointment, useShell } from './support';
import { resultOf } from './sendResult';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

describe('cli: send', () => {
  const shell = useShell();

  it('the story of one appointment: fetch, send on its tag, send again on the spent tag', async () => {
    const { origin } = await shell.emulatorProcess();
    const file = await shell.payload({ externalAppointmentId: 'ext-2' });
    const read = async <Answer>(path: string): Promise<Answer> =>
      (await (await fetch(`${origin}/_emulator/${path}`)).json()) as Answer;
    const stored = async (): Promise<unknown> =>
      (await read<EmulatorState>('state')).meetings[0]?.appointment;

    const fetched = await shell.runProcess(['fetch', file, '--format', 'json']);
    assert.equal(fetched.code, 0);
    await shell.write('base.json', fetched.stdout);
    const { etag } = JSON.parse(fetched.stdout) as { etag: string };

    const first = await shell.runProcess(['send', file, '--base', 'base.json']);
    assert.deepEqual({ code: first.code, stderr: first.stderr }, { code: 0, stderr: '' });
    assert.match(first.stdout, /204 No Content: saved/);
    assert.match(first.stdout, /EMULATOR at/);
    assert.ok(first.stdout.includes(etag));

    const before = await stored();
    const other = await shell.payload({ externalAppointmentId: 'ext-3' }, 'other.vappt.json');
    for (const condition of [
      ['--base', 'base.json'],
      ['--if-match', etag],
    ]) {
      const again = await shell.runProcess(['send', other, ...condition]);
      assert.equal(again.code, 3);
      assert.equal(again.stderr, '');
      assert.match(again.stdout, /^ {2}Next: Send again with /m);
      assert.match(
        again.stdout,
        /412 Precondition Failed: (?:somebody else changed the appointment first|the server has another tag)/,
      );
      assert.match(again.stdout, /Nothing was written/);
      assert.deepEqual(await stored(), before);
    }
    const same = await shell.runProcess(['send', file, '--base', 'base.json']);
    assert.deepEqual({ code: same.code, stderr: same.stderr }, { code: 3, stderr: '' });
    assert.match(same.stdout, /412 Precondition Failed: the server has it already/);

    const next = JSON.parse((await shell.runProcess(['fetch', file, '--format', 'json'])).stdout) as {
      etag: string;
    };
    assert.notEqual(next.etag, etag);
    const second = await shell.runProcess(['send', file, '--if-match', next.etag, '--format', 'json']);
    assert.equal(second.code, 0);
    const patches = (await read<LogEntry[]>('log')).filter(({ method }) => method === 'PATCH');
    assert.deepEqual(
      patches.map(({ status, headers }) => [status, headers['if-match']]),
      [
        [204, etag],
        [412, etag],
        [412, etag],
        [412, etag],
        [204, next.etag],
      ],
    );
  });

  it('JSON of a saved send has every key', async () => {
    const emulator = await shell.emulator();
    const { etag: before } = sampleAppointment(emulator);
    const file = await shell.payload();
    const exit = await shell.run(['send', file, '--endpoint', emulator.origin, '--format', 'json']);
    const { requestId, clientRequestId, durationMs, ...rest } = resultOf(exit);
    assert.deepEqual(rest, {
      file,
      outcome: 'updated',
      method: 'PATCH',
      url: emulator.origin + APPOINTMENT_PATH,
      status: 204,
      etagSent: before,
      etagNow: sampleAppointment(emulator).etag,
      merged: [],
      attempts: 1,
      error: null,
    });
    assert.match(requestId ?? '', UUID);
    assert.match(clientRequestId ?? '', UUID);
    assert.ok(Number.isInteger(durationMs));
    assert.deepEqual({ code: exit.code, stderr: exit.stderr }, { code: 0, stderr: '' });
    const patch = emulator.log().find(({ method }) => method === 'PATCH');
    assert.equal(patch?.headers['client-request-id'], clientRequestId);
    assert.equal(patch.requestId, requestId);
  });

  it('JSON of a conflict has the tag of now and what the service says', async () => {
    const emulator = await shell.emulator();
    const { etagBefore, etagAfter } = emulator.touch();
    const file = await shell.payload();
    const args = ['send', file, '--endpoint', emulator.origin, '--if-match', String(etagBefore)];
    const exit = await shell.run([...args, '--format', 'json']);
    const { outcome, status, etagSent, etagNow, error } = resultOf(exit);
    assert.deepEqual(
      { code: exit.code, outcome, status, etagSent, etagNow, error },
      {
        code: 3,
        outcome: 'conflict',
        status: 412,
        etagSent: etagBefore,
        etagNow: etagAfter,
        error: { code: 'resourceModified', message: "ETag does not match current item's value" },
      },
    );
  });

  it('a conflict on a base names the properties that changed, without their values', async () => {
    const emulator = await shell.emulator();
    const file = await shell.payload();
    const at = ['--endpoint', emulator.origin];
    await shell.write('base.json', (await shell.run(['fetch', file, ...at, '--format', 'json'])).stdout);
    emulator.touch({ changes: { appointmentClients: [{ displayName: 'Somebody Else' }] } });
    const { code, stdout } = await shell.run(['send', file, ...at, '--base', 'base.json']);
    assert.equal(code, 3);
    assert.match(stdout, /Changed on the server since .+ UTC: appointmentClients\[0\]\.displayName, /);
    assert.doesNotMatch(stdout, /Somebody Else|Client A|example\.com/);
  });

  it('sends what the file says, token for token, without its directives', async () => {
    const emulator = await shell.emulator();
    const body = [
      '"settings": null',
      '"externalAppointmentId": "\\u0041\\/\\ud83d\\ude00 12345678901234567890"',
      '"appointmentClients": []',
      '"externalAppointmentUrl": null',
      '"x@odata.big": 12345678901234567890.10e-2',
    ];
    const [first, second, ...others] = body;
    const text = `\ufeff{\r\n  "$user": "me",\r\n  ${first}, // note\r\n  "$meeting": "${SAMPLE_MEETING_ID}",\r\n  ${[second, ...others].join(',\r\n  ')},\r\n}\r\n`;
    const file = await shell.write('a.vappt.json', text);
    await shell.run(['send', file, '--endpoint', emulator.origin, '--if-match', 'none']);
    const patch = emulator.log().find(({ method }) => method === 'PATCH');
    assert.equal(patch?.body, `{\n  ${body.join(',\n  ')}\n}`);
    assert.equal(patch.headers['content-type'], 'application/json');
  });

  it('an empty payload is an empty object', async () => {
    const emulator = await shell.emulator();
    const file = await shell.payload({});
    const { code, stdout } = await shell.run(['send', file, '--endpoint', emulator.origin]);
    assert.equal(code, 0, stdout);
    assert.equal(emulator.log().find(({ method }) => method === 'PATCH')?.body, '{}');
  });

  it('reads standard input', async () => {
    const emulator = await shell.emulator();
    const stdin = '{ "externalAppointmentId": "piped" }';
    const args = ['send', '-', '--meeting', SAMPLE_MEETING_ID, '--endpoint', emulator.origin];
    const exit = await shell.run([...args, '--format', 'json'], { stdin });
    assert.equal(exit.code, 0);
    assert.equal(resultOf(exit).file, '-');
    assert.equal(sampleAppointment(emulator).entity['externalAppointmentId'], 'piped');
  });

  it('errors in the file → 1: nothing is sent, the result says invalid, the reasons are notes', async () => {
    const emulator = await shell.emulator();
    const file = await shell.payload({ $nope: 1 });
    const args = ['send', file, '--endpoint', emulator.origin];
    const json = await shell.run([...args, '--format', 'json']);
    assert.deepEqual(resultOf(json), {
      file,
      outcome: 'invalid',
      method: 'PATCH',
      url: null,
      status: null,
      etagSent: null,
      etagNow: null,
      merged: [],
      requestId: null,
      clientRequestId: null,
      attempts: 0,
      durationMs: 0,
      error: null,
    });
    const text = await shell.run(args);
    assert.equal(text.stdout, '');
    for (const { code, stderr } of [json, text]) {
      assert.equal(code, 1);
      assert.match(
        stderr,
        /^a\.vappt\.json:3:3: error: .+\na\.vappt\.json: not \w+, because of an error\.\n$/,
      );
    }
    assert.deepEqual(emulator.log(), []);
  });

  it('warnings are notes, and the file is sent', async () => {
    const emulator = await shell.emulator();
    const file = await shell.write('a.vappt.json', '{ "settings": null, }');
    const args = ['send', file, '--meeting', SAMPLE_MEETING_ID, '--endpoint', emulator.origin];
    const exit = await shell.run([...args, '--format', 'json']);
    assert.equal(exit.code, 0);
    assert.equal(resultOf(exit).outcome, 'updated');
    assert.match(exit.stderr, /^a\.vappt\.json:1:19: warning: .+ \(trailing-comma\)\n$/);
  });

  it('a 400 → 4 with the words of the service; nothing is written', async () => {
    const emulator = await shell.emulator();
    const before = sampleAppointment(emulator);
    const file = await shell.payload({ nosuch: 1 });
    const exit = await shell.run(['send', file, '--endpoint', emulator.origin, '--format', 'json']);
    const { outcome, status, error } = resultOf(exit);
    assert.deepEqual({ code: exit.code, outcome, status }, { code: 4, outcome: 'rejected', status: 400 });
    assert.ok(error !== null && error.message.includes('nosuch'));
    assert.deepEqual(sampleAppointment(emulator), before);
  });

  it('a read that fails ends an automatic send: no PATCH', async () => {
    const emulator = await shell.emulator();
    const file = await shell.payload({ $meeting: 'nope' });
    const exit = await shell.run(['send', file, '--endpoint', emulator.origin, '--format', 'json']);
    assert.deepEqual({ code: exit.code, outcome: resultOf(exit).outcome }, { code: 4, outcome: 'notFound' });
    assert.deepEqual(
      graphCalls(emulator).map(({ method }) => method),
      ['GET'],
    );
  });

  it('regression: the report does not say that a tag was stored, because none was', async () => {
    const emulator = await shell.emulator();
    const { stdout } = await shell.run(['send', await shell.payload(), '--endpoint', emulator.origin]);
    assert.doesNotMatch(stdout, /new tag is stored/);
  });
});
