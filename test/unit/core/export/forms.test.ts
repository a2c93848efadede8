import assert from 'node:assert/strict';
import { EXPORT_FORM_NAMES, EXPORT_FORMS, type ExportFormName } from '../../../../src/core/export/forms';
import type { GraphRequest } from '../../../../src/core/graph/requests';
import { parse, textsOf } from '../../../support/treeSitter';
import { HOSTILE_TEXTS } from '../../../support/hostileTexts';

const TAG = `W/"a'b\`$x{{y}}\\"`;
const request = (text: string): GraphRequest => ({
  method: 'PATCH',
  path: '/beta/me/onlineMeetings/x%27/virtualAppointment',
  headers: { Accept: 'application/json', 'Content-Type': 'application/json', 'If-Match': TAG },
  body: JSON.stringify({ externalAppointmentId: text }, null, 2),
});
const valueIn = (body: string): unknown =>
  (JSON.parse(body) as Record<string, unknown>)['externalAppointmentId'];

/** The grammar of each form, where there is one. */
const GRAMMARS: Readonly<Record<ExportFormName, string | undefined>> = {
  curl: 'bash',
  // exportForms.test.ts has httpYac read it.
  http: undefined,
  powershell: 'powershell',
  javascript: 'javascript',
  python: 'python',
  csharp: 'c-sharp',
};

describe('export forms', () => {
  for (const name of EXPORT_FORM_NAMES) {
    const { write } = EXPORT_FORMS[name];
    const grammar = GRAMMARS[name];

    describe(name, () => {
      it('names the token by the variable TOKEN, and has no other', () => {
        assert.equal(write('https://h', request('x')).match(/TOKEN/g)?.length, 1);
      });

      it('has neither body nor condition where there is none', () => {
        const text = write('https://h', { method: 'GET', path: '/x', headers: {} });
        assert.doesNotMatch(text, /If-Match|[$ ]body|--data|Content-Type|StringContent/);
      });

      if (grammar !== undefined) {
        for (const [what, text] of HOSTILE_TEXTS) {
          it(`is correct ${name} with ${what}`, async () => {
            const source = write('https://h', request(text));
            const root = await parse(grammar, source);
            assert.equal(root.hasError, false, `${source}\n${root.toString()}`);
          });
        }
      }
    });
  }

  // What has no tool on most machines is read back by the rules of its language.
  describe('read back', () => {
    for (const [what, text] of HOSTILE_TEXTS) {
      it(`C# literals with ${what}`, async () => {
        const root = await parse('c-sharp', EXPORT_FORMS.csharp.write('https://h', request(text)));
        const literals = textsOf(root, 'string_literal').map((literal) => JSON.parse(literal) as string);
        const from = literals.indexOf('\n') + 1;
        const to = literals.indexOf('application/json', from);
        assert.equal(valueIn(literals.slice(from, to).join('\n')), text);
        assert.ok(literals.includes(TAG));
      });

      it(`PowerShell literals with ${what}`, async () => {
        const source = EXPORT_FORMS.powershell.write('https://h', request(text));
        const root = await parse('powershell', source);
        const literals = textsOf(root, 'verbatim_string_characters').map((literal) =>
          literal.slice(1, -1).replaceAll("''", "'"),
        );
        assert.ok(literals.includes(TAG));
        const body = literals.find((literal) => literal.startsWith('{'));
        assert.equal(valueIn(body ?? ''), text);
        assert.match(source, /^[\n\x20-\x7e]*$/, 'beyond ASCII');
      });
    }
  });
});
