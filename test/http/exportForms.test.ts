import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { EXPORT_FORMS, type ExportFormName } from '../../src/core/export/forms';
import type { GraphRequest } from '../../src/core/graph/requests';
import { type Emulator, SAMPLE_MEETING_ID, startEmulator } from '../../src/emulator';
import { HOSTILE_TEXTS } from '../support/hostileTexts';
import { HTTPYAC } from '../support/httpyac';

const run = promisify(execFile);
const has = (program: string): boolean => spawnSync(program, ['--version']).status === 0;

interface Tool {
  readonly form: ExportFormName;
  readonly program: string;
  readonly file: string;
  readonly args: readonly string[];
}

const TOOLS: readonly Tool[] = [
  { form: 'curl', program: 'curl', file: 'x.sh', args: ['sh', 'x.sh'] },
  { form: 'javascript', program: process.execPath, file: 'x.mjs', args: [process.execPath, 'x.mjs'] },
  { form: 'javascript', program: process.execPath, file: 'x.cjs', args: [process.execPath, 'x.cjs'] },
  { form: 'python', program: 'python3', file: 'x.py', args: ['python3', 'x.py'] },
  {
    form: 'http',
    program: process.execPath,
    file: 'x.http',
    args: [process.execPath, HTTPYAC, 'send', 'x.http', '--all'],
  },
  { form: 'powershell', program: 'pwsh', file: 'x.ps1', args: ['pwsh', '-NoProfile', '-File', 'x.ps1'] },
];

describe('exported requests, carried out by their tools', () => {
  let folder = '';
  let emulator: Emulator;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'vappt-export-'));
    emulator = await startEmulator();
  });
  after(async () => {
    await emulator.stop();
    await rm(folder, { recursive: true, force: true });
  });

  for (const { form, program, file, args } of TOOLS) {
    it(`${form} (${file}): what arrives is what was meant`, async function () {
      if (!has(program)) {
        console.log(`      ${program} is not on this machine`);
        this.skip();
      }
      const tag = emulator.state().meetings[0]?.appointment?.etag ?? '';
      const value = HOSTILE_TEXTS.map(([, text]) => text).join('\n');
      const request: GraphRequest = {
        method: 'PATCH',
        path: `/beta/me/onlineMeetings/${SAMPLE_MEETING_ID}/virtualAppointment`,
        headers: { Accept: 'application/json', 'Content-Type': 'application/json', 'If-Match': tag },
        body: JSON.stringify(
          { externalAppointmentId: value, settings: { allowClientToJoinUsingBrowser: true } },
          null,
          2,
        ),
      };
      await writeFile(path.join(folder, file), EXPORT_FORMS[form].write(emulator.origin, request));
      const token = emulator.issueToken().access_token;
      const [command = '', ...rest] = args;
      const { stdout, stderr } = await run(command, rest, {
        cwd: folder,
        env: { PATH: process.env['PATH'], HOME: folder, TOKEN: token },
      });
      const last = emulator.log().at(-1);
      assert.deepEqual(
        { method: last?.method, path: last?.path, status: last?.status, tag: last?.headers['if-match'] },
        { method: 'PATCH', path: request.path, status: 204, tag },
        stdout + stderr,
      );
      assert.match(last?.headers['content-type'] ?? '', /^application\/json/);
      assert.deepEqual(JSON.parse(last?.body ?? ''), JSON.parse(request.body ?? ''));
    });
  }
});
