import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import {
  answer,
  FAKE_TOKEN,
  graphError,
  onPatch,
  type Handler,
  type Received,
} from '../../support/fakeEmulator';
import { resultOf } from './sendResult';
import { assertNoStackTrace, sampleAppointment, useShell } from './support';

/** A handler that leaves the request without an answer, and says when it has come. */
function hanging(): { handler: Handler; arrived: Promise<ServerResponse> } {
  let arrive: (response: ServerResponse) => void = () => undefined;
  const arrived = new Promise<ServerResponse>((resolve) => (arrive = resolve));
  return {
    handler: (_request, response) => {
      arrive(response);
    },
    arrived,
  };
}

const patches = (received: readonly Received[]): readonly Received[] =>
  received.filter(({ method }) => method === 'PATCH');

describe('cli: when the answer is late or lost', () => {
  const shell = useShell();

  describe('a connection that is lost', () => {
    it('after the PATCH went out → 5, outcome notApplied, one PATCH only', async () => {
      const fake = await shell.fakeEmulator(
        onPatch((_request, response) => {
          response.destroy();
        }),
      );
      const args = ['send', await shell.payload(), '--endpoint', fake.origin];
      const exit = await shell.run([...args, '--format', 'json']);
      const { outcome, status, attempts } = resultOf(exit);
      assert.deepEqual(
        { code: exit.code, outcome, status, attempts },
        { code: 5, outcome: 'notApplied', status: null, attempts: 1 },
      );
      assert.equal(patches(fake.received).length, 1);
      const report = await shell.run(args);
      assert.equal(report.code, 5);
      assert.match(report.stdout, /No answer: not saved/);
      assert.match(report.stdout, /Send again/);
      assert.equal(patches(fake.received).length, 2);
    });

    for (const [cut, code, outcome] of [
      ['before', 5, 'notApplied'],
      ['afterApply', 0, 'updated'],
      ['midBody', 0, 'updated'],
    ] as const) {
      it(`${cut}: read again → ${code}, outcome ${outcome}, and --save-base keeps what it is now`, async () => {
        const emulator = await shell.emulator({
          faults: { queue: [{ match: { method: 'PATCH' }, cut }] },
        });
        const at = ['--endpoint', emulator.origin, '--format', 'json'];
        const file = await shell.payload();
        const exit = await shell.run(['send', file, ...at, '--save-base', `${cut}.json`]);
        const result = resultOf(exit);
        assert.deepEqual(
          { code: exit.code, outcome: result.outcome, error: result.error?.code },
          { code, outcome, error: code === 0 ? undefined : outcome },
        );
        if (code !== 0) return;
        const next = await shell.run(['send', file, ...at, '--base', `${cut}.json`]);
        assert.equal(next.code, 0, next.stdout);
      });
    }

    it('and the read after it too → 5, outcome unknown', async () => {
      const emulator = await shell.emulator({
        faults: {
          queue: [
            { match: { method: 'PATCH' }, cut: 'afterApply' },
            { match: { method: 'GET' }, times: 9, status: 500 },
          ],
        },
      });
      const args = ['send', await shell.payload(), '--endpoint', emulator.origin, '--format', 'json'];
      const { etag } = sampleAppointment(emulator);
      const exit = await shell.run([...args, '--if-match', etag]);
      assert.deepEqual({ code: exit.code, outcome: resultOf(exit).outcome }, { code: 5, outcome: 'unknown' });
    });

    it('before the read was answered → 5, outcome unreachable, no PATCH', async () => {
      const fake = await shell.fakeEmulator((_request, response) => {
        response.destroy();
      });
      const exit = await shell.run([
        'send',
        await shell.payload(),
        '--endpoint',
        fake.origin,
        '--format',
        'json',
      ]);
      assert.deepEqual(
        { code: exit.code, outcome: resultOf(exit).outcome },
        { code: 5, outcome: 'unreachable' },
      );
      assert.deepEqual(patches(fake.received), []);
    });

    it('a 412 whose body breaks off is still a conflict → 3', async () => {
      const fake = await shell.fakeEmulator(
        onPatch((_request, response) => {
          response.writeHead(412, { 'content-length': '100' });
          response.write('{"err', () => response.destroy());
        }),
      );
      const { code } = await shell.run(['send', await shell.payload(), '--endpoint', fake.origin]);
      assert.equal(code, 3);
    });
  });

  describe('an answer that does not come, or not yet', () => {
    for (const limit of ['1', '1.001', '0.0015', '1e-9']) {
      it(`${limit === '1' ? '' : 'regression: '}--timeout ${limit} ends the wait → 5`, async () => {
        const { handler } = hanging();
        const fake = await shell.fakeEmulator(handler);
        // One request only, so that the limit meets the one that hangs.
        const args = ['send', await shell.payload(), '--endpoint', fake.origin, '--if-match', 'none'];
        const exit = await shell.run([...args, '--timeout', limit], { env: { VAPPT_TOKEN: FAKE_TOKEN } });
        assertNoStackTrace(exit);
        assert.equal(exit.code, 5);
        if (limit === '1') assert.match(exit.stdout, /The answer did not come in time/);
      });
    }

    it('that says when to ask again is asked again, and the wait is announced', async () => {
      let asked = 0;
      const fake = await shell.fakeEmulator(
        onPatch((_request, response) => {
          asked += 1;
          if (asked === 1) answer(response, 429, graphError('TooManyRequests', 'no'), { 'retry-after': '1' });
          else answer(response, 204);
        }),
      );
      const exit = await shell.run([
        'send',
        await shell.payload(),
        '--endpoint',
        fake.origin,
        '--format',
        'json',
      ]);
      const { outcome, attempts } = resultOf(exit);
      assert.deepEqual({ code: exit.code, outcome, attempts }, { code: 0, outcome: 'updated', attempts: 2 });
      assert.match(exit.stderr, /[Ww]ait/);
    });

    it('SIGINT during such a wait → 130', async () => {
      let answered: () => void = () => undefined;
      const wait = new Promise<void>((resolve) => (answered = resolve));
      const fake = await shell.fakeEmulator((_request, response) => {
        response.on('finish', answered);
        answer(response, 429, undefined, { 'retry-after': '200' });
      });
      const cli = shell.spawn(['send', await shell.payload(), '--endpoint', fake.origin]);
      await wait;
      cli.kill('SIGINT');
      assert.equal((await cli.exit).code, 130);
    });

    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      it(`${signal} during the PATCH → 130, and says that it may have been saved`, async () => {
        const { handler, arrived } = hanging();
        const fake = await shell.fakeEmulator(onPatch(handler));
        const cli = shell.spawn(['send', await shell.payload(), '--endpoint', fake.origin]);
        await arrived;
        cli.kill(signal);
        const exit = await cli.exit;
        assertNoStackTrace(exit);
        assert.deepEqual({ code: exit.code, signal: exit.signal }, { code: 130, signal: null });
        assert.match(exit.stdout, /Cancelled: it may have been saved/);
        assert.equal(patches(fake.received).length, 1);
      });
    }

    it('SIGINT during the read of a send → 130, nothing was written', async () => {
      const { handler, arrived } = hanging();
      const fake = await shell.fakeEmulator(handler);
      const cli = shell.spawn(['send', await shell.payload(), '--endpoint', fake.origin, '--format', 'json']);
      await arrived;
      cli.kill('SIGINT');
      const exit = await cli.exit;
      assert.deepEqual(
        { code: exit.code, outcome: resultOf(exit).outcome, error: resultOf(exit).error },
        {
          code: 130,
          outcome: 'cancelled',
          error: { code: 'cancelled', message: 'Nothing was written.' },
        },
      );
      assert.deepEqual(patches(fake.received), []);
    });

    it('SIGINT during the PATCH: JSON says that it was on its way', async () => {
      const { handler, arrived } = hanging();
      const fake = await shell.fakeEmulator(onPatch(handler));
      const cli = shell.spawn(['send', await shell.payload(), '--endpoint', fake.origin, '--format', 'json']);
      await arrived;
      cli.kill('SIGINT');
      assert.deepEqual(resultOf(await cli.exit).error, {
        code: 'cancelled',
        message: 'The request was already on its way when it was cancelled.',
      });
    });

    it('SIGINT while a token is asked for → 130', async () => {
      const { handler, arrived } = hanging();
      const fake = await shell.fakeServer(handler);
      const cli = shell.spawn(['fetch', '--meeting', 'm', '--endpoint', fake.origin]);
      await arrived;
      cli.kill('SIGINT');
      const exit = await cli.exit;
      assert.deepEqual({ code: exit.code, stdout: exit.stdout }, { code: 130, stdout: '' });
    });

    it('regression: SIGINT while the body of an answer is awaited → 130', async () => {
      let begin: () => void = () => undefined;
      const begun = new Promise<void>((resolve) => (begin = resolve));
      const fake = await shell.fakeEmulator((_request, response) => {
        response.writeHead(200, { 'content-type': 'application/json', etag: 'W/"A=="' });
        response.write('{', begin);
      });
      const cli = shell.spawn(['fetch', '--meeting', 'm', '--endpoint', fake.origin]);
      await begun;
      cli.kill('SIGINT');
      const { code } = await cli.exit;
      assert.equal(code, 130);
    });

    it('regression: SIGINT while standard input is awaited ends the command', async () => {
      const cli = shell.spawn(['validate', '-'], { stdin: null });
      // More than the pipe holds: once it is taken, the command is reading.
      await new Promise((resolve) => cli.child.stdin.write(' '.repeat(1024 * 1024), resolve));
      cli.kill('SIGINT');
      const exit = await cli.exit;
      assert.ok(exit.code === 130 || exit.signal === 'SIGINT');
    });
  });
});
