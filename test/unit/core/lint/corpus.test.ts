import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { isReportedByEditor } from '../../../../src/core/lint/blocking';
import { fixAll } from '../../../../src/core/lint/fixAll';
import { RULES } from '../../../../src/core/lint/rules';
import { runRules } from '../../../../src/core/lint/runRules';
import { parsePayload } from '../../../../src/core/payload/parse';
import { positions } from '../../../../src/core/payload/position';
import { corpus, type CorpusFile, type ExpectedFinding } from '../../../support/corpus';

/** What the command line says about a file. */
function findingsOf({ text, context }: CorpusFile): ExpectedFinding[] {
  const document = parsePayload(text);
  const at = positions(text);
  return runRules(document, RULES, context).map((finding) => ({
    rule: finding.rule,
    severity: finding.severity,
    ...at(finding.offset),
    shownByEditor: isReportedByEditor(finding, 'vappt'),
  }));
}

function update(
  { path, context }: CorpusFile,
  findings: readonly ExpectedFinding[],
  fixed: string | undefined,
): void {
  const beside = (suffix: string): string => path.replace(/\.vappt\.json$/, suffix);
  const lines = findings.map(
    ({ line, column, severity, rule, shownByEditor }) =>
      `${line}:${column} ${severity} ${rule}${shownByEditor ? ' (editor)' : ''}`,
  );
  const hasContext = Object.keys(context).length > 0;
  rmSync(beside('.expect.json'), { force: true });
  rmSync(beside('.fixed.json'), { force: true });
  if (lines.length > 0 || hasContext) {
    const expectation = { ...(hasContext && { context }), findings: lines };
    writeFileSync(beside('.expect.json'), `${JSON.stringify(expectation, null, 2)}\n`);
  }
  if (fixed !== undefined) writeFileSync(beside('.fixed.json'), fixed);
}

describe('corpus', () => {
  const files = corpus();

  it('is large enough to mean something', () => {
    assert.ok(files.length >= 150, String(files.length));
  });

  for (const file of files) {
    describe(file.name, () => {
      it('has these findings and becomes this by its fixes', () => {
        const findings = findingsOf(file);
        const { text: fixed } = fixAll(file.text, { context: file.context });
        if (process.env['VAPPT_UPDATE_GOLDENS'] === '1') {
          update(file, findings, fixed === file.text ? undefined : fixed);
          return;
        }
        assert.deepEqual({ findings, fixed }, { findings: file.findings, fixed: file.fixed });
      });

      it('is not changed by a second run of the fixes', () => {
        const { text: fixed } = fixAll(file.text, { context: file.context });
        const { text, findings } = fixAll(fixed, { context: file.context });
        assert.equal(text, fixed);
        assert.deepEqual(findings, runRules(parsePayload(fixed), RULES, file.context));
      });
    });
  }

  it('has an error or a warning in every file of `invalid`, and none in `valid`', () => {
    const misplaced = files.filter((file) => {
      const isSerious = findingsOf(file).some(
        ({ severity }) => severity === 'error' || severity === 'warning',
      );
      return isSerious !== file.name.startsWith('invalid/');
    });
    assert.deepEqual(
      misplaced.map(({ name }) => name),
      [],
    );
  });

  it('has every rule in it', () => {
    const found = new Set(files.flatMap(findingsOf).map(({ rule }) => rule));
    // A file of more than 4 MB does not belong into a repository; rules.test.ts makes one.
    assert.deepEqual(
      RULES.map(({ id }) => id).filter((id) => !found.has(id)),
      ['too-large'],
    );
  });
});
