import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { SAMPLE_MEETING_ID, type Emulator } from '../../../src/emulator';
import { assertNoStackTrace, graphCalls, sampleAppointment, useShell } from './support';
import { resultOf } from './sendResult';

const CLIENT = { displayName: 'Zoe', emailAddress: 'zoe@example.com', smsCapablePhoneNumber: '+12025550177' };

describe('cli: create', () => {
  const shell = useShell();
  /** An emulator, and a meeting in it that has no appointment yet. */
  const withoutAppointment = async (): Promise<{ emulator: Emulator; meeting: string; path: string }> => {
    const emulator = await shell.emulator();
    const { id } = emulator.addMeeting({ subject: 'No appointment yet' });
    return { emulator, meeting: id, path: `/beta/me/onlineMeetings/${id}/virtualAppointment` };
  };
  const stored = (emulator: Emulator, meeting: string) =>
    emulator.state().meetings.find(({ id }) => id === meeting)?.appointment;

  it('201 → 0: one PUT of the body, and the report says created', async () => {
    const { emulator, meeting, path: appointment } = await withoutAppointment();
    const file = await shell.payload({ $meeting: meeting, externalAppointmentId: 'ext-9' });
    const { code, stdout, stderr } = await shell.run(['create', file, '--endpoint', emulator.origin]);
    assert.deepEqual({ code, stderr }, { code: 0, stderr: '' });
    assert.match(stdout, /^PUT \/beta\/me\/.+\n/);
    assert.match(stdout, /201 Created: created/);
    assert.match(stdout, /If-Match {2}none: a new appointment has no tag yet/);
    assert.deepEqual(graphCalls(emulator), [
      { method: 'GET', path: appointment, status: 404 },
      { method: 'PUT', path: appointment, status: 201 },
      { method: 'GET', path: appointment, status: 200 },
    ]);
    const put = emulator.log().find(({ method }) => method === 'PUT');
    assert.equal(put?.body, '{\n  "externalAppointmentId": "ext-9"\n}');
    assert.equal(put.headers['if-match'], undefined);
    assert.equal(stored(emulator, meeting)?.entity.externalAppointmentId, 'ext-9');
  });

  it('JSON has the shape of send’s', async () => {
    const { emulator, meeting, path: appointment } = await withoutAppointment();
    const at = ['--endpoint', emulator.origin, '--format', 'json'];
    const file = await shell.payload({ $meeting: meeting });
    const created = resultOf(await shell.run(['create', file, ...at]));
    const { requestId, clientRequestId, durationMs, ...rest } = created;
    assert.deepEqual(rest, {
      file,
      outcome: 'updated',
      method: 'PUT',
      url: emulator.origin + appointment,
      status: 201,
      etagSent: null,
      etagNow: stored(emulator, meeting)?.etag,
      merged: [],
      attempts: 1,
      error: null,
    });
    const put = emulator.log().find(({ method }) => method === 'PUT');
    assert.deepEqual([requestId, clientRequestId], [put?.requestId, put?.headers['client-request-id']]);
    assert.ok(Number.isInteger(durationMs));
    const sent = resultOf(await shell.run(['send', file, ...at]));
    assert.deepEqual(Object.keys(created), Object.keys(sent));
  });

  it('--save-base keeps what the next send needs, for its user only', async () => {
    const { emulator, meeting } = await withoutAppointment();
    const at = ['--endpoint', emulator.origin];
    const file = await shell.payload({ $meeting: meeting, appointmentClients: [CLIENT] });
    assert.equal((await shell.run(['create', file, ...at, '--save-base', 'new.json'])).code, 0);
    const base = JSON.parse(await readFile(path.join(shell.folder, 'new.json'), 'utf8')) as { etag: string };
    assert.equal(base.etag, stored(emulator, meeting)?.etag);
    const asked = emulator.log().length;
    const exit = await shell.run(['send', file, ...at, '--base', 'new.json', '--if-match', 'require']);
    assert.equal(exit.code, 0, exit.stdout);
    assert.deepEqual(
      emulator
        .log()
        .slice(asked)
        .filter(({ path: to }) => !to.startsWith('/_'))
        .map(({ method, headers }) => [method, headers['if-match']]),
      [
        ['PATCH', base.etag],
        ['GET', undefined],
      ],
    );
  });

  it('onto an existing appointment → 1 with our explanation; nothing is sent or changed', async () => {
    const emulator = await shell.emulator();
    const before = sampleAppointment(emulator);
    const args = ['create', await shell.payload(), '--endpoint', emulator.origin];
    const text = await shell.run([...args, '--save-base', 'refused.json']);
    assert.equal(text.code, 1);
    assertNoStackTrace(text);
    assert.match(text.stdout, /^Not sent/m);
    assert.match(text.stdout, /The meeting has an appointment already/);
    const json = await shell.run([...args, '--format', 'json']);
    const { outcome, method, error } = resultOf(json);
    assert.deepEqual(
      { code: json.code, outcome, method, error: error?.code },
      { code: 1, outcome: 'invalid', method: 'PUT', error: 'invalid' },
    );
    assert.deepEqual(
      graphCalls(emulator).filter((call) => call.method === 'PUT'),
      [],
    );
    assert.deepEqual(sampleAppointment(emulator), before);
    await assert.rejects(readFile(path.join(shell.folder, 'refused.json')), { code: 'ENOENT' });
  });

  it('for a meeting that is not there → 4, outcome notFound', async () => {
    const emulator = await shell.emulator();
    const args = ['create', await shell.payload(), '--meeting', 'nope', '--endpoint', emulator.origin];
    const exit = await shell.run([...args, '--format', 'json']);
    assert.deepEqual({ code: exit.code, outcome: resultOf(exit).outcome }, { code: 4, outcome: 'notFound' });
  });

  it('with no emulator running → 5 with the hint', async () => {
    const exit = await shell.run(['create', await shell.payload()]);
    assert.equal(exit.code, 5);
    assert.match(exit.stdout, /Start one in another shell with: vappt emulator/);
  });

  it('a connection lost after the PUT: read again, one PUT only → 0', async () => {
    const emulator = await shell.emulator({
      faults: { queue: [{ match: { method: 'PUT' }, cut: 'afterApply' }] },
    });
    const { id } = emulator.addMeeting({ subject: 'No appointment yet' });
    const file = await shell.payload({ $meeting: id });
    const exit = await shell.run(['create', file, '--endpoint', emulator.origin, '--format', 'json']);
    assert.deepEqual({ code: exit.code, outcome: resultOf(exit).outcome }, { code: 0, outcome: 'updated' });
    assert.equal(graphCalls(emulator).filter(({ method }) => method === 'PUT').length, 1);
  });

  it('a retired service → 4, outcome retired', async () => {
    const emulator = await shell.emulator({ faults: { retired: true } });
    const args = ['create', await shell.payload(), '--endpoint', emulator.origin, '--format', 'json'];
    const exit = await shell.run(args);
    assert.deepEqual({ code: exit.code, outcome: resultOf(exit).outcome }, { code: 4, outcome: 'retired' });
  });

  it('regression: a file with errors → 1, and the result names the method of create', async () => {
    const emulator = await shell.emulator();
    const file = await shell.payload({ $nope: 1 });
    const exit = await shell.run(['create', file, '--endpoint', emulator.origin, '--format', 'json']);
    const { outcome, method } = resultOf(exit);
    assert.deepEqual({ code: exit.code, outcome, method }, { code: 1, outcome: 'invalid', method: 'PUT' });
    assert.deepEqual(emulator.log(), []);
  });

  it('a client’s data is not in the report', async () => {
    const { emulator, meeting } = await withoutAppointment();
    const file = await shell.payload({ $meeting: meeting, appointmentClients: [CLIENT] });
    const { stdout, stderr } = await shell.run(['create', file, '--endpoint', emulator.origin, '--verbose']);
    assert.match(stdout, /appointmentClients/);
    assert.doesNotMatch(stdout + stderr, /Zoe|zoe@|\+1202/);
  });

  it('the sample meeting’s appointment can be created again once it is gone', async () => {
    const emulator = await shell.emulator();
    const state = emulator.state();
    emulator.replaceState({
      ...state,
      meetings: state.meetings.map((one) => ({ ...one, appointment: null })),
    });
    const exit = await shell.run(['create', await shell.payload(), '--endpoint', emulator.origin]);
    assert.equal(exit.code, 0, exit.stdout);
    assert.ok(stored(emulator, SAMPLE_MEETING_ID));
  });
});
