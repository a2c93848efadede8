import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import path from 'node:path';
import { SAMPLE_MEETING_ID } from '../../../src/emulator';
import { answer, FAKE_TOKEN, type Handler, type Received } from '../../support/fakeEmulator';
import { resultOf } from './sendResult';
import { assertNoStackTrace, useShell } from './support';

const HINT = /No emulator is running\. Start one in another shell with: vappt emulator/;

describe('cli: without an emulator', () => {
  const shell = useShell();

  describe('none is announced', () => {
    it('send → 5, and the report says how to start one', async () => {
      const exit = await shell.run(['send', await shell.payload()]);
      assertNoStackTrace(exit);
      assert.deepEqual({ code: exit.code, stderr: exit.stderr }, { code: 5, stderr: '' });
      assert.match(exit.stdout, HINT);
    });

    it('fetch → 5, nothing on standard output', async () => {
      const exit = await shell.run(['fetch', await shell.payload(), '--format', 'json']);
      assertNoStackTrace(exit);
      assert.deepEqual({ code: exit.code, stdout: exit.stdout }, { code: 5, stdout: '' });
      assert.match(exit.stderr, HINT);
    });

    it('regression: send --format json has no address where there is none', async () => {
      const exit = await shell.run(['send', await shell.payload(), '--format', 'json']);
      const { outcome, url, attempts } = resultOf(exit);
      assert.deepEqual(
        { code: exit.code, outcome, url, attempts },
        { code: 5, outcome: 'unreachable', url: null, attempts: 0 },
      );
    });

    it('regression: send --format json says why, too', async () => {
      const exit = await shell.run(['send', await shell.payload(), '--format', 'json']);
      assert.match(resultOf(exit).error?.message ?? exit.stderr, HINT);
    });

    it('nobody listens at --endpoint → 5', async () => {
      const emulator = await shell.emulator();
      const { origin } = emulator;
      await emulator.stop();
      const exit = await shell.run(['send', await shell.payload(), '--endpoint', origin, '--format', 'json']);
      const { outcome, error } = resultOf(exit);
      assert.deepEqual({ code: exit.code, outcome }, { code: 5, outcome: 'unreachable' });
      assert.ok(error?.message.startsWith(`No emulator answers at ${origin}.`), error?.message);
    });

    for (const { name, handler } of [
      { name: 'a web server', handler: answer404 },
      { name: 'a server that answers everything with 200', handler: answer200 },
      { name: 'a server with a token but no instance', handler: answerToken },
    ]) {
      it(`${name} at --endpoint gets no payload and no token → 5`, async () => {
        const other = await shell.fakeServer(handler);
        const exit = await shell.run(['send', await shell.payload(), '--endpoint', other.origin], {
          env: { VAPPT_TOKEN: 'not-the-emulators' },
        });
        assert.equal(exit.code, 5);
        assertOnlyAskedForToken(other.received);
      });
    }

    it('regression: a server at --endpoint that is no emulator is not called one that does not run', async () => {
      const other = await shell.fakeServer(answer404);
      const { stdout } = await shell.run(['send', await shell.payload(), '--endpoint', other.origin]);
      assert.doesNotMatch(stdout, /No emulator is running/);
    });
  });

  describe('a stale announcement', () => {
    /** Somebody else's process has the number of the one that was killed, too. Returns the file. */
    const announce = async (port: number): Promise<string> => {
      const { cli } = await shell.emulatorProcess();
      const [name = ''] = await readdir(shell.announcements);
      const file = path.join(shell.announcements, name);
      const announcement = JSON.parse(await readFile(file, 'utf8')) as object;
      cli.kill('SIGKILL');
      await cli.exit;
      await writeFile(file, JSON.stringify({ ...announcement, port, pid: process.pid }));
      return file;
    };

    it('of an emulator that was killed → 5 with the hint', async () => {
      const { cli } = await shell.emulatorProcess();
      cli.kill('SIGKILL');
      await cli.exit;
      const exit = await shell.run(['send', await shell.payload()]);
      assert.equal(exit.code, 5);
      assert.match(exit.stdout, HINT);
    });

    const others: readonly (readonly [name: string, handler: Handler])[] = [
      ['another server', answer404],
      ['a server that answers everything with 200', answer200],
      ['a server that gives out tokens', answerToken],
    ];
    for (const [name, handler] of others) {
      it(`whose port ${name} has by now → 5: it gets no token and no payload`, async () => {
        const other = await shell.fakeServer(handler);
        await announce(other.port);
        for (const command of ['send', 'fetch']) {
          const { code } = await shell.run([command, await shell.payload()], {
            env: { VAPPT_TOKEN: 'not-the-emulators' },
          });
          assert.equal(code, 5);
        }
        assertOnlyAskedForToken(other.received);
      });
    }

    it('whose port another emulator has by now → 5: it gets no payload', async () => {
      const other = await shell.emulator();
      await announce(other.port);
      const { code } = await shell.run(['send', await shell.payload()]);
      assert.equal(code, 5);
      assert.deepEqual(
        other.log().map(({ path }) => path),
        ['/_emulator/token'],
      );
    });

    it('regression: with a token of the emulator’s in VAPPT_TOKEN, the other server does not get it either', async () => {
      const other = await shell.fakeServer(answer200);
      await announce(other.port);
      const exit = await shell.run(['send', await shell.payload(), '--if-match', 'none'], {
        env: { VAPPT_TOKEN: 'vappt-emulator-token.secret' },
      });
      assertOnlyAskedForToken(other.received);
      assert.equal(exit.code, 5);
    });

    for (const text of [
      '',
      'null',
      '{',
      '{"port":"1"}',
      '{"port":-1,"instanceId":"x","pid":1}',
      '{"port":99999,"instanceId":"x","pid":1}',
      '{"port":1,"instanceId":"x"}',
    ]) {
      it(`that says ${JSON.stringify(text)} → 5 with the hint`, async () => {
        await writeFile(await announce(1), text);
        const exit = await shell.run(['send', await shell.payload()]);
        assertNoStackTrace(exit);
        assert.equal(exit.code, 5);
        assert.match(exit.stdout, HINT);
        const preview = await shell.run(['preview', await shell.payload()]);
        assertNoStackTrace(preview);
        assert.equal(preview.code, 0);
      });
    }
  });
});

function answer404(_request: Received, response: ServerResponse): void {
  answer(response, 404, 'not here');
}

function answer200(_request: Received, response: ServerResponse): void {
  answer(response, 200, {});
}

function answerToken(_request: Received, response: ServerResponse): void {
  answer(response, 200, { access_token: FAKE_TOKEN, token_type: 'Bearer', expires_in: 3600 });
}

/** A stranger may learn that somebody looked for an emulator, and nothing else. */
function assertOnlyAskedForToken(received: readonly Received[]): void {
  assert.notEqual(received.length, 0);
  for (const { path, headers, body } of received) {
    assert.deepEqual({ path, body }, { path: '/_emulator/token', body: '' });
    assert.equal(headers.authorization, undefined);
  }
  assert.doesNotMatch(
    JSON.stringify(received),
    new RegExp(`not-the-emulators|secret|ext-2|${SAMPLE_MEETING_ID}`),
  );
}
