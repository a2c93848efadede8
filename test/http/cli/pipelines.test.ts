import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { useShell } from './support';

const run = promisify(execFile);
const ROOT = path.join(import.meta.dirname, '../../..');

/** The commands of docs/pipelines.md that send, carried out as they stand there but for the cloud. */
(process.platform === 'win32' ? describe.skip : describe)('docs: pipelines', () => {
  const shell = useShell();

  async function script(index: number, origin: string): Promise<{ code: number; stderr: string }> {
    const page = await readFile(path.join(ROOT, 'docs/pipelines.md'), 'utf8');
    const commands = [...page.matchAll(/^(?: +run: )?(vappt send payloads\/ --cloud global .+)$/gm)].map(
      ([, command = '']) => command.replace('--cloud global', `--endpoint ${origin}`),
    );
    assert.equal(commands.length, 2);
    const bin = path.join(shell.folder, 'bin');
    await mkdir(bin, { recursive: true });
    const cli = path.join(ROOT, 'dist/cli.js');
    await writeFile(path.join(bin, 'vappt'), `#!/bin/sh\nexec "${process.execPath}" "${cli}" "$@"\n`, {
      mode: 0o755,
    });
    const env = { PATH: `${bin}:${process.env['PATH'] ?? ''}`, HOME: shell.folder };
    return await run('sh', ['-c', commands[index] ?? ''], { cwd: shell.folder, env }).then(
      ({ stderr }) => ({ code: 0, stderr }),
      (error: unknown) => error as { code: number; stderr: string },
    );
  }

  it('keeps bases between runs: merges what others did, and stops at what collides', async () => {
    const emulator = await shell.emulator();
    await mkdir(path.join(shell.folder, 'payloads'), { recursive: true });
    const meetings = ['a', 'b'].map(() => emulator.addMeeting({ appointment: true }).id);
    const write = async (name: string, index: number, value: string): Promise<void> => {
      const content = { $meeting: meetings[index], externalAppointmentId: value };
      await shell.write(`payloads/${name}.vappt.json`, JSON.stringify(content, null, 2));
    };
    const values = (): unknown[] =>
      meetings.map((id) => {
        const found = emulator.state().meetings.find((meeting) => meeting.id === id);
        const entity = found?.appointment?.entity;
        return [entity?.externalAppointmentId, entity?.externalAppointmentUrl];
      });
    const [first, second] = meetings as [string, string];
    await write('a', 0, 'a1');
    await write('b', 1, 'b1');
    const begin = await script(0, emulator.origin);
    assert.equal(begin.code, 0, begin.stderr);

    emulator.touch({ meetingId: first, changes: { externalAppointmentUrl: 'https://example.com/theirs' } });
    await write('a', 0, 'a2');
    const merged = await script(0, emulator.origin);
    assert.equal(merged.code, 0, merged.stderr);
    assert.deepEqual(values()[0], ['a2', 'https://example.com/theirs']);

    emulator.touch({ meetingId: second, changes: { externalAppointmentId: 'theirs' } });
    await write('b', 1, 'b2');
    assert.equal((await script(0, emulator.origin)).code, 3);
    assert.equal((values()[1] as unknown[])[0], 'theirs');

    const all = await script(1, emulator.origin);
    assert.equal(all.code, 0, all.stderr);
    assert.match(
      await readFile(path.join(shell.folder, 'results.xml'), 'utf8'),
      /<testsuite name="vappt send"/,
    );
    assert.equal((values()[1] as unknown[])[0], 'b2');
  });
});
