import type { SyntaxProblemKind } from '../../payload/model';
import type { Rule } from '../rule';

/**
 * What the parser has found, as rules. VS Code's JSON service finds the same in an editor, comments and trailing
 * commas as errors and duplicate keys as warnings.
 */
export const syntaxRules: readonly Rule[] = [
  { ...fromParser('empty-file', 'empty'), severity: 'error' },
  { ...fromParser('too-large', 'tooLarge'), severity: 'error' },
  { ...fromParser('too-deep', 'tooDeep'), severity: 'error' },
  { ...fromParser('syntax', 'syntax'), severity: 'error', editorSeverity: 'error' },
  { ...fromParser('duplicate-key', 'duplicateKey'), severity: 'error', editorSeverity: 'warning' },
  { ...fromParser('comment', 'comment'), severity: 'warning', editorSeverity: 'error' },
  { ...fromParser('trailing-comma', 'trailingComma'), severity: 'warning', editorSeverity: 'error' },
];

function fromParser(id: string, kind: SyntaxProblemKind): Pick<Rule, 'id' | 'check'> {
  return { id, check: ({ problems }) => problems.filter((problem) => problem.kind === kind) };
}
