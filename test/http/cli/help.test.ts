import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { assertNoStackTrace, assertWrongUse, useShell } from './support';

const COMMANDS = ['validate', 'preview', 'fetch', 'send', 'emulator'] as const;

describe('cli: help and wrong use', () => {
  const shell = useShell();

  for (const command of COMMANDS) {
    it(`${command} --help describes the command on standard output`, async () => {
      const exit = await shell.run([command, '--help']);
      assert.equal(exit.code, 0);
      assert.equal(exit.stderr, '');
      assert.match(exit.stdout, new RegExp(`^Usage: vappt ${command} `));
      assert.match(exit.stdout, /--format <format>/);
      assert.deepEqual(await shell.run(['help', command]), exit);
    });
  }

  it('--help names every command and every exit code', async () => {
    const { code, stdout, stderr } = await shell.run(['--help']);
    assert.deepEqual({ code, stderr }, { code: 0, stderr: '' });
    for (const command of COMMANDS) assert.match(stdout, new RegExp(`^  ${command} `, 'm'));
    const codes = stdout.slice(stdout.indexOf('Exit codes:')).match(/\d+(?= [a-z])/g);
    assert.deepEqual(codes, ['0', '1', '2', '3', '4', '5', '6', '130']);
  });

  it('--version prints the version alone', async () => {
    const manifest: unknown = JSON.parse(
      await readFile(path.join(import.meta.dirname, '../../../package.json'), 'utf8'),
    );
    const { version } = manifest as { version: string };
    const { code, stdout, stderr } = await shell.run(['--version']);
    assert.deepEqual({ code, stdout, stderr }, { code: 0, stdout: `${version}\n`, stderr: '' });
  });

  it('without a command, help goes to standard error', async () => {
    assertWrongUse(await shell.run([]), /^Usage: vappt /);
  });

  const wrong: readonly (readonly [args: readonly string[], sentence: RegExp])[] = [
    [['nosuch'], /unknown command 'nosuch'/],
    [['sned'], /unknown command 'sned'\n\(Did you mean send\?\)/],
    [['--nosuch'], /unknown option '--nosuch'/],
    [['help', 'nosuch'], /Usage: vappt/],
    ...COMMANDS.flatMap((command) => [
      [[command, 'x', '--nosuch'], /unknown option '--nosuch'/] as const,
      [[command, 'x', '--format', 'xml'], /'xml' is invalid\. Allowed choices are text, json\b/] as const,
    ]),
    [['send', 'x', '--formt', 'json'], /Did you mean --format/],
    [['validate'], /missing required argument 'file'/],
    [['preview'], /missing required argument 'file'/],
    [['send'], /missing required argument 'file'/],
    [['fetch'], /Name a payload file, or a meeting with --meeting ID\./],
    [['send', 'a', 'b'], /too many arguments/],
    [['emulator', 'now'], /too many arguments/],
    [['send', 'x', '--cloud', 'mars'], /Allowed choices are emulator, global, usGovL4, usGovL5, china\./],
    [['send', 'x', '--timeout', '0'], /number of seconds above 0/],
    [['send', 'x', '--timeout', '-1'], /number of seconds above 0/],
    [['send', 'x', '--timeout', 'soon'], /number of seconds above 0/],
    [['send', 'x', '--timeout', '3601'], /at most 3600/],
    [['emulator', '--port', '-1'], /A port is a number from 0 to 65535\./],
    [['emulator', '--port', '65536'], /A port is a number from 0 to 65535\./],
    [['emulator', '--port', '1e3'], /A port is a number from 0 to 65535\./],
    [['emulator', '--port', ''], /A port is a number from 0 to 65535\./],
  ];
  for (const [args, sentence] of wrong) {
    it(`vappt ${args.join(' ')} → 2`, async () => {
      assertWrongUse(await shell.run(args), sentence);
    });
  }

  it('no output has colours, even when they are forced', async () => {
    for (const args of [['--help'], ['nosuch'], ['validate', 'nosuch']]) {
      const exit = await shell.run(args, { env: { FORCE_COLOR: '1' } });
      assertNoStackTrace(exit);
      assert.ok(!(exit.stdout + exit.stderr).includes('\x1b'));
    }
  });
});
