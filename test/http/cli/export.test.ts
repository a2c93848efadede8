import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { SAMPLE_MEETING_ID } from '../../../src/emulator';
import { APPOINTMENT_PATH, assertHarmless, assertWrongUse, sampleAppointment, useShell } from './support';

const run = promisify(execFile);
const has = (program: string): boolean => spawnSync(program, ['--version']).status === 0;

/** What shells and curl itself may act on. */
const TEXTS: readonly (readonly [name: string, text: string])[] = [
  ['single quotes', `O'Neil 'x' '' '\\'' '"'"'`],
  ['double quotes', 'say "no" "$HOME"'],
  ['backslashes', 'C:\\new\\table\\ \\\\server\\$x \\'],
  ['line breaks and tabs', 'one\ntwo\r\n\tthree\\n'],
  ['a command substitution', '$(touch owned) $((1+1)) ${PATH}'],
  ['backticks', '`touch owned`'],
  ['emoji and other scripts', '😀👩‍👩‍👧 Zoë 東京'],
  ['exclamation marks', 'Hi! !! !x !-1 "!"'],
  ['what curl reads from files', '@/etc/passwd <x'],
  ['globs and braces', '{a,b} [1-3] * ? ~ # ; & | > <'],
  ['percent signs', '%s %d %% %n'],
];

(process.platform === 'win32' ? describe.skip : describe)('cli: export --as curl', () => {
  const shell = useShell();
  /** A folder with a `curl` that prints its arguments, each ended by NUL. */
  const stub = async (): Promise<string> => {
    const bin = path.join(shell.folder, 'bin');
    await mkdir(bin, { recursive: true });
    await writeFile(path.join(bin, 'curl'), '#!/bin/sh\nfor word; do printf "%s\\0" "$word"; done\n', {
      mode: 0o755,
    });
    return bin;
  };
  const argumentsOf = async (command: string, posixShell = 'sh'): Promise<string[]> => {
    const env = { PATH: `${await stub()}:${process.env['PATH'] ?? ''}`, TOKEN: 's3cret $x' };
    const { stdout } = await run(posixShell, ['-c', command], { env, cwd: shell.folder });
    return stdout.split('\0').slice(0, -1);
  };
  const exported = async (file: string, ...args: string[]): Promise<string> => {
    const exit = await shell.run(['export', file, '--as', 'curl', '--if-match', '*', ...args]);
    assert.equal(exit.code, 0, exit.stderr);
    return exit.stdout;
  };

  it('prints a command that asks for what send asks for', async () => {
    const emulator = await shell.emulator();
    const file = await shell.payload({ $acceptLanguage: 'en-GB, en;q=0.8', externalAppointmentId: 'ext-2' });
    assert.deepEqual(await argumentsOf(await exported(file, '--endpoint', emulator.origin)), [
      '--request',
      'PATCH',
      emulator.origin + APPOINTMENT_PATH,
      '--header',
      'Authorization: Bearer s3cret $x',
      '--header',
      'Accept: application/json',
      '--header',
      'Accept-Language: en-GB, en;q=0.8',
      '--header',
      'Content-Type: application/json',
      '--header',
      'If-Match: *',
      '--data-raw',
      '{\n  "externalAppointmentId": "ext-2"\n}',
    ]);
    assert.deepEqual(emulator.log(), []);
  });

  for (const posixShell of ['sh', 'bash', 'zsh', 'busybox'].filter((name) => name === 'sh' || has(name))) {
    for (const [name, text] of TEXTS) {
      it(`${name} survive ${posixShell}`, async () => {
        // As it is in the file, not as an escape.
        const file = await shell.write(
          'a.vappt.json',
          `{ "$meeting": "m", "externalAppointmentId": ${JSON.stringify(text)}, ${JSON.stringify(`x${text}`)}: 1 }`,
        );
        const command = await exported(file);
        const script = posixShell === 'busybox' ? `busybox sh -c ${quoted(command)}` : command;
        const words = await argumentsOf(script, posixShell === 'busybox' ? 'sh' : posixShell);
        const { body } = JSON.parse((await shell.run(['preview', file, '--format', 'json'])).stdout) as {
          body: string;
        };
        assert.equal(words.at(-1), body);
        assert.deepEqual(JSON.parse(words.at(-1) ?? ''), { externalAppointmentId: text, [`x${text}`]: 1 });
        await assert.rejects(run('ls', [path.join(shell.folder, 'owned')]));
      });
    }
  }

  it('a meeting id and a tag with quotes in them survive', async () => {
    const meeting = 'm\'$(touch_owned)`x`"é';
    const file = await shell.payload({ $meeting: meeting });
    const tag = `W/"it's\`x\`$(y)"`;
    const exit = await shell.run(['export', file, '--as', 'curl', '--if-match', tag]);
    assert.equal(exit.code, 0, exit.stderr);
    const words = await argumentsOf(exit.stdout);
    assert.ok(words.includes(`If-Match: ${tag}`), exit.stdout);
    assert.equal(decodeURIComponent(words[2]?.split('/')[6] ?? ''), meeting);
  });

  it('JSON holds the same command', async () => {
    const file = await shell.payload({ externalAppointmentId: `O'Neil\n"😀"` });
    const text = await exported(file);
    const json = await shell.run(['export', file, '--as', 'curl', '--if-match', '*', '--format', 'json']);
    assert.deepEqual(JSON.parse(json.stdout), { form: 'curl', content: text.trimEnd() });
  });

  it('never holds a token, and needs none', async () => {
    const file = await shell.payload();
    for (const cloud of ['emulator', 'global', 'china']) {
      const args = ['export', file, '--as', 'curl', '--cloud', cloud];
      const exit = await shell.run(args, { env: { VAPPT_TOKEN: 'opaque-secret' } });
      assert.equal(exit.code, 0);
      assert.doesNotMatch(exit.stdout + exit.stderr, /opaque-secret/);
      assert.match(exit.stdout, /Authorization: Bearer \$TOKEN"/);
    }
  });

  it('what moves the cursor is an escape, which means the same', async () => {
    const file = await shell.write(
      'a.vappt.json',
      '{ "externalAppointmentId": "a\u202eb\u2028c\u007f\u009b" }',
    );
    const exit = await shell.run(['export', file, '--as', 'curl', '--meeting', 'm', '--if-match', 'none']);
    assertHarmless(exit);
    const words = await argumentsOf(exit.stdout);
    assert.deepEqual(JSON.parse(words.at(-1) ?? ''), {
      externalAppointmentId: 'a\u202eb\u2028c\u007f\u009b',
    });
  });

  for (const [name, text] of TEXTS) {
    (has('curl') ? it : it.skip)(`really runs: curl saves ${name} as send would have`, async () => {
      const emulator = await shell.emulator();
      const file = await shell.payload({ externalAppointmentId: text });
      const { etag } = sampleAppointment(emulator);
      const args = ['export', file, '--as', 'curl', '--endpoint', emulator.origin, '--if-match', etag];
      const { stdout: command } = await shell.run(args);
      const script = `${command.trimEnd()} --silent --show-error --write-out '%{http_code}'`;
      const env = {
        PATH: process.env['PATH'],
        HOME: shell.folder,
        TOKEN: emulator.issueToken().access_token,
      };
      const { stdout } = await run('sh', ['-c', script], { env });
      assert.equal(stdout, '204');
      assert.equal(sampleAppointment(emulator).entity['externalAppointmentId'], text);
      assert.notEqual(sampleAppointment(emulator).etag, etag);
    });
  }

  it('regression: a tag that is still to be filled in is pointed out', async () => {
    const file = await shell.payload();
    const exit = await shell.run(['export', file, '--as', 'curl']);
    assert.match(exit.stdout, /If-Match: <tag of the read before it>/);
    assert.match(exit.stderr, /<tag of the read before it>/);
    const whole = ['export', file, '--as', 'curl', '--if-match', 'none'];
    assert.match(
      (await shell.run(whole)).stderr,
      /^The token .+ for a POST to http:\S+\/_emulator\/token\.\n$/,
    );
    assert.equal((await shell.run([...whole, '--cloud', 'global'])).stderr, '');

    const { origin } = await shell.emulator();
    const { stderr } = await shell.run([...whole, '--endpoint', origin]);
    const address = /http:\S+token/.exec(stderr)?.[0] ?? '';
    assert.match(await (await fetch(address, { method: 'POST' })).text(), /"access_token"/);
  });

  it('takes the tag of --base', async () => {
    const { origin } = await shell.emulator();
    const file = await shell.payload();
    const { stdout } = await shell.run(['fetch', file, '--endpoint', origin, '--format', 'json']);
    await shell.write('base.json', stdout);
    const as = ['export', file, '--endpoint', origin, '--as', 'http', '--base'];
    const { etag } = JSON.parse(stdout) as { etag: string };
    assert.ok((await shell.run([...as, 'base.json'])).stdout.includes(`If-Match: ${etag}\n`));
    assertWrongUse(await shell.run([...as, 'missing.json']), /missing\.json/);
  });

  it('errors in the file → 1; no meeting, no form or an unknown one → 2', async () => {
    const file = await shell.payload({ $nope: 1 });
    const { code, stdout } = await shell.run(['export', file, '--as', 'curl']);
    assert.deepEqual({ code, stdout }, { code: 1, stdout: '' });
    assertWrongUse(await shell.run(['export', await shell.payload()]), /--as <form>/);
    assertWrongUse(
      await shell.run(['export', await shell.payload(), '--as', 'smoke']),
      /Allowed choices are curl/,
    );
    const noMeeting = await shell.write('b.vappt.json', '{}');
    assertWrongUse(await shell.run(['export', noMeeting, '--as', 'curl']), /--meeting ID/);
    assertWrongUse(await shell.run(['export', 'nosuch', '--as', 'curl']), /there is no such file/);
  });

  it('an announced emulator is named, and not asked', async () => {
    const { origin } = await shell.emulatorProcess();
    assert.ok(
      (await exported(await shell.payload())).includes(
        `'${origin}/beta/me/onlineMeetings/${SAMPLE_MEETING_ID}`,
      ),
    );
    assert.deepEqual(await (await fetch(`${origin}/_emulator/log`)).json(), []);
  });
});

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'"'"'`)}'`;
}
