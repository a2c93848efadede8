// What holds for any text, tried on many made by chance.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fixAll } from '../../../../src/core/lint/fixAll';
import { type Finding, type LintContext, safeFix } from '../../../../src/core/lint/rule';
import { RULES } from '../../../../src/core/lint/rules';
import { runRules } from '../../../../src/core/lint/runRules';
import { bodyValue } from '../../../../src/core/payload/body';
import { isDirective } from '../../../../src/core/payload/directives';
import { parsePayload } from '../../../../src/core/payload/parse';
import { corpus } from '../../../support/corpus';
import { brokenJson, payloadText } from '../../../support/jsonTexts';
import { sloppyPayload } from '../../../support/sloppyPayloads';
import { property, runs } from '../../../support/fuzz';

const CONTEXT: LintContext = {
  cloud: 'usGovL5',
  knownTag: 'W/"B"',
  baseClients: [{ displayName: 'Client A' }, 5, { emailAddress: 'b@example.com' }],
};

const texts = corpus().map(({ text }) => text);
const cutShort = fc
  .tuple(fc.constantFrom(...texts), fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([text, part]) => text.slice(0, Math.floor(text.length * part)));
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  brokenJson(),
  payloadText({ relaxed: true }),
  sloppyPayload(),
  cutShort,
);

const isJson = (text: string): boolean => !parsePayload(text).problems.some(({ kind }) => kind === 'syntax');

/** What is wrong with the places of findings and edits. */
function misplaced(text: string, findings: readonly Finding[]): string[] {
  const wrong: string[] = [];
  for (const { rule, offset, length, fixes = [] } of findings) {
    if (offset < 0 || length < 0 || offset + length > text.length) wrong.push(`${rule}: finding`);
    for (const { edits } of fixes) {
      let end = 0;
      for (const edit of edits) {
        if (edit.offset < end || edit.offset + edit.length > text.length) wrong.push(`${rule}: edits`);
        end = edit.offset + edit.length;
      }
      if (edits.length === 0) wrong.push(`${rule}: no edits`);
    }
  }
  return wrong;
}

describe('for any text', () => {
  it('the rules end, and all places are in the text and in order', () => {
    fc.assert(
      property(anyText, fc.constantFrom({}, CONTEXT), (text, context) => {
        assert.deepEqual(misplaced(text, runRules(parsePayload(text), RULES, context)), []);
      }),
      runs(2000),
    );
  });

  it('fixes end at a text without anything left to fix, that a second run does not change', () => {
    fc.assert(
      property(anyText, fc.constantFrom({}, CONTEXT), (text, context) => {
        const { text: fixed, findings } = fixAll(text, { context });
        // What is not JSON is not touched.
        if (!isJson(text)) assert.equal(fixed, text);
        else
          assert.deepEqual(
            findings.filter((finding) => safeFix(finding) !== undefined),
            [],
          );
        assert.equal(fixAll(fixed, { context }).text, fixed);
      }),
      runs(2000),
    );
  });

  it('fixes leave JSON as JSON, and give no name twice', () => {
    fc.assert(
      property(sloppyPayload(), (text) => {
        const before = parsePayload(text);
        const after = parsePayload(fixAll(text).text);
        const kinds = (wanted: string): number => after.problems.filter(({ kind }) => kind === wanted).length;
        const twice = before.problems.filter(({ kind }) => kind === 'duplicateKey').length;
        assert.equal(kinds('syntax'), 0);
        assert.ok(kinds('duplicateKey') <= twice);
        assert.deepEqual([kinds('comment'), kinds('trailingComma')], [0, 0]);
      }),
      runs(2000),
    );
  });

  it('members of the body that no finding names stay what they are', () => {
    fc.assert(
      property(sloppyPayload(), (text) => {
        const document = parsePayload(text);
        fc.pre(!document.problems.some(({ kind }) => kind === 'duplicateKey') && document.members.length > 0);
        const named = runRules(document, RULES).filter(
          ({ rule }) => rule !== 'comment' && rule !== 'trailing-comma',
        );
        const untouched = document.members.filter(
          ({ name, offset, length }) =>
            !isDirective(name) &&
            !named.some((finding) => finding.offset >= offset && finding.offset < offset + length),
        );
        const before = bodyValue(document);
        const after = bodyValue(parsePayload(fixAll(text).text));
        for (const { name } of untouched) assert.deepEqual(after[name], before[name]);
      }),
      runs(2000),
    );
  });

  it('fixes of layout alone do not change the body', () => {
    const layout = RULES.filter(({ id }) =>
      ['comment', 'trailing-comma', 'foreign-schema', 'if-match'].includes(id),
    );
    fc.assert(
      property(sloppyPayload(), (text) => {
        const document = parsePayload(text);
        fc.pre(document.root?.type === 'object');
        const { text: fixed } = fixAll(text, { rules: layout });
        assert.deepEqual(bodyValue(parsePayload(fixed)), bodyValue(document));
      }),
      runs(1000),
    );
  });

  it('line ends stay of the kind that they are', () => {
    fc.assert(
      property(sloppyPayload(), (text) => {
        const { text: fixed } = fixAll(text.replace(/\r\n?|\n/g, '\r\n'));
        assert.doesNotMatch(fixed, /(?<!\r)\n|\r(?!\n)/);
      }),
      runs(1000),
    );
  });
});
