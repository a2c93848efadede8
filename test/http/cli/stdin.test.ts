import assert from 'node:assert/strict';
import { SAMPLE_MEETING_ID } from '../../../src/emulator';
import { assertWrongUse, useShell } from './support';

const PAYLOAD = `{ "$meeting": "${SAMPLE_MEETING_ID}", "externalAppointmentId": "piped" }`;

/** Every command that takes a FILE, with what it needs beside it. */
const COMMANDS: readonly (readonly [command: string, ...args: string[]])[] = [
  ['validate'],
  ['preview'],
  ['fetch'],
  ['send', '--if-match', 'none'],
  ['create'],
  ['join-link'],
  ['export', '--as', 'curl'],
];
/** `create` meets an appointment that is there. */
const done = (command: string): number => (command === 'create' ? 1 : 0);

describe('cli: standard input as FILE', () => {
  const shell = useShell();
  /** Connected commands find the emulator by its announcement. */
  const run = (
    stdin: string | Uint8Array,
    [command, ...args]: (typeof COMMANDS)[number],
    ...more: string[]
  ) => shell.run([command, '-', ...args, ...more], { stdin });

  for (const command of COMMANDS) {
    const [name] = command;

    it(`${name} does with it what it does with a file`, async () => {
      await shell.emulatorProcess();
      const file = await shell.write('a.vappt.json', PAYLOAD);
      const [first, ...args] = command;
      const json = ['--format', 'json'];
      const fromFile = await shell.run([first, file, ...args, ...json]);
      // Through a real pipe.
      const piped = await shell.runProcess([first, '-', ...args, ...json], { stdin: PAYLOAD });
      assert.deepEqual([piped.code, piped.stderr !== ''], [done(name), fromFile.stderr !== '']);
      assert.equal(keysOf(piped.stdout), keysOf(fromFile.stdout));
    });

    it(`${name} takes it with a byte order mark and CRLF`, async () => {
      await shell.emulatorProcess();
      const exit = await run(`\ufeff${PAYLOAD.replaceAll(', ', ',\r\n')}\r\n`, command);
      assert.equal(exit.code, done(name), exit.stderr);
    });

    it(`${name} refuses an empty one → 1`, async () => {
      const exit = await run('', command);
      assert.equal(exit.code, 1);
      assert.match(exit.stdout + exit.stderr, /^-:1:1: error: .+ \(empty-file\)$/m);
    });

    it(`${name} refuses what is not UTF-8 → 2`, async () => {
      const exit = await run(new Uint8Array([0xff, 0xfe, 0x00]), command);
      assert.equal(exit.code, 2);
      assert.match(exit.stderr, /^error: Cannot read standard input: it is not UTF-8 text\.\n$/);
    });
  }

  for (const command of COMMANDS.filter(([name]) => !['validate', 'preview', 'export'].includes(name))) {
    it(`${command[0]} cannot read a token from it as well → 2`, async () => {
      assertWrongUse(
        await run(PAYLOAD, command, '--token-stdin'),
        /Standard input is either the payload or the token/,
      );
    });
  }
});

/** The names of all members, in order: what a script relies on. */
function keysOf(json: string): string {
  const names: string[] = [];
  JSON.parse(json, (name, value: unknown) => {
    names.push(name);
    return value;
  });
  return names.join();
}
