import assert from 'node:assert/strict';
import { chmod, mkdir, readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { corpus } from '../../support/corpus';
import { assertHarmless, assertNoStackTrace, assertWrongUse, useShell } from './support';

const WRONG = '{\n  // a draft\n  "id": "x",\n  "settings": { "allowClientToJoinUsingBrowser": "true" }\n}\n';
const RIGHT = '{\n  "settings": { "allowClientToJoinUsingBrowser": true }\n}\n';

describe('cli: fix', () => {
  const shell = useShell();
  const read = (name: string): Promise<string> => readFile(path.join(shell.folder, name), 'utf8');

  it('puts right what can be, in place, and says how much', async () => {
    const file = await shell.write('a.vappt.json', WRONG);
    const { code, stdout, stderr } = await shell.run(['fix', file]);
    assert.deepEqual(
      { code, stdout, stderr, text: await read(file) },
      {
        code: 0,
        stdout: 'a.vappt.json: fixed\n1 file: 3 findings fixed, 0 errors and 0 warnings left\n',
        stderr: '',
        text: RIGHT,
      },
    );
  });

  it('a second run changes nothing', async () => {
    const file = await shell.write('a.vappt.json', RIGHT);
    const { code, stdout } = await shell.run(['fix', file]);
    assert.deepEqual(
      { code, stdout, text: await read(file) },
      { code: 0, stdout: '1 file: 0 findings fixed, 0 errors and 0 warnings left\n', text: RIGHT },
    );
  });

  it('--dry-run: a diff, and nothing is written', async () => {
    const file = await shell.write('a.vappt.json', WRONG);
    const { code, stdout, stderr } = await shell.run(['fix', '--dry-run', file]);
    assert.deepEqual(
      { code, stdout: stdout.split('\n'), stderr, text: await read(file) },
      {
        code: 0,
        stdout: [
          '--- a.vappt.json',
          '+++ a.vappt.json',
          '@@ -1,5 +1,3 @@',
          ' {',
          '-  // a draft',
          '-  "id": "x",',
          '-  "settings": { "allowClientToJoinUsingBrowser": "true" }',
          '+  "settings": { "allowClientToJoinUsingBrowser": true }',
          ' }',
          '',
        ],
        stderr: '1 file: 3 findings would be fixed, 0 errors and 0 warnings left\n',
        text: WRONG,
      },
    );
  });

  it('JSON: what was done to each file, and what is left', async () => {
    await shell.write('a.vappt.json', WRONG);
    await shell.write('b.vappt.json', '{ "$nope": 1, "subject": "x" }');
    const { code, stdout } = await shell.run(['fix', 'a.vappt.json', 'b.vappt.json', '--format', 'json']);
    assert.deepEqual(
      { code, json: JSON.parse(stdout) as unknown },
      {
        code: 1,
        json: {
          files: [
            {
              path: 'a.vappt.json',
              changed: true,
              fixed: { comment: 1, 'id-in-body': 1, 'quoted-boolean': 1 },
              errors: 0,
              warnings: 0,
            },
            { path: 'b.vappt.json', changed: false, fixed: {}, errors: 1, warnings: 1 },
          ],
          errors: 1,
          warnings: 1,
        },
      },
    );
  });

  it('standard input: the fixed text and nothing else on standard output', async () => {
    const { code, stdout } = await shell.run(['fix', '-'], { stdin: WRONG });
    assert.deepEqual({ code, stdout }, { code: 0, stdout: RIGHT });
  });

  it('keeps the byte order mark, line ends and permissions', async () => {
    const file = await shell.write('a.vappt.json', `\ufeff${WRONG.replaceAll('\n', '\r\n')}`);
    await chmod(path.join(shell.folder, file), 0o640);
    assert.equal((await shell.run(['fix', file])).code, 0);
    assert.equal(await read(file), `\ufeff${RIGHT.replaceAll('\n', '\r\n')}`);
    if (process.platform !== 'win32') {
      assert.equal((await stat(path.join(shell.folder, file))).mode & 0o777, 0o640);
    }
  });

  it('what is not JSON stays as it is → 1', async () => {
    const file = await shell.write('a.vappt.json', '{ "id": "x" // half');
    const { code } = await shell.run(['fix', file]);
    assert.deepEqual({ code, text: await read(file) }, { code: 1, text: '{ "id": "x" // half' });
  });

  it('every finding that is called fixable is put right, and no other file is changed', async () => {
    const files = corpus().filter(({ context }) => Object.keys(context).length === 0);
    await Promise.all(
      files.map(({ name, text }) => shell.write(`${name.replace('/', '-')}.vappt.json`, text)),
    );
    const names = files.map(({ name }) => `${name.replace('/', '-')}.vappt.json`);
    const before = await shell.run(['validate', ...names, '--format', 'json']);
    await shell.run(['fix', ...names]);
    const report = JSON.parse(before.stdout) as {
      files: { path: string; findings: { fixable: boolean }[] }[];
    };
    const fixable = report.files.filter(({ findings }) => findings.some((finding) => finding.fixable));
    const changed = [];
    for (const { name, text, fixed } of files) {
      const file = `${name.replace('/', '-')}.vappt.json`;
      const now = await read(file);
      assert.equal(now, fixed, name);
      if (now !== text) changed.push(file);
    }
    assert.deepEqual(
      changed,
      fixable.map(({ path: file }) => file),
    );
  });

  it('a file that cannot be read is a note, and the others are fixed → 2', async () => {
    const file = await shell.write('a.vappt.json', WRONG);
    const { code, stderr } = await shell.run(['fix', 'nosuch.vappt.json', file]);
    assert.deepEqual({ code, text: await read(file) }, { code: 2, text: RIGHT });
    assert.match(stderr, /nosuch\.vappt\.json: there is no such file/);
  });

  it('a file that cannot be written is named → 2', async function () {
    if (process.platform === 'win32' || process.getuid?.() === 0) this.skip();
    const file = await shell.write('locked.vappt.json', WRONG);
    await chmod(path.join(shell.folder, file), 0o444);
    const exit = await shell.run(['fix', file]);
    await chmod(path.join(shell.folder, file), 0o644);
    assert.equal(exit.code, 2);
    assert.match(exit.stderr, /Cannot write locked\.vappt\.json: permission denied/);
  });

  it('a full disk: the file stays as it was, with nothing beside it → 2', async function () {
    if (process.platform === 'win32') this.skip();
    await mkdir(path.join(shell.folder, 'full'));
    const before = WRONG.replace('"id": "x"', `"externalAppointmentId": "${'x'.repeat(4000)}"`);
    const file = await shell.write('full/big.vappt.json', before);
    const exit = await shell.runProcess(['fix', file], { fileSizeLimitKiB: 1 });
    assert.match(exit.stderr, /^error: Cannot write full\/big\.vappt\.json: .+\.\n$/);
    assert.deepEqual(
      { code: exit.code, text: await read(file), left: await readdir(path.join(shell.folder, 'full')) },
      { code: 2, text: before, left: ['big.vappt.json'] },
    );
  });

  it('standard input named twice → 2', async () => {
    assertWrongUse(await shell.run(['fix', '-', '-'], { stdin: '{}' }), /once/);
  });

  it('a diff is harmless, whatever the file has in it', async () => {
    const file = await shell.write(
      'a.vappt.json',
      '/*\n::error::owned\n*/\n{\n  "id": "\u202e",\n/*\n##vso[task]x\n*/\n  "settings": null\n}\n',
    );
    const exit = await shell.run(['fix', file, '--dry-run']);
    assertNoStackTrace(exit);
    assertHarmless(exit);
  });
});
