import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { LintContext, Severity } from '../../src/core/lint/rule';

/*
 * The payload files of test/fixtures/payloads. NAME.vappt.json has beside it, where there is something to expect,
 *
 * - NAME.expect.json: { "findings": ["LINE:COLUMN SEVERITY RULE"], "context"?: what the host knows }. Places count from
 *   1, in UTF-16 code units. "(editor)" behind the rule: in VS Code its JSON service reports this by itself, with words,
 *   places and severity of its own, and our finding is not shown. Files in valid/ have no errors and warnings.
 * - NAME.fixed.json: the text after all safe fixes, where they change it.
 *
 * VAPPT_UPDATE_GOLDENS=1 npm run test:unit -- -g corpus writes both: read the difference before it is committed.
 */

export const CORPUS = path.join(__dirname, '../fixtures/payloads');

export interface ExpectedFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly line: number;
  readonly column: number;
  /** VS Code's JSON service reports it by itself, so that ours is not among the diagnostics. */
  readonly shownByEditor: boolean;
}

export interface CorpusFile {
  /** For example `invalid/quoted-true`. */
  readonly name: string;
  /** Where the payload is. */
  readonly path: string;
  /** Without byte order mark, as an editor has it. */
  readonly text: string;
  readonly context: LintContext;
  readonly findings: readonly ExpectedFinding[];
  /** The text after all safe fixes; the same text where nothing is to be fixed. */
  readonly fixed: string;
}

/**
 * All payload files with what is expected of them.
 *
 * @param root where they are, for a caller that is bundled
 */
export function corpus(root = CORPUS): CorpusFile[] {
  return ['valid', 'invalid'].flatMap((folder) =>
    readdirSync(path.join(root, folder))
      .filter((file) => file.endsWith('.vappt.json'))
      .sort()
      .map((file) => read(root, `${folder}/${file.replace(/\.vappt\.json$/, '')}`)),
  );
}

interface Expectation {
  readonly findings: readonly string[];
  readonly context?: LintContext;
}

function read(root: string, name: string): CorpusFile {
  const file = path.join(root, `${name}.vappt.json`);
  const text = readText(file);
  const expectation = path.join(root, `${name}.expect.json`);
  const { findings, context = {} }: Expectation = existsSync(expectation)
    ? (JSON.parse(readFileSync(expectation, 'utf8')) as Expectation)
    : { findings: [] };
  const fixed = path.join(root, `${name}.fixed.json`);
  return {
    name,
    path: file,
    text,
    context,
    findings: findings.map((line) => parseExpectation(line, name)),
    fixed: existsSync(fixed) ? readText(fixed) : text,
  };
}

function readText(file: string): string {
  return new TextDecoder().decode(readFileSync(file));
}

function parseExpectation(expectation: string, name: string): ExpectedFinding {
  const found = /^(\d+):(\d+) (error|warning|information|hint) ([\w-]+)( \(editor\))?$/.exec(expectation);
  if (found === null) throw new Error(`${name}.expect.json: cannot read "${expectation}"`);
  const [, line, column, severity, rule = '', editor] = found;
  return {
    rule,
    severity: severity as Severity,
    line: Number(line),
    column: Number(column),
    shownByEditor: editor !== undefined,
  };
}
