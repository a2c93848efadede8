import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import sarifSchema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import type { Log } from 'sarif';
import { RULES } from '../../../src/core/lint/rules';
import { assertHarmless, assertNoStackTrace, assertWrongUse, useShell } from './support';

interface Report {
  files: {
    path: string;
    findings: { rule: string; severity: string; message: string; line: number; column: number }[];
  }[];
  errors: number;
  warnings: number;
}

describe('cli: validate', () => {
  const shell = useShell();

  it('JSON: every file with all there is to a finding, places counted from 1', async () => {
    await shell.write('good.vappt.json', '{ "externalAppointmentId": "1" }');
    await shell.write('bad.vappt.json', '{\n  // note\n  "$meetin": "x",\n  "settings": { "speed": 1 }\n}\n');
    const { code, stdout, stderr } = await shell.run([
      'validate',
      'good.vappt.json',
      'bad.vappt.json',
      '--format',
      'json',
    ]);
    assert.deepEqual(JSON.parse(stdout), {
      files: [
        { path: 'good.vappt.json', findings: [] },
        {
          path: 'bad.vappt.json',
          findings: [
            {
              rule: 'comment',
              severity: 'warning',
              message: 'JSON has no comments. Remove it; it is never sent.',
              line: 2,
              column: 3,
              endLine: 2,
              endColumn: 10,
              fixable: true,
            },
            {
              rule: 'unknown-directive',
              severity: 'error',
              message: 'There is no directive "$meetin". It is written "$meeting".',
              line: 3,
              column: 3,
              endLine: 3,
              endColumn: 12,
              fixable: true,
            },
            {
              rule: 'unknown-property',
              severity: 'warning',
              message: 'No such property here. Known: allowClientToJoinUsingBrowser, @odata.type.',
              line: 4,
              column: 17,
              endLine: 4,
              endColumn: 24,
              fixable: false,
            },
          ],
        },
      ],
      errors: 1,
      warnings: 2,
    });
    assert.deepEqual({ code, stderr }, { code: 1, stderr: '' });
  });

  it('text: a line for each finding that editors make a link of, and the sum', async () => {
    await shell.write('good.vappt.json', '{ "externalAppointmentId": "1" }');
    await shell.write('bad.vappt.json', '{           "id": "x", "$nope": 2 }');
    const { code, stdout, stderr } = await shell.run(['validate', 'good.vappt.json', 'bad.vappt.json']);
    assert.match(
      stdout,
      /^bad\.vappt\.json:1:13: warning: .+ \(id-in-body\)\nbad\.vappt\.json:1:24: error: .+ \(unknown-directive\)\n2 files: 1 error, 1 warning; "vappt fix" puts some of it right\n$/,
    );
    assert.deepEqual({ code, stderr }, { code: 1, stderr: '' });
  });

  const texts: readonly (readonly [
    name: string,
    content: string | Uint8Array,
    code: number,
    findings: readonly string[],
  ])[] = [
    ['a plain body without directives', '{ "externalAppointmentId": "1" }', 0, []],
    ['an empty object', '{}', 0, ['empty-body information 1:1']],
    ['an empty file', '', 1, ['empty-file error 1:1']],
    ['white space', ' \n\t\n', 1, ['empty-file error 1:1']],
    ['a byte order mark alone', '\ufeff', 1, ['empty-file error 1:1']],
    [
      'a byte order mark before the object',
      '\ufeff{ "settings": null, "$nope": 1 }',
      1,
      ['unknown-directive error 1:21'],
    ],
    ['CRLF', '{\r\n  "settings": null,\r\n  "$nope": 1\r\n}\r\n', 1, ['unknown-directive error 3:3']],
    ['CR', '{\r  "settings": null,\r  "$nope": 1\r}\r', 1, ['unknown-directive error 3:3']],
    [
      'characters of two code units before it',
      '{ "externalAppointmentId": "😀", "$nope": 1 }',
      1,
      ['unknown-directive error 1:34'],
    ],
    ['an array', ' [1]', 1, ['body-object error 1:2']],
    ['null', 'null', 1, ['body-object error 1:1']],
    ['a duplicate key', '{ "settings": null, "settings": null }', 1, ['duplicate-key error 1:21']],
    [
      'the same key, escaped',
      '{ "settings": null, "\\u0073ettings": null }',
      1,
      ['duplicate-key error 1:21'],
    ],
    [
      'a duplicate key inside',
      '{ "settings": { "allowClientToJoinUsingBrowser": true, "allowClientToJoinUsingBrowser": false } }',
      1,
      ['duplicate-key error 1:56'],
    ],
    ['comments', '// a\n{ /* b */ "settings": null }', 0, ['comment warning 1:1', 'comment warning 2:3']],
    ['a trailing comma', '{ "settings": null, }', 0, ['trailing-comma warning 1:19']],
    ['a schema of its own', '{ "$schema": "x", "settings": null }', 0, ['foreign-schema warning 1:3']],
    [
      'a directive of the wrong type',
      '{ "$meeting": 5, "settings": null }',
      1,
      ['directive-type error 1:15'],
    ],
    [
      'more than 4 MB',
      `{ "externalAppointmentId": "${'x'.repeat(5 * 1024 * 1024)}" }`,
      1,
      ['too-large error 1:1'],
    ],
    ['a hundred thousand brackets', '['.repeat(100_000), 1, ['too-deep error 1:101']],
  ];
  for (const [name, content, code, expected] of texts) {
    it(`${name} → ${code}`, async () => {
      const file = await shell.write('a.vappt.json', content);
      const exit = await shell.run(['validate', file, '-', '--format', 'json'], { stdin: content });
      assertNoStackTrace(exit);
      const found = (JSON.parse(exit.stdout) as Report).files.map(({ path: name, findings }) => [
        name,
        ...findings.map(({ rule, severity, line, column }) => `${rule} ${severity} ${line}:${column}`),
      ]);
      assert.deepEqual(
        { found, code: exit.code },
        {
          found: [
            [file, ...expected],
            ['-', ...expected],
          ],
          code,
        },
      );
    });
  }

  const notJson = [
    'hello',
    '{',
    '{ "settings" }',
    "{ 'settings': null }",
    '{ "externalAppointmentId": "a\nb" }',
    '{} {}',
    '\u0000',
  ];
  for (const text of notJson) {
    it(`${JSON.stringify(text)} is not JSON → 1`, async () => {
      const exit = await shell.run(['validate', '-'], { stdin: text });
      assertNoStackTrace(exit);
      assert.equal(exit.code, 1);
      assert.match(exit.stdout, /^-:\d+:\d+: error: .+ \(syntax\)$/m);
    });
  }

  it('a list of a million numbers ends in good time', async () => {
    const file = await shell.write('a.vappt.json', `{ "settings": [${'1,'.repeat(1_000_000)}1] }`);
    const { code, stdout } = await shell.run(['validate', file]);
    assert.match(stdout, /^a\.vappt\.json:1:15: error: An object or null belongs here\. \(wrong-type\)$/m);
    assert.equal(code, 1);
  });

  it('bytes that are not UTF-8 → 2', async () => {
    const bytes = Buffer.from('{ "externalAppointmentId": "Zo\xeb" }', 'latin1');
    const file = await shell.write('latin1.vappt.json', bytes);
    assertWrongUse(await shell.run(['validate', file]), /latin1\.vappt\.json: it is not UTF-8 text\./);
  });

  it('regression: bytes on standard input that are not UTF-8 → 2', async () => {
    const bytes = Buffer.from('{ "externalAppointmentId": "Zo\xeb" }', 'latin1');
    assertWrongUse(await shell.run(['validate', '-'], { stdin: bytes }), /not UTF-8/);
  });

  it('UTF-16 → 2', async () => {
    const bytes = Buffer.from('\ufeff{ "externalAppointmentId": "1" }', 'utf16le');
    const file = await shell.write('utf16.vappt.json', bytes);
    assertWrongUse(await shell.run(['validate', file]), /it is not UTF-8 text\./);
  });

  it('a missing file → 2', async () => {
    assertWrongUse(
      await shell.run(['validate', 'nosuch.vappt.json']),
      /nosuch\.vappt\.json: there is no such file/,
    );
  });

  it('a folder without payload files → 2', async () => {
    await mkdir(path.join(shell.folder, 'folder'));
    assertWrongUse(await shell.run(['validate', 'folder']), /There are no payload files .* in folder\./);
  });

  it('a glob that matches nothing → 2', async () => {
    assertWrongUse(await shell.run(['validate', 'none/**/*.vappt.json']), /No file matches none/);
  });

  it('folders and globs: every file once, in order, whatever names it has', async () => {
    await mkdir(path.join(shell.folder, 'tree/deep [1]'), { recursive: true });
    await mkdir(path.join(shell.folder, 'tree/node_modules'), { recursive: true });
    const payload = '{ "externalAppointmentId": "1" }';
    for (const name of ['b.vappt.json', 'deep [1]/a.vappt.json', 'other.json', 'node_modules/x.vappt.json'])
      await shell.write(`tree/${name}`, payload);
    const pathsOf = async (...args: string[]): Promise<string[]> => {
      const { code, stdout } = await shell.run(['validate', ...args, '--format', 'json']);
      assert.equal(code, 0);
      return (JSON.parse(stdout) as Report).files.map(({ path: name }) => name.replaceAll('\\', '/'));
    };
    const both = ['tree/b.vappt.json', 'tree/deep [1]/a.vappt.json'];
    assert.deepEqual(
      {
        folder: await pathsOf('tree'),
        glob: await pathsOf('tree/**/*.vappt.json'),
        absolute: (await pathsOf(path.join(shell.folder, 'tree'))).length,
        brackets: await pathsOf('tree/deep [1]/a.vappt.json'),
        twice: await pathsOf('tree/b.vappt.json', 'tree', './tree/b.vappt.json'),
        other: await pathsOf('tree/*.json'),
      },
      {
        folder: both,
        glob: both,
        absolute: 2,
        brackets: [both[1]],
        twice: both,
        other: ['tree/b.vappt.json', 'tree/other.json'],
      },
    );
  });

  it('--max-warnings: as many are fine, one more is exit 1', async () => {
    const file = await shell.write('w.vappt.json', '{ "id": "x", "Settings": null }');
    const codes = [];
    for (const max of ['0', '1', '2', '3'])
      codes.push((await shell.run(['validate', file, '--max-warnings', max])).code);
    assert.deepEqual(codes, [1, 1, 0, 0]);
    for (const max of ['-1', 'x', '1.5'])
      assert.equal((await shell.run(['validate', file, `--max-warnings=${max}`])).code, 2);
  });

  it('--cloud: says what holds for a real cloud, and nothing more for the emulator', async () => {
    const file = await shell.write('c.vappt.json', '{ "settings": null }');
    const rulesFor = async (cloud: string): Promise<string[]> => {
      const { stdout } = await shell.run(['validate', file, '--cloud', cloud, '--format', 'json']);
      return (JSON.parse(stdout) as Report).files.flatMap(({ findings }) => findings.map(({ rule }) => rule));
    };
    assert.deepEqual(
      {
        emulator: await rulesFor('emulator'),
        global: await rulesFor('global'),
        china: await rulesFor('china'),
      },
      {
        emulator: [],
        global: ['retired', 'retired-property'],
        china: ['cloud-support', 'retired', 'retired-property'],
      },
    );
  });

  describe('--format sarif', () => {
    const ajv = new Ajv({ strict: false, logger: false, unicodeRegExp: false });
    addFormats(ajv);
    // It is written for draft 4, whose name for itself the validator does not know.
    const { $schema: _draft, id: _id, ...schema } = sarifSchema;
    const isSarif = ajv.compile(schema);

    it('is valid by the official schema of 2.1.0, with places as they are', async () => {
      await shell.write('bad name #1.vappt.json', '{\n  "\ud83d\ude00": 1, "$meetin": "x"\n}');
      const absolute = path.join(shell.folder, 'bad name #1.vappt.json');
      const { code, stdout } = await shell.run(
        ['validate', 'bad name #1.vappt.json', absolute, '-', 'none.json', '--format', 'sarif'],
        {
          stdin: '[]',
        },
      );
      const log = JSON.parse(stdout) as Log;
      isSarif(log);
      assert.deepEqual(isSarif.errors ?? [], []);
      const [run] = log.runs;
      assert.deepEqual(
        {
          code,
          version: log.version,
          rules: run?.tool.driver.rules?.map(({ id }) => id),
          executionSuccessful: run?.invocations?.map(({ executionSuccessful }) => executionSuccessful),
          results: run?.results?.map(({ ruleId, ruleIndex, level, locations = [] }) => [
            ruleId,
            run.tool.driver.rules?.[ruleIndex ?? -1]?.id,
            level,
            locations[0]?.physicalLocation?.artifactLocation?.uri,
            locations[0]?.physicalLocation?.region,
          ]),
        },
        {
          code: 2,
          version: '2.1.0',
          rules: RULES.map(({ id }) => id),
          executionSuccessful: [false],
          results: [
            [
              'unknown-property',
              'unknown-property',
              'warning',
              'bad%20name%20%231.vappt.json',
              { startLine: 2, startColumn: 3, endLine: 2, endColumn: 7 },
            ],
            [
              'unknown-directive',
              'unknown-directive',
              'error',
              'bad%20name%20%231.vappt.json',
              { startLine: 2, startColumn: 12, endLine: 2, endColumn: 21 },
            ],
            [
              'body-object',
              'body-object',
              'error',
              'stdin',
              { startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 },
            ],
          ],
        },
      );
    });

    it('control: the schema refuses what is not SARIF', () => {
      assert.equal(isSarif({ version: '2.1.0', runs: [{ tool: {} }] }), false);
    });

    it('says of every rule what it is, in texts that are not empty', async () => {
      const { stdout } = await shell.run(['validate', '-', '--format', 'sarif'], {
        stdin: '{"settings": null}',
      });
      const rules = (JSON.parse(stdout) as Log).runs[0]?.tool.driver.rules ?? [];
      assert.deepEqual(
        rules.filter(({ shortDescription, help }) => shortDescription?.text === '' || help?.text === ''),
        [],
      );
    });
  });

  it('regression: standard input named twice → 2, since the second would be empty', async () => {
    assertWrongUse(await shell.run(['validate', '-', '-'], { stdin: '{}' }), /once/);
  });

  it('regression: one file that cannot be read takes nothing away from the others', async () => {
    await shell.write('bad.vappt.json', '{ "$nope": 1 }');
    const exit = await shell.run(['validate', 'bad.vappt.json', 'nosuch.vappt.json']);
    assert.equal(exit.code, 2);
    assert.match(exit.stderr, /nosuch\.vappt\.json/);
    assert.match(exit.stdout, /bad\.vappt\.json:1:3: error/);
  });

  const hostile: readonly (readonly [name: string, text: string])[] = [
    ['an escape sequence in a directive', '{ "$\\u001b]0;owned\\u0007": 1 }'],
    ['regression: a line break in a directive', '{ "$x\\n::error::owned": 1 }'],
    ['regression: a line break in a repeated name', '{ "a\\n::error::owned": 1, "a\\n::error::owned": 1 }'],
    ['marks that reorder text', '{ "$x\\u202eevil": 1 }'],
  ];
  for (const [name, text] of hostile) {
    for (const format of ['text', 'json']) {
      it(`${name} is harmless in ${format}`, async () => {
        const file = await shell.write('a.vappt.json', text);
        assertHarmless(await shell.run(['validate', file, '--format', format]));
      });
    }
  }

  it('regression: a file name that looks like a workflow command is harmless', async () => {
    const file = await shell.write('::error::owned.vappt.json', '{ "$x": 1 }');
    const exit = await shell.run(['validate', file]);
    assert.equal(exit.code, 1);
    assertHarmless(exit);
  });

  it('regression: a file name with a line break is harmless', async () => {
    const file = await shell.write('a\n::error::owned.vappt.json', '{ "$x": 1 }');
    assertHarmless(await shell.run(['validate', file]));
    assertHarmless(await shell.run(['validate', 'no\n::error::such']));
  });
});
