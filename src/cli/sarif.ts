import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Log, ReportingConfiguration, ReportingDescriptor, Result } from 'sarif';
import { version } from '../../package.json';
import type { Severity } from '../core/lint/rule';
import { RULE_DOCS, RULES } from '../core/lint/rules';
import type { FindingJson } from './findings';

const LEVELS: Readonly<Record<Severity, NonNullable<ReportingConfiguration['level']>>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

export interface SarifFile {
  readonly path: string;
  readonly findings: readonly FindingJson[];
}

/**
 * The findings as SARIF 2.1.0, the form that code scanning services read
 * (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html). Fixes are left out: their texts can hold a
 * client's data, which such services would keep.
 *
 * @param problems why some of the files could not be checked
 */
export function sarifLog(files: readonly SarifFile[], problems: readonly string[]): Log {
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'vappt', version, semanticVersion: version, rules: descriptors() } },
        columnKind: 'utf16CodeUnits',
        artifacts: files.map((file) => ({ location: { uri: uriOf(file.path) }, sourceLanguage: 'json' })),
        results: files.flatMap(({ path: file, findings }, index) =>
          findings.map((finding) => result(file, index, finding)),
        ),
        invocations: [
          {
            executionSuccessful: problems.length === 0,
            toolExecutionNotifications: problems.map((text) => ({ level: 'error', message: { text } })),
          },
        ],
      },
    ],
  };
}

function result(file: string, index: number, finding: FindingJson): Result {
  const ruleIndex = RULES.findIndex(({ id }) => id === finding.rule);
  const { line: startLine, column: startColumn, endLine, endColumn } = finding;
  return {
    ruleId: finding.rule,
    ...(ruleIndex !== -1 && { ruleIndex }),
    level: LEVELS[finding.severity],
    message: { text: finding.message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(file), index },
          region: { startLine, startColumn, endLine, endColumn },
        },
      },
    ],
  };
}

function descriptors(): ReportingDescriptor[] {
  return RULES.map(({ id, severity }, index) => {
    const { finds = '', why = '' } = RULE_DOCS[index] ?? {};
    return {
      id,
      shortDescription: { text: plain(finds) },
      fullDescription: { text: plain(why) },
      help: { text: plain(why), markdown: why },
      defaultConfiguration: { level: LEVELS[severity] },
    };
  });
}

/** Markdown without its marks. */
function plain(markdown: string): string {
  return markdown.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll('`', '');
}

/** Relative to where the command runs, as services want it to find the file in a repository. */
function uriOf(file: string): string {
  if (file === '-') return 'stdin';
  if (path.isAbsolute(file)) return pathToFileURL(file).href;
  // Made absolute and back, so that every character is escaped as a URI wants it.
  const base = pathToFileURL(`${process.cwd()}${path.sep}`).href;
  const uri = pathToFileURL(file).href;
  if (!uri.startsWith(base)) return uri;
  const relative = uri.slice(base.length);
  // "a:b" would be the scheme "a" (https://www.rfc-editor.org/rfc/rfc3986#section-4.2).
  return /^[^/]*:/.test(relative) ? `./${relative}` : relative;
}
