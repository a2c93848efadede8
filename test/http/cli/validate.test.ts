import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
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
    const finding = { fixable: false };
    // The words are the schema's own affair.
    const schemaMessage = (JSON.parse(stdout) as Report).files[1]?.findings[2]?.message;
    assert.match(schemaMessage ?? '', /^Not a property of /);
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
              ...finding,
            },
            {
              rule: 'unknown-directive',
              severity: 'error',
              message:
                'There is no directive "$meetin". The directives are $meeting, $user, $ifMatch, $acceptLanguage.',
              line: 3,
              column: 3,
              endLine: 3,
              endColumn: 12,
              ...finding,
            },
            {
              rule: 'schema',
              severity: 'warning',
              message: schemaMessage,
              line: 4,
              column: 17,
              endLine: 4,
              endColumn: 24,
              ...finding,
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
    await shell.write('bad.vappt.json', '{ "settings": 1, "$nope": 2 }');
    const { code, stdout, stderr } = await shell.run(['validate', 'good.vappt.json', 'bad.vappt.json']);
    assert.match(
      stdout,
      /^bad\.vappt\.json:1:15: warning: .+ \(schema\)\nbad\.vappt\.json:1:18: error: .+ \(unknown-directive\)\n2 files: 1 error, 1 warning\n$/,
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
    ['an empty object', '{}', 0, []],
    ['an empty file', '', 1, ['empty-file error 1:1']],
    ['white space', ' \n\t\n', 1, ['empty-file error 1:1']],
    ['a byte order mark alone', '\ufeff', 1, ['empty-file error 1:1']],
    ['a byte order mark before the object', '\ufeff{ "$nope": 1 }', 1, ['unknown-directive error 1:3']],
    ['CRLF', '{\r\n  "$nope": 1\r\n}\r\n', 1, ['unknown-directive error 2:3']],
    ['CR', '{\r  "$nope": 1\r}\r', 1, ['unknown-directive error 2:3']],
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
    ['an information-only file', '{ "$schema": "https://example.com/x" }', 0, ['foreign-schema warning 1:3']],
    ['a directive of the wrong type', '{ "$meeting": 5 }', 1, ['directive-type error 1:15']],
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
    const { code } = await shell.run(['validate', file]);
    assert.equal(code, 0);
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

  it('a folder → 2', async () => {
    await mkdir(path.join(shell.folder, 'folder'));
    assertWrongUse(await shell.run(['validate', 'folder']), /Cannot read folder: it is a folder/);
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
