// `vappt validate` of 1,000 files beside ajv-cli with our schema, which judges nothing: reading and parsing alone.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { type Figure, inTurns, ratioOf } from './figures';
import { payloadOf } from './payloads';

const require = createRequire(import.meta.url);
const ROOT = path.join(__dirname, '../..');
const CLI = path.join(ROOT, 'dist/cli.js');
const AJV = path.join(path.dirname(require.resolve('ajv-cli/package.json')), 'dist/index.js');
const FILES = 1000;
const run = promisify(execFile);

export async function validateFiles(): Promise<Figure[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'vappt-bench-'));
  try {
    for (let index = 0; index < FILES; index += 1) {
      await writeFile(path.join(folder, `${index}.vappt.json`), JSON.stringify(payloadOf(index), null, 2));
    }
    const schema = path.join(ROOT, 'media/vappt.schema.json');
    const times = await inTurns(
      {
        vappt: () => run(process.execPath, [CLI, 'validate', folder]),
        ajv: () =>
          run(process.execPath, [AJV, 'validate', '--strict=false', '-s', schema, '-d', `${folder}/*.json`]),
      },
      { rounds: 7, warmUp: 1 },
    );
    return [{ name: 'command line: validate', value: ratioOf(times.vappt, times.ajv), unit: '× ajv-cli' }];
  } finally {
    await rm(folder, { recursive: true });
  }
}
