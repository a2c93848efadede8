import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { FaultsInput } from '../../../src/emulator';
import { faultsSchema } from '../../../src/emulator/faults';
import { call, start } from './support';

const document = readFileSync(path.join(__dirname, '../../../docs/emulator.md'), 'utf8');

/** What is between a heading and the next one of the same rank. */
function section(heading: string): string {
  const found = new RegExp(`^## ${heading}\n([^]*?)(?=^## )`, 'm').exec(document)?.[1];
  assert.ok(found, heading);
  return found;
}

interface Block {
  readonly language: string;
  readonly text: string;
}

function blocks(text: string): Block[] {
  return [...text.matchAll(/^```(\w+)\n([^]*?)^```$/gm)].map(([, language = '', body = '']) => ({
    language,
    text: body,
  }));
}

describe('docs/emulator.md', () => {
  it('every command of its tour prints what it says', async function () {
    if (spawnSync('sh', ['-c', 'command -v curl']).status !== 0) this.skip();
    const emulator = await start();
    const tour = blocks(section('A tour with curl'));
    const commands = tour.filter(({ language }) => language === 'sh').map(({ text }) => text);
    const expected = tour.reduce<string[]>(
      (outputs, { language, text }) =>
        language === 'sh' ? [...outputs, ''] : [...outputs.slice(0, -1), text],
      [],
    );
    const mark = '=== end of a block\n';
    const script = commands.map((command) => `${command}echo '${mark.trim()}'\n`).join('');
    const folder = await mkdtemp(path.join(tmpdir(), 'vappt-tour-'));
    try {
      // Nothing of this machine's: no .curlrc, no proxy.
      const env = { PATH: process.env['PATH'], HOME: folder, EMULATOR: emulator.origin };
      const { stdout } = await promisify(execFile)('sh', ['-c', script], { cwd: folder, env });
      const printed = stdout.replaceAll('\r', '').split(mark).slice(0, -1);
      assert.deepEqual(
        printed.map((output, index) => ({ command: commands[index], output })),
        expected.map((output, index) => ({ command: commands[index], output })),
      );
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('its faults are faults', async () => {
    const emulator = await start();
    const examples = blocks(section('Faults')).filter(({ language }) => language === 'json');
    assert.ok(examples.length > 0);
    for (const { text } of examples) emulator.setFaults(JSON.parse(text) as FaultsInput);
  });

  it('names every part of a fault, and every choice', () => {
    const queue = faultsSchema.entries.queue.wrapped.item.entries;
    const parts = [faultsSchema.entries, queue].flatMap((entries) => Object.keys(entries));
    const choices = [queue.cut, queue.body].flatMap(({ wrapped }) => wrapped.options);
    const text = section('Faults');
    assert.deepEqual(
      [...parts, ...choices].filter((name) => !text.includes(`\`${name}\``)),
      [],
    );
  });

  it('names every control call', async () => {
    const { message } = await call(await start(), '/_emulator/', { token: null });
    const named = [...section('Control calls').matchAll(/^\| `(\w+ [\w/]+)`/gm)].map(([, each = '']) => each);
    assert.deepEqual(named.sort(), message.match(/[A-Z]+ \/_emulator\/\w+/g)?.sort());
  });

  it('names no path that the emulator does not have', async () => {
    const emulator = await start();
    const rows = [...section('What it answers').matchAll(/^\| `([A-Z]+) ([^\s`]+)/gm)];
    assert.equal(rows.length, 12);
    for (const [row, method = '', listed = ''] of rows) {
      const asked = listed.replace('…', '/me/onlineMeetings').replace('{id}', 'x').replace(/\?.*/, '');
      const { status, message } = await call(emulator, `/beta${asked}`, { method });
      assert.ok(status !== 405 && !message.startsWith('Resource not found'), `${row}: ${message}`);
    }
  });
});
