import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { assertWrongUse, graphCalls, useShell } from './support';

const COMMANDS = ['preview', 'fetch', 'create', 'join-link', 'export --as curl'];

describe('cli: one file, named by its folder or by a glob', () => {
  const shell = useShell();
  before(async () => {
    for (const folder of ['one/below', 'two', 'none'])
      await mkdir(path.join(shell.folder, folder), { recursive: true });
    await shell.payload(undefined, 'one/below/a.vappt.json');
    for (const name of ['a', 'b']) await shell.payload(undefined, `two/${name}.vappt.json`);
  });

  for (const command of COMMANDS) {
    it(`${command}: takes the only one, and none of several`, async () => {
      const emulator = await shell.emulator();
      const run = (name: string) => shell.run([...command.split(' '), name, '--endpoint', emulator.origin]);

      const [named, folder, glob] = await Promise.all(
        ['one/below/a.vappt.json', 'one', 'o*/**/*.json'].map(run),
      );
      assert.equal(folder?.code, named?.code, folder?.stderr);
      assert.equal(glob?.code, named?.code, glob?.stderr);
      assert.notEqual(named?.code, 2, named?.stderr);

      const before = graphCalls(emulator).length;
      assertWrongUse(await run('two'), /takes one file, and two has two[\\/]a\.vappt\.json and one more/);
      assertWrongUse(await run('none'), /no payload files .+ in none/);
      assertWrongUse(await run('x*.json'), /No file matches x\*\.json/);
      assert.equal(graphCalls(emulator).length, before);
    });
  }
});
