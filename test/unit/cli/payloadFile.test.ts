import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readPayloadText } from '../../../src/cli/payloadFile';
import type { Console } from '../../../src/cli/console';
import { makePipe } from '../../support/pipe';

describe('the text of a payload file', () => {
  let folder = '';
  let file = '';
  const NOBODY = {} as Console;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'vappt-text-'));
    file = path.join(folder, 'a.vappt.json');
  });
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  for (const [name, content, text] of [
    ['is without the byte order mark', '\ufeff{}', '{}'],
    ['may have the character that stands for what is not UTF-8', '{"a":"\ufffd"}', '{"a":"\ufffd"}'],
  ] as const) {
    it(name, async () => {
      await writeFile(file, content);
      assert.equal(await readPayloadText(file, NOBODY), text);
    });
  }

  it('is UTF-8', async () => {
    await writeFile(file, Buffer.from([0x7b, 0xff, 0x7d]));
    await assert.rejects(readPayloadText(file, NOBODY), /it is not UTF-8 text/);
  });

  it('regression: is read once, since a pipe gives it once', async function () {
    if (process.platform === 'win32') this.skip();
    makePipe(file);
    // Whoever opens it again finds it empty rather than waits.
    const script = 'printf "%s" "$2" >"$1"; while :; do : >"$1"; done';
    const writer = spawn('sh', ['-c', script, 'sh', file, '{"a":"\ufffd"}'], { stdio: 'ignore' });
    try {
      assert.equal(await readPayloadText(file, NOBODY), '{"a":"\ufffd"}');
    } finally {
      writer.kill('SIGKILL');
    }
  });
});
