import assert from 'node:assert/strict';
import { SAMPLE_MEETING_ID, type LogEntry } from '../../../src/emulator';
import { answer, FAKE_TOKEN, graphError, onPatch, type Handler } from '../../support/fakeEmulator';
import { assertHarmless, assertNoStackTrace, assertWrongUse, graphCalls, useShell } from './support';
import { resultOf } from './sendResult';

const WARNED = `{ "$meeting": "${SAMPLE_MEETING_ID}", "externalAppointmentId": "ext-2", }`;
const CLIENT = { displayName: 'Zoe', emailAddress: 'zoe@example.com', smsCapablePhoneNumber: '+12025550177' };

/** Asks to wait, so many times, and then does as it is told. */
function throttledPatches(times: number, retryAfter: string, onWait?: () => void): Handler {
  let left = times;
  return onPatch((_request, response) => {
    if (left-- > 0) {
      if (onWait !== undefined) response.on('finish', onWait);
      answer(response, 429, graphError('TooManyRequests', 'slow down'), { 'retry-after': retryAfter });
    } else answer(response, 204);
  });
}

describe('cli: notes', () => {
  const shell = useShell();

  describe('--quiet', () => {
    const commands: readonly (readonly string[])[] = [
      ['send', '--if-match', 'none'],
      ['fetch'],
      ['fetch', '--format', 'json'],
      ['join-link'],
    ];
    for (const [command = '', ...args] of commands) {
      it(`${[command, ...args].join(' ')} prints the same result, and nothing else`, async () => {
        const emulator = await shell.emulator();
        const file = await shell.payload();
        const run = (...more: string[]) =>
          shell.run([command, file, ...args, '--endpoint', emulator.origin, ...more]);
        const [quiet, plain] = [await run('--quiet'), await run()];
        assert.deepEqual({ code: quiet.code, stderr: quiet.stderr }, { code: 0, stderr: '' });
        assert.equal(shape(quiet.stdout), shape(plain.stdout));
      });
    }

    it('regression: warnings are notes: they are not printed', async () => {
      const emulator = await shell.emulator();
      const file = await shell.write('w.vappt.json', WARNED);
      for (const command of ['send', 'fetch', 'join-link']) {
        const { code, stderr } = await shell.run([command, file, '--endpoint', emulator.origin, '--quiet']);
        assert.deepEqual({ command, code, stderr }, { command, code: 0, stderr: '' });
      }
    });

    it('why nothing came of it is said all the same', async () => {
      const emulator = await shell.emulator();
      const at = ['--endpoint', emulator.origin, '--quiet'];
      for (const command of ['fetch', 'join-link']) {
        const { code, stdout, stderr } = await shell.run([command, '--meeting', 'nope', ...at]);
        assert.deepEqual({ code, stdout }, { code: 4, stdout: '' });
        assert.match(stderr, /404 Not Found/);
      }
      const { code, stderr } = await shell.run(['send', await shell.payload({ $nope: 1 }), ...at]);
      assert.equal(code, 1);
      assert.match(stderr, /error: There is no directive "\$nope"/);
    });

    it('does not go with --verbose → 2', async () => {
      const args = ['send', await shell.payload(), '--quiet', '--verbose'];
      assertWrongUse(await shell.run(args), /'--quiet' cannot be used with option '--verbose'/);
    });
  });

  describe('--verbose', () => {
    it('notes every request with the ids that the log of the server has', async () => {
      const emulator = await shell.emulator();
      const args = ['send', await shell.payload(), '--endpoint', emulator.origin, '--verbose'];
      const { code, stderr } = await shell.run([...args, '--format', 'json']);
      assert.equal(code, 0);
      const expected = emulator
        .log()
        .filter(({ path: asked }) => !asked.startsWith('/_emulator/'))
        .map(noted);
      assert.equal(expected.length, 3);
      assert.deepEqual(stderr.trimEnd().split('\n'), expected);
    });

    for (const command of ['fetch', 'create', 'join-link']) {
      it(`${command} has it too`, async () => {
        const emulator = await shell.emulator();
        const args = [command, await shell.payload(), '--endpoint', emulator.origin, '--verbose'];
        const { stderr } = await shell.run(args);
        const [first] = emulator.log().filter(({ path: asked }) => !asked.startsWith('/_emulator/'));
        assert.ok(first);
        assert.ok(stderr.includes(`${noted(first)}\n`), stderr);
      });
    }

    it('has neither tokens nor what is in the payload', async () => {
      const emulator = await shell.emulator();
      const { access_token: token } = emulator.issueToken();
      const file = await shell.payload({ appointmentClients: [CLIENT] });
      for (const condition of ['auto', 'none', '*', 'W/"old"']) {
        const args = ['send', file, '--endpoint', emulator.origin, '--if-match', condition, '--verbose'];
        const exit = await shell.run(args, { env: { VAPPT_TOKEN: token } });
        assert.match(exit.stderr, /^PATCH \d{3} client-request-id=/m);
        assert.doesNotMatch(exit.stdout + exit.stderr, /vappt-emulator-token|Bearer|Zoe|zoe@|\+1202/);
      }
    });

    it('what a server calls its request is cleaned', async () => {
      const fake = await shell.fakeEmulator((_request, response) => {
        answer(response, 403, graphError('x', 'y'), { 'request-id': `Bearer ${FAKE_TOKEN} zoe@example.com` });
      });
      const args = ['send', await shell.payload(), '--endpoint', fake.origin, '--verbose'];
      const exit = await shell.run(args);
      assertHarmless(exit);
      assert.doesNotMatch(exit.stdout + exit.stderr, /vappt-emulator-token|zoe@/);
    });

    it('a connection that is lost is noted with the id that support can look for', async () => {
      const fake = await shell.fakeEmulator(
        onPatch((_request, response) => {
          response.destroy();
        }),
      );
      const args = [
        'send',
        await shell.payload(),
        '--endpoint',
        fake.origin,
        '--verbose',
        '--format',
        'json',
      ];
      const exit = await shell.run(args);
      assertNoStackTrace(exit);
      const { clientRequestId } = resultOf(exit);
      assert.ok(
        exit.stderr.includes(`PATCH failed: NetworkError client-request-id=${String(clientRequestId)}\n`),
      );
    });
  });

  describe('a service that asks to wait', () => {
    it('for a second gets it; a note says so, and the result counts two attempts', async () => {
      const fake = await shell.fakeEmulator(throttledPatches(1, '1'));
      const args = ['send', await shell.payload(), '--endpoint', fake.origin, '--format', 'json'];
      const exit = await shell.run(args);
      const { outcome, attempts, durationMs } = resultOf(exit);
      assert.deepEqual({ code: exit.code, outcome, attempts }, { code: 0, outcome: 'updated', attempts: 2 });
      assert.ok(durationMs >= 990, `${durationMs} ms`);
      assert.equal(exit.stderr, 'The service asks to wait 1 s before the next try…\n');
    });

    it('with --quiet, waits without a word', async () => {
      const fake = await shell.fakeEmulator(throttledPatches(1, '1'));
      const args = ['send', await shell.payload(), '--endpoint', fake.origin, '--quiet', '--format', 'json'];
      const exit = await shell.run(args);
      assert.deepEqual([exit.code, resultOf(exit).attempts, exit.stderr], [0, 2, '']);
    });

    it('with --verbose, every attempt is noted with an id of its own', async () => {
      const fake = await shell.fakeEmulator(throttledPatches(1, '1'));
      const args = ['send', await shell.payload(), '--endpoint', fake.origin, '--verbose'];
      const { stderr } = await shell.run(args);
      const ids = [...stderr.matchAll(/^PATCH (\d+) client-request-id=(\S+)/gm)].map(([, status, id]) => [
        status,
        id,
      ]);
      const sent = fake.received.filter(({ method }) => method === 'PATCH');
      assert.deepEqual(
        ids,
        sent.map(({ headers }, index) => [['429', '204'][index], headers['client-request-id']]),
      );
      assert.equal(new Set(ids.map(([, id]) => id)).size, 2);
      assert.match(stderr, /asks to wait 1 s/);
    });

    it('the emulator’s own 429 is waited out too', async () => {
      const emulator = await shell.emulator({
        faults: { queue: [{ match: { method: 'PATCH' }, status: 429, retryAfter: 1 }] },
      });
      const exit = await shell.run(['send', await shell.payload(), '--endpoint', emulator.origin]);
      assert.equal(exit.code, 0, exit.stdout);
      assert.match(exit.stderr, /asks to wait 1 s/);
      assert.deepEqual(
        graphCalls(emulator).map(({ method, status }) => [method, status]),
        [
          ['GET', 200],
          ['PATCH', 429],
          ['PATCH', 204],
          ['GET', 200],
        ],
      );
    });

    it('for longer than five minutes is not waited for → 4, and the report says how long', async () => {
      const fake = await shell.fakeEmulator(throttledPatches(9, '301'));
      const exit = await shell.run(['send', await shell.payload(), '--endpoint', fake.origin]);
      assert.deepEqual({ code: exit.code, stderr: exit.stderr }, { code: 4, stderr: '' });
      assert.match(exit.stdout, /429 Too Many Requests: too many requests/);
      assert.match(exit.stdout, /Next: Wait 301 seconds, then try again\./);
      assert.equal(fake.received.filter(({ method }) => method === 'PATCH').length, 1);
    });

    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      it(`${signal} meanwhile → 130, nothing was written, and there is no second PATCH`, async () => {
        const fake = await shell.fakeEmulator(throttledPatches(9, '200'));
        const args = ['send', await shell.payload(), '--endpoint', fake.origin];
        const cli = shell.spawn(args);
        // The note comes when the wait begins.
        await new Promise((resolve) => cli.child.stderr.once('data', resolve));
        cli.kill(signal);
        const exit = await cli.exit;
        assertNoStackTrace(exit);
        assert.deepEqual([exit.code, exit.signal], [130, null]);
        assert.match(exit.stdout, /^Cancelled .*\n {2}Nothing was written\.$/m);
        assert.equal(fake.received.filter(({ method }) => method === 'PATCH').length, 1);
      });
    }

    it('a read waits in the same way', async () => {
      let left = 1;
      const fake = await shell.fakeEmulator((_request, response) => {
        if (left-- > 0) answer(response, 429, undefined, { 'retry-after': '1' });
        else answer(response, 200, { id: 'i' }, { etag: 'W/"A=="' });
      });
      const exit = await shell.run([
        'fetch',
        '--meeting',
        'm',
        '--endpoint',
        fake.origin,
        '--format',
        'json',
      ]);
      assert.equal(exit.code, 0);
      assert.match(exit.stderr, /asks to wait 1 s/);
    });
  });
});

/** The line of --verbose for a request that the emulator has answered. */
function noted({ method, status, headers, requestId }: LogEntry): string {
  return `${method} ${status ?? '-'} client-request-id=${headers['client-request-id'] ?? '-'} request-id=${requestId}`;
}

/** What is new with every run taken out. */
function shape(printed: string): string {
  return printed
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<id>')
    .replace(/W\/\\?"[^"\\]+\\?"/g, '<tag>')
    .replace(/\d+ ms/g, '<time>')
    .replace(/\w{3}, \d\d \w{3} \d{4} [\d:]{8} GMT|\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<date>');
}
