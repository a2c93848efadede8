import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { chmod, lstat, mkdir, readdir, readFile, rename, stat, symlink } from 'node:fs/promises';
import path from 'node:path';
import { once } from 'node:events';
import { SAMPLE_MEETING_ID, type EmulatorState, type LogEntry } from '../../../src/emulator';
import { makePipe } from '../../support/pipe';
import { assertNoStackTrace, assertWrongUse, useShell, type RunningEmulator } from './support';
import { resultOf } from './sendResult';

describe('cli: emulator with files', () => {
  const shell = useShell();
  const text = (name: string): Promise<string> => readFile(path.join(shell.folder, name), 'utf8');
  const stateIn = async (name: string): Promise<EmulatorState> =>
    JSON.parse(await text(name)) as EmulatorState;
  const read = async <Answer>({ origin }: RunningEmulator, what: string): Promise<Answer> =>
    (await (await fetch(`${origin}/_emulator/${what}`)).json()) as Answer;
  const stop = async ({ cli }: RunningEmulator, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> => {
    cli.kill(signal);
    await cli.exit;
  };
  const start = (...args: string[]): Promise<RunningEmulator> => shell.emulatorProcess({}, args);
  /** Starts what should be refused, and ends it where it was not. */
  const startWrong = async (...args: string[]) => {
    const cli = shell.spawn(['emulator', ...args]);
    await cli.firstLine().catch(() => undefined);
    cli.kill('SIGKILL');
    return cli.exit;
  };

  describe('--data', () => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      it(`what was sent is there after ${signal} and a restart, tag included`, async () => {
        const file = await shell.payload({ externalAppointmentId: `kept ${signal}` });
        const first = await start('--data', `${signal}.json`);
        const sent = resultOf(await shell.run(['send', file, '--format', 'json']));
        const before = await read<EmulatorState>(first, 'state');
        await stop(first, signal);
        assert.deepEqual(await stateIn(`${signal}.json`), before);

        const second = await start('--data', `${signal}.json`);
        assert.deepEqual(await read(second, 'state'), before);
        const exit = await shell.run(['send', file, '--if-match', String(sent.etagNow)]);
        assert.equal(exit.code, 0, exit.stdout);
      });
    }

    it('a base of before the restart is still good, and a spent one still is not', async () => {
      const file = await shell.payload();
      const first = await start('--data', 'based.json');
      await shell.write('spent.json', (await shell.run(['fetch', file, '--format', 'json'])).stdout);
      assert.equal(
        (await shell.run(['send', file, '--base', 'spent.json', '--save-base', 'good.json'])).code,
        0,
      );
      await stop(first);
      await start('--data', 'based.json');
      assert.equal((await shell.run(['send', file, '--base', 'spent.json'])).code, 3);
      assert.equal((await shell.run(['send', file, '--base', 'good.json'])).code, 0);
    });

    it('is written from the start, for its user only, with nothing unfinished beside it', async () => {
      await mkdir(path.join(shell.folder, 'data'));
      const emulator = await start('--data', 'data/state.json');
      assert.ok(existsSync(path.join(shell.folder, 'data/state.json')), 'not there when it listens');
      await stop(emulator);
      assert.equal((await stat(path.join(shell.folder, 'data/state.json'))).mode & 0o777, 0o600);
      assert.deepEqual(await readdir(path.join(shell.folder, 'data')), ['state.json']);
      assert.equal((await stateIn('data/state.json')).meetings[0]?.id, SAMPLE_MEETING_ID);
    });

    it('a burst of changes and an end at once: the file has the last', async () => {
      const emulator = await start('--data', 'burst.json');
      for (let index = 0; index < 30; index += 1)
        await fetch(`${emulator.origin}/_emulator/touch`, { method: 'POST', body: '{}' });
      const { changes } = await read<EmulatorState>(emulator, 'state');
      await stop(emulator);
      assert.equal((await stateIn('burst.json')).changes, changes);
    });

    it('what SIGKILL leaves is a whole state', async () => {
      const emulator = await start('--data', 'killed.json');
      await fetch(`${emulator.origin}/_emulator/touch`, { method: 'POST', body: '{}' });
      const touches = Array.from({ length: 20 }, () =>
        fetch(`${emulator.origin}/_emulator/touch`, { method: 'POST', body: '{}' }).catch(() => undefined),
      );
      await Promise.race(touches);
      await stop(emulator, 'SIGKILL');
      await Promise.all(touches);
      assert.equal((await stateIn('killed.json')).version, 1);
      // Its lock is left too, and keeps nobody out.
      assert.ok((await readdir(shell.folder)).includes('killed.json.lock'));
      const again = await start('--data', 'killed.json');
      assert.equal((await shell.run(['fetch', '--meeting', SAMPLE_MEETING_ID])).code, 0);
      await stop(again);
    });

    it('a state written by hand is completed', async () => {
      await shell.write('hand.json', '{ "version": 1, "meetings": [{ "id": "mine" }] }');
      await start('--data', 'hand.json');
      const created = await shell.run(['create', await shell.payload(), '--meeting', 'mine']);
      assert.equal(created.code, 0, created.stdout);
    });

    it('regression: a byte order mark is no reason to refuse it', async () => {
      await shell.write('bom.json', '\ufeff{ "version": 1, "meetings": [{ "id": "mine" }] }');
      const emulator = await start('--data', 'bom.json');
      assert.equal((await read<EmulatorState>(emulator, 'state')).meetings[0]?.id, 'mine');
    });

    const refused: readonly (readonly [name: string, content: string | Uint8Array, sentence: RegExp])[] = [
      [
        'half of a state',
        '{"version":1,"meet',
        /it is not JSON\. Move it away to start with a fresh state\./,
      ],
      ['nothing', '', /it is not JSON\. Move it away/],
      ['bytes', new Uint8Array([0xff, 0x00, 0x1b]), /it is not JSON\. Move it away/],
      ['a newer version', '{"version":2,"meetings":[],"more":{}}', /version 1 of its state/],
      ['no version', '{"meetings":[]}', /version/],
      ['a list', '[]', /must be a JSON object/],
      ['null', 'null', /data\.json/],
      ['a member of the wrong type', '{"version":1,"meetings":[{"id":5}]}', /'meetings\.0\.id'/],
      [
        'one meeting twice',
        '{"version":1,"meetings":[{"id":"a"},{"id":"a"}]}',
        /two meetings have the same id/,
      ],
      [
        'a tag that no header can carry',
        '{"version":1,"meetings":[{"id":"a","appointment":{"etag":"x\\r\\ny","entity":{"id":"b"}}}]}',
        /data\.json/,
      ],
    ];
    for (const [name, content, sentence] of refused) {
      it(`${name} in it → 2 with one sentence, and the file is left as it is`, async () => {
        await shell.write('data.json', content);
        const exit = await startWrong('--data', 'data.json');
        assertWrongUse(exit, sentence);
        assert.match(exit.stderr, /^error: .*data\.json.*\n$/);
        assert.deepEqual(
          new Uint8Array(await readFile(path.join(shell.folder, 'data.json'))),
          bytes(content),
        );
      });
    }

    it('a folder, or a path below a file → 2 with one sentence', async () => {
      await mkdir(path.join(shell.folder, 'a-folder'), { recursive: true });
      await shell.write('a-file', '');
      assertWrongUse(
        await startWrong('--data', 'a-folder'),
        /^error: Cannot keep the state in a-folder: it is a folder\. .+\n$/,
      );
      assertWrongUse(
        await startWrong('--data', 'a-file/state.json'),
        /^error: Cannot keep the state in a-file\/state\.json: .+\n$/,
      );
    });

    it('a folder that is not there → 2 with one sentence', async () => {
      assertWrongUse(
        await startWrong('--data', 'nosuch/state.json'),
        /^error: Cannot keep the state in nosuch\/state\.json: there is no such file or folder\. .+\n$/,
      );
    });

    it('a pipe → 2 with one sentence, and it stays', async function () {
      if (process.platform === 'win32') this.skip();
      const pipe = path.join(shell.folder, 'pipe');
      makePipe(pipe);
      assertWrongUse(
        await startWrong('--data', 'pipe'),
        /^error: Cannot keep the state in pipe: it is not a regular file\. .+\n$/,
      );
      assert.equal((await lstat(pipe)).isFIFO(), true);
    });

    it('through a link, the file that it leads to has the state, also one that is not there yet', async function () {
      if (process.platform === 'win32') this.skip();
      const link = path.join(shell.folder, 'link.json');
      await symlink('led-to.json', link);
      for (const run of ['first', 'second']) {
        const emulator = await start('--data', 'link.json');
        await fetch(`${emulator.origin}/_emulator/touch`, { method: 'POST', body: '{}' });
        const before = await read<EmulatorState>(emulator, 'state');
        await stop(emulator);
        assert.equal((await lstat(link)).isSymbolicLink(), true);
        assert.deepEqual(await stateIn('led-to.json'), before, run);
      }
    });

    it('a second emulator on it → 2, by whatever name; it says whose it is, and the file stays', async () => {
      const first = await start('--data', 'one.json');
      const names = ['one.json', path.join(shell.folder, 'one.json')];
      if (process.platform !== 'win32') {
        await symlink('one.json', path.join(shell.folder, 'other.json'));
        names.push('other.json');
      }
      const before = await read<EmulatorState>(first, 'state');
      for (const name of names) {
        const exit = await startWrong('--data', name);
        assertWrongUse(exit, /^error: Another emulator \(process \d+ on .+\) keeps its state in .+\n$/);
        assert.ok(exit.stderr.includes(`process ${first.cli.child.pid ?? ''} on`), exit.stderr);
      }
      await stop(first);
      assert.deepEqual(await stateIn('one.json'), before);
      await stop(await start('--data', 'one.json'));
    });

    it('where nothing can be written, it is what the emulator begins with', async function () {
      if (process.platform === 'win32' || process.getuid?.() === 0) this.skip();
      await mkdir(path.join(shell.folder, 'fixed'));
      await shell.write('fixed/state.json', '{ "version": 1, "meetings": [{ "id": "mine" }] }');
      await chmod(path.join(shell.folder, 'fixed'), 0o555);
      const emulator = await start('--data', 'fixed/state.json');
      assert.equal((await read<EmulatorState>(emulator, 'state')).meetings[0]?.id, 'mine');
      emulator.cli.kill('SIGTERM');
      const { code, stderr } = await emulator.cli.exit;
      await chmod(path.join(shell.folder, 'fixed'), 0o755);
      assert.equal(code, 0);
      assert.match(stderr, /^The state was not written to fixed\/state\.json: permission denied\.$/m);
    });

    it('one that does not start gives the file free again', async () => {
      const { port } = await start();
      assertWrongUse(await startWrong('--data', 'free.json', '--port', String(port)), /is in use/);
      await stop(await start('--data', 'free.json'));
      assert.deepEqual(
        (await readdir(shell.folder)).filter((name) => name.startsWith('free.')),
        ['free.json'],
      );
    });

    it('a folder that vanishes → each change is a note, and the emulator goes on', async () => {
      await mkdir(path.join(shell.folder, 'gone'));
      const emulator = await start('--data', 'gone/state.json');
      const { cli, origin } = emulator;
      // Moved away at once: what is deleted file by file can get another one meanwhile.
      await rename(path.join(shell.folder, 'gone'), path.join(shell.folder, 'elsewhere'));
      const noted = (async () => {
        while (!cli.stderr.includes('was not written')) await once(cli.child.stderr, 'data');
      })();
      const touched = await fetch(`${origin}/_emulator/touch`, { method: 'POST', body: '{}' });
      assert.equal(touched.status, 200);
      await noted;
      assert.match(cli.stderr, /^The state was not written to gone\/state\.json: .+\.$/m);
      cli.kill('SIGTERM');
      const exit = await cli.exit;
      assert.equal(exit.code, 0);
      assertNoStackTrace(exit);
    });
  });

  it('regression: a port in use leaves the --data file alone', async () => {
    const { port } = await start();
    await shell.write('mine.json', '{"version":1,"meetings":[]}');
    assertWrongUse(await startWrong('--data', 'mine.json', '--port', String(port)), /is in use/);
    assert.equal(await text('mine.json'), '{"version":1,"meetings":[]}');
  });

  describe('--faults', () => {
    it('are in force from the start, and used up', async () => {
      const faults = {
        queue: [{ match: { method: 'GET' }, status: 403, code: 'Nope', message: 'by order' }],
      };
      await shell.write('faults.json', JSON.stringify(faults));
      await start('--faults', 'faults.json');
      const args = ['fetch', '--meeting', SAMPLE_MEETING_ID];
      const first = await shell.runProcess(args);
      assert.equal(first.code, 4);
      assert.match(first.stderr, /Nope: by order/);
      assert.equal((await shell.runProcess(args)).code, 0);
    });

    it('go with --retired', async () => {
      await shell.write('faults.json', '{ "latencyMs": 1 }');
      await start('--faults', 'faults.json', '--retired');
      assert.equal((await shell.run(['fetch', '--meeting', SAMPLE_MEETING_ID])).code, 4);
    });

    const wrong: readonly (readonly [name: string, content: string, sentence: RegExp])[] = [
      ['no JSON', '{', /Cannot read faults\.json: it is not JSON\./],
      ['nothing', '', /Cannot read faults\.json: it is not JSON\./],
      ['an unknown member', '{"nosuch":1}', /'nosuch'/],
      ['a status that is none', '{"queue":[{"status":99}]}', /'queue\.0\.status'/],
      ['a text for a number', '{"latencyMs":"1"}', /'latencyMs'/],
      ['a text', '"retired"', /faults\.json cannot be used/],
    ];
    for (const [name, content, sentence] of wrong) {
      it(`with ${name} → 2 with one sentence`, async () => {
        await shell.write('faults.json', content);
        const exit = await startWrong('--faults', 'faults.json');
        assertWrongUse(exit, sentence);
        assert.match(exit.stderr, /^error: .+\n$/);
      });
    }

    for (const content of ['[]', '[{"status":429}]', 'null', '12', 'true']) {
      it(`regression: ${content} is not taken for "no faults" → 2`, async () => {
        await shell.write('faults.json', content);
        assertWrongUse(await startWrong('--faults', 'faults.json'), /faults\.json/);
      });
    }

    it('in a file that is missing or a folder → 2', async () => {
      assertWrongUse(
        await startWrong('--faults', 'nosuch.json'),
        /Cannot read nosuch\.json: there is no such file/,
      );
      assertWrongUse(await startWrong('--faults', '.'), /Cannot read \.: it is a folder/);
    });

    it('regression: that are wrong leave a good --data file alone', async () => {
      await shell.write('good.json', '{"version":1,"meetings":[]}');
      await shell.write('faults.json', '{"nosuch":1}');
      assertWrongUse(await startWrong('--data', 'good.json', '--faults', 'faults.json'), /'nosuch'/);
      assert.equal(await text('good.json'), '{"version":1,"meetings":[]}');
    });
  });

  describe('--retired', () => {
    for (const command of ['fetch', 'send']) {
      it(`${command} → 4, and says what is known and what is not`, async () => {
        const emulator = await start('--retired');
        const exit = await shell.run([command, await shell.payload()]);
        assertNoStackTrace(exit);
        assert.equal(exit.code, 4);
        const report = exit.stdout + exit.stderr;
        assert.match(report, /400 Bad Request: the resource is retired/);
        assert.match(report, /30 June 2023\. This is probably how a service without it answers/);
        assert.match(report, /Next: For join links use getVirtualAppointmentJoinWebUrl/);
        const calls = await read<LogEntry[]>(emulator, 'log');
        assert.deepEqual(
          calls.filter(({ path: asked }) => !asked.startsWith('/_')).map(({ method }) => method),
          ['GET'],
        );
      });
    }

    for (const condition of ['auto', 'none', '*']) {
      it(`send --if-match ${condition} --format json: outcome retired`, async () => {
        await start('--retired');
        const args = ['send', await shell.payload(), '--if-match', condition, '--format', 'json'];
        const exit = await shell.runProcess(args);
        const { outcome, status, error } = resultOf(exit);
        assert.deepEqual(
          { code: exit.code, outcome, status, error: error?.code },
          { code: 4, outcome: 'retired', status: 400, error: 'BadRequest' },
        );
      });
    }

    it('fetch --format json prints no result', async () => {
      await start('--retired');
      const exit = await shell.run(['fetch', await shell.payload(), '--format', 'json']);
      assert.deepEqual({ code: exit.code, stdout: exit.stdout }, { code: 4, stdout: '' });
    });
  });
});

function bytes(content: string | Uint8Array): Uint8Array {
  return typeof content === 'string' ? new TextEncoder().encode(content) : content;
}
