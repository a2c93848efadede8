import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { SUBCOMMANDS } from '../../../src/cli/program';
import { CLOUD_NAMES } from '../../../src/core/graph/clouds';
import { assertNoStackTrace, assertWrongUse, useShell } from './support';

/** A command line of each that lacks nothing. */
const COMPLETE: Readonly<Record<keyof typeof SUBCOMMANDS, readonly string[]>> = {
  validate: ['validate', 'x'],
  fix: ['fix', 'x'],
  preview: ['preview', 'x'],
  fetch: ['fetch', 'x'],
  send: ['send', 'x'],
  create: ['create', 'x'],
  'join-link': ['join-link', 'x'],
  token: ['token', 'check'],
  export: ['export', 'x', '--as', 'curl'],
  emulator: ['emulator'],
};
const COMMANDS = Object.keys(COMPLETE);

describe('cli: help and wrong use', () => {
  const shell = useShell();

  for (const command of COMMANDS) {
    it(`${command} --help describes the command on standard output`, async () => {
      const exit = await shell.run([command, '--help']);
      assert.equal(exit.code, 0);
      assert.equal(exit.stderr, '');
      assert.match(exit.stdout, new RegExp(`^Usage: vappt ${command} `));
      assert.deepEqual(await shell.run(['help', command]), exit);
    });
  }

  const pages: readonly (readonly string[])[] = [[], ...COMMANDS.map((name) => [name]), ['token', 'check']];

  for (const page of pages) {
    it(`vappt ${[...page, '--help'].join(' ')} is not wider than 100 columns, however wide the terminal is`, async () => {
      for (const env of [{}, { COLUMNS: '100' }]) {
        const { stdout } = await shell.run([...page, '--help'], { env });
        assert.deepEqual(
          stdout.split('\n').filter((line) => line.length > 100),
          [],
        );
      }
    });
  }

  for (const page of [
    ...COMMANDS.filter((name) => name !== 'token').map((name) => [name]),
    ['token', 'check'],
  ]) {
    it(`regression: ${page.join(' ')} --help has an example, and says how to choose the format`, async () => {
      const { stdout } = await shell.run([...page, '--help']);
      assert.match(stdout, /--format <format>/);
      assert.match(stdout, new RegExp(`^Examples?:\\n(?:  .*\\n)*  .*\\bvappt ${page.join(' ')} `, 'm'));
    });
  }

  it('every option that an example names is one that the command has', async () => {
    const helpOf = async (command: string): Promise<string> =>
      (await shell.run([...command.split(' '), '--help'])).stdout;
    const helps = new Map(
      await Promise.all(
        pages
          .map((page) => page.join(' '))
          .filter((name) => name !== '')
          .map(async (name) => [name, await helpOf(name)] as const),
      ),
    );
    const { stdout } = await shell.run(['--help']);
    const examples = [stdout, ...helps.values()].flatMap((help) => help.match(/^ {2}.*\bvappt .*$/gm) ?? []);
    assert.ok(examples.length > 5);
    for (const example of examples) {
      for (const [, command = '', rest = ''] of example.matchAll(
        /vappt ([a-z-]+(?: check)?)((?: [^|>)]*)?)/g,
      )) {
        for (const [option] of rest.matchAll(/--[a-z-]+/g))
          assert.ok(helps.get(command)?.includes(`  ${option} `), `${example}: ${option}`);
      }
    }
  });

  it('--help names every command and every exit code', async () => {
    const { code, stdout, stderr } = await shell.run(['--help']);
    assert.deepEqual({ code, stderr }, { code: 0, stderr: '' });
    for (const command of COMMANDS) assert.match(stdout, new RegExp(`^  ${command} `, 'm'));
    const codes = stdout.slice(stdout.indexOf('Exit codes:')).match(/\d+(?= [a-z])/g);
    assert.deepEqual(codes, ['0', '1', '2', '3', '4', '5', '6', '74', '130']);
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
    ...Object.values(COMPLETE).flatMap((line) => [
      [[...line, '--nosuch'], /unknown option '--nosuch'/] as const,
      [[...line, '--format', 'xml'], /'xml' is invalid\. Allowed choices are text, json\b/] as const,
    ]),
    [['create'], /missing required argument 'file'/],
    [['export', '--as', 'curl'], /missing required argument 'file'/],
    [['export', 'x'], /required option '--as <form>' not specified/],
    [['token'], /Usage: vappt token/],
    [['token', 'chek'], /Did you mean check/],
    [['join-link'], /Name a payload file, or a meeting with --meeting ID\./],
    [['create', 'a', 'b'], /too many arguments/],
    [['create', 'x', '--base', 'y'], /unknown option '--base'/],
    [['create', 'x', '--if-match', '*'], /unknown option '--if-match'/],
    [['send', 'x', '--formt', 'json'], /Did you mean --format/],
    [['validate'], /missing required argument 'file'/],
    [['preview'], /missing required argument 'file'/],
    [['send'], /missing required argument 'file'/],
    [['fetch'], /Name a payload file, or a meeting with --meeting ID\./],
    [['emulator', 'now'], /too many arguments/],
    [['send', 'x', '--cloud', 'mars'], new RegExp(`Allowed choices are ${CLOUD_NAMES.join(', ')}\\.`)],
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
