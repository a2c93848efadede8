import assert from 'node:assert/strict';
import { answer, FAKE_TOKEN, graphError, onPatch } from '../../support/fakeEmulator';
import { assertHarmless, assertNoStackTrace, useShell } from './support';

describe('cli: texts of others', () => {
  const shell = useShell();

  const ESCAPES =
    '\u001b]0;owned\u0007\u001b[2J\r::error::owned\n::error::owned\u2028##[error]owned\u202e\u009b31m';
  const said: readonly (readonly [name: string, status: number, body: unknown])[] = [
    ['a message', 400, graphError('BadRequest', ESCAPES)],
    ['a code', 400, graphError(ESCAPES, 'no')],
    ['an inner code', 400, { error: { code: 'a', message: 'b', innerError: { code: ESCAPES } } }],
    [
      'request ids and dates',
      403,
      { error: { code: 'a', message: 'b', innerError: { 'request-id': ESCAPES, date: ESCAPES } } },
    ],
    ['a page', 502, `<html>${ESCAPES}</html>`],
    ['a code alone', 418, graphError('::error::owned', '')],
  ];
  for (const format of ['text', 'json']) {
    for (const [name, status, body] of said) {
      it(`in ${name} is harmless (${format})`, async () => {
        const fake = await shell.fakeEmulator(
          onPatch((_request, response) => {
            answer(response, status, body);
          }),
        );
        const file = await shell.payload();
        const args = ['send', file, '--endpoint', fake.origin, '--format', format];
        const exit = await shell.run(args);
        assert.ok(exit.code === 4 || exit.code === 5);
        assertHarmless(exit);
        assertNoStackTrace(exit);
      });
    }

    it(`in an appointment is harmless (${format})`, async () => {
      const fake = await shell.fakeEmulator((_request, response) => {
        answer(response, 200, { id: ESCAPES, [ESCAPES]: ESCAPES }, { etag: 'W/"A=="' });
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
      assert.equal(exit.code, 0);
      assertHarmless(exit);
      const printed = JSON.parse(exit.stdout) as Record<string, unknown>;
      const appointment = format === 'json' ? printed['appointment'] : printed;
      assert.deepEqual(appointment, { id: ESCAPES, [ESCAPES]: ESCAPES });
    });

    it(`regression: in the tag of a body is harmless (${format})`, async () => {
      const fake = await shell.fakeEmulator((_request, response) => {
        answer(response, 200, { '@odata.etag': ESCAPES, id: 'i' });
      });
      assertHarmless(
        await shell.run(['fetch', '--meeting', 'm', '--endpoint', fake.origin, '--format', format]),
      );
    });
  }

  it('regression: in the name of a property that changed is harmless', async () => {
    let reads = 0;
    const fake = await shell.fakeEmulator((request, response) => {
      if (request.method === 'GET')
        answer(response, 200, { [`x${ESCAPES}`]: ++reads }, { etag: `W/"${reads}"` });
      else answer(response, 204);
    });
    const exit = await shell.run(['send', await shell.payload(), '--endpoint', fake.origin]);
    assert.match(exit.stdout, /something else than expected/);
    assertHarmless(exit);
  });

  it('regression: a name in the file cannot begin a line either', async () => {
    const emulator = await shell.emulator();
    const file = await shell.payload({ 'x\n::error::owned': 1 });
    const exit = await shell.run(['send', file, '--endpoint', emulator.origin]);
    assert.equal(exit.code, 4);
    assertHarmless(exit);
  });

  it('does not repeat a client’s data, a token or an address', async () => {
    const message = `Client Zoe (zoe@example.com, +12025550177) is unknown. Bearer ${FAKE_TOKEN} eyJabc.def.ghi`;
    const fake = await shell.fakeEmulator(
      onPatch((_request, response) => {
        answer(response, 400, graphError('BadRequest', message));
      }),
    );
    const client = {
      displayName: 'Zoe',
      emailAddress: 'zoe@example.com',
      smsCapablePhoneNumber: '+12025550177',
    };
    const file = await shell.payload({ appointmentClients: [client] });
    for (const format of ['text', 'json']) {
      const { stdout, stderr } = await shell.run([
        'send',
        file,
        '--endpoint',
        fake.origin,
        '--format',
        format,
      ]);
      assert.doesNotMatch(stdout + stderr, /Zoe|zoe@|\+1202|vappt-emulator-token|eyJ/);
    }
  });
});
