import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readdir, stat, writeFile } from 'node:fs/promises';
import { connect, createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { SAMPLE_MEETING_ID } from '../../../src/emulator';
import { findEmulator } from '../../../src/node/emulatorAnnouncement';
import { assertNoStackTrace, assertWrongUse, useShell } from './support';

describe('cli: emulator', () => {
  const shell = useShell();
  const announced = () => findEmulator({ XDG_RUNTIME_DIR: path.join(shell.folder, 'run') });

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    it(`says where it listens, and ends cleanly on ${signal}`, async () => {
      const { cli, origin, port } = await shell.emulatorProcess();
      const answered = await fetch(`${origin}/_emulator/state`);
      const announcement = await announced();
      assert.equal(announcement?.port, port);
      assert.equal(answered.headers.get('x-vappt-emulator-instance'), announcement.instanceId);
      cli.kill(signal);
      const exit = await cli.exit;
      assertNoStackTrace(exit);
      assert.deepEqual(
        { code: exit.code, signal: exit.signal, stdout: exit.stdout },
        { code: 0, signal: null, stdout: `Listening on ${origin}\n` },
      );
      assert.match(exit.stderr, /^EMULATOR: .+\n$/);
      assert.ok(exit.stderr.includes(SAMPLE_MEETING_ID));
      assert.equal(await announced(), undefined);
      await assert.rejects(fetch(origin));
    });
  }

  it('ends on SIGTERM although a connection is kept alive and a request hangs', async () => {
    const { cli, origin, port } = await shell.emulatorProcess();
    await fetch(`${origin}/_emulator/faults`, { method: 'PUT', body: '{"latencyMs":600000}' });
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    socket.write(`GET /beta/me/onlineMeetings HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`);
    // Answered only after the one that hangs has arrived.
    await fetch(`${origin}/_emulator/state`);
    const closed = once(socket, 'close');
    cli.kill('SIGTERM');
    assert.equal((await cli.exit).code, 0);
    await closed;
  });

  it('JSON: one line for a script', async () => {
    const cli = shell.spawn(['emulator', '--format', 'json']);
    const line = JSON.parse(await cli.firstLine()) as Record<string, unknown>;
    const { port, instanceId } = (await announced()) ?? {};
    assert.deepEqual(line, { url: `http://127.0.0.1:${port ?? ''}`, port, instanceId });
  });

  it('announces itself to its user only', async () => {
    await shell.emulatorProcess();
    const mode = async (file: string): Promise<string> => ((await stat(file)).mode & 0o777).toString(8);
    const [file = ''] = await readdir(shell.announcements);
    assert.equal(await mode(path.join(shell.announcements, file)), '600');
    assert.equal(await mode(shell.announcements), '700');
  });

  it('what one that was killed has left is cleared away', async () => {
    const first = await shell.emulatorProcess();
    first.cli.kill('SIGKILL');
    await first.cli.exit;
    assert.equal((await readdir(shell.announcements)).length, 1);
    assert.equal(await announced(), undefined);
    assert.deepEqual(await readdir(shell.announcements), []);
  });

  it('without XDG_RUNTIME_DIR, the commands still find each other', async () => {
    const env = { XDG_RUNTIME_DIR: undefined };
    const { origin } = await shell.emulatorProcess({ env });
    const { code } = await shell.runProcess(['fetch', await shell.payload()], { env });
    assert.equal(code, 0);
    assert.notDeepEqual(await (await fetch(`${origin}/_emulator/log`)).json(), []);
  });

  it('a second one takes the announcement over; the first one leaves it alone when it ends', async () => {
    const first = await shell.emulatorProcess();
    const second = await shell.emulatorProcess();
    assert.equal((await announced())?.port, second.port);
    first.cli.kill('SIGTERM');
    assert.equal((await first.cli.exit).code, 0);
    assert.equal((await announced())?.port, second.port);
    assert.equal((await shell.runProcess(['fetch', await shell.payload()])).code, 0);
  });

  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    it(`when the last one ends by ${signal}, the one before is found again`, async () => {
      const first = await shell.emulatorProcess();
      const second = await shell.emulatorProcess();
      second.cli.kill(signal);
      await second.cli.exit;
      assert.equal((await announced())?.port, first.port);
      assert.equal((await shell.run(['fetch', await shell.payload()])).code, 0);
    });
  }

  it('a port in use → 2 with one sentence, and an announcement stays', async () => {
    const { port } = await shell.emulatorProcess();
    const exit = await shell.runProcess(['emulator', '--port', String(port)]);
    assertWrongUse(exit, new RegExp(`^error: Port ${port} is in use\\. .+\\n$`));
    assert.equal((await announced())?.port, port);
  });

  it('takes the port it is given', async () => {
    const holder = createServer().listen(0, '127.0.0.1');
    await once(holder, 'listening');
    const { port } = holder.address() as AddressInfo;
    holder.close();
    await once(holder, 'close');
    const cli = shell.spawn(['emulator', '--port', String(port)]);
    assert.equal(await cli.firstLine(), `Listening on http://127.0.0.1:${port}`);
  });

  it('regression: a port that no client would talk to → 2, before anybody wonders', async () => {
    // https://fetch.spec.whatwg.org/#port-blocking
    const cli = shell.spawn(['emulator', '--port', '10080']);
    await cli.firstLine().catch(() => undefined);
    cli.kill('SIGKILL');
    assertWrongUse(await cli.exit, /10080/);
  });

  it('regression: a runtime folder that cannot be made → 2 with one sentence', async () => {
    await writeFile(path.join(shell.folder, 'file'), '');
    const env = { XDG_RUNTIME_DIR: path.join(shell.folder, 'file') };
    assertWrongUse(await shell.runProcess(['emulator'], { env }), /^error: .+\n$/);
  });

  it('a runtime folder that cannot be read → no emulator is found', async () => {
    await writeFile(path.join(shell.folder, 'file'), '');
    const env = { XDG_RUNTIME_DIR: path.join(shell.folder, 'file') };
    const exit = await shell.runProcess(['fetch', '--meeting', 'm'], { env });
    assertNoStackTrace(exit);
    assert.equal(exit.code, 5);
  });

  for (const command of [['emulator'], ['validate', '-'], ['--help']]) {
    it(`regression: vappt ${command.join(' ')} survives a reader that has gone`, async () => {
      const cli = shell.spawn(command, { stdin: '[' });
      cli.child.stdout.destroy();
      if (command[0] === 'emulator') {
        // It has noticed by the time that it writes its note.
        await Promise.race([once(cli.child.stderr, 'data'), cli.exit]);
        cli.kill('SIGTERM');
      }
      assertNoStackTrace(await cli.exit);
    });
  }
});
