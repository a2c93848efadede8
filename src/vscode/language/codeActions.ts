import {
  CodeAction,
  CodeActionKind,
  type CodeActionProvider,
  type Diagnostic,
  type Disposable,
  languages,
  type Range,
  type TextDocument,
  WorkspaceEdit,
} from 'vscode';
import { fixAll } from '../../core/lint/fixAll';
import { type Finding, type Fix, type LintContext, safeFix } from '../../core/lint/rule';
import { RULES } from '../../core/lint/rules';
import { COMMANDS } from '../../manifest';
import { analyse } from '../payloads';
import { lintContext, payloadState } from '../payloadState';
import { PAYLOADS } from '../selector';
import type { Services } from '../services';
import { rangeOf } from '../spans';
import { say, translate } from '../translate';

/** For `editor.codeActionsOnSave`. */
const FIX_ALL = CodeActionKind.SourceFixAll.append('vappt');

/** A comment is somebody's note: saving must not throw it away. */
const UNASKED = RULES.filter(({ id }) => id !== 'comment');

/** Offers what puts findings right: one, all of a rule, or, on saving, all that can be without being asked. */
export function registerCodeActions(services: Services): Disposable {
  const provider: CodeActionProvider = {
    async provideCodeActions(document, range, { only, diagnostics }, token) {
      const { version } = document;
      const context = lintContext(await payloadState(services, document));
      if (token.isCancellationRequested || document.version !== version) return [];
      const wants = (kind: CodeActionKind): boolean => only === undefined || only.contains(kind);
      return [
        ...(wants(CodeActionKind.QuickFix) ? quickFixes(document, range, diagnostics, context) : []),
        // Only for who asks: it is nothing for the lamp.
        ...(only !== undefined && (only.contains(FIX_ALL) || FIX_ALL.contains(only))
          ? fixEverything(document, context)
          : []),
      ];
    },
  };
  return languages.registerCodeActionsProvider(PAYLOADS, provider, {
    providedCodeActionKinds: [CodeActionKind.QuickFix, FIX_ALL],
  });
}

function quickFixes(
  document: TextDocument,
  range: Range,
  diagnostics: readonly Diagnostic[],
  context: LintContext,
): CodeAction[] {
  const { findings } = analyse(document, context);
  const here = findings.filter((finding) => rangeOf(document, finding).intersection(range) !== undefined);
  const actions = here.flatMap((finding) => [
    ...(finding.fixes ?? []).map((fix, index) => quickFix(document, finding, fix, index === 0, diagnostics)),
    ...(finding.data === undefined ? [] : [lookUp(document, finding, diagnostics)]),
    ...(finding.rule.startsWith('retired') ? [showGuide(document, finding, diagnostics)] : []),
  ]);
  const rules = new Set(here.filter(isFixable).map(({ rule }) => rule));
  for (const rule of rules) {
    const count = findings.filter((finding) => finding.rule === rule && isFixable(finding)).length;
    if (count < 2) continue;
    const { text } = fixAll(document.getText(), { context, rules: RULES.filter(({ id }) => id === rule) });
    const action = new CodeAction(say('Fix all: {rule}', { rule }), CodeActionKind.QuickFix);
    action.edit = replaceText(document, text);
    actions.push(action);
  }
  return actions;
}

function isFixable(finding: Finding): boolean {
  return safeFix(finding) !== undefined;
}

function quickFix(
  document: TextDocument,
  finding: Finding,
  { title, edits }: Fix,
  isPreferred: boolean,
  diagnostics: readonly Diagnostic[],
): CodeAction {
  const action = new CodeAction(translate(title), CodeActionKind.QuickFix);
  const edit = new WorkspaceEdit();
  for (const { newText, ...span } of edits) edit.replace(document.uri, rangeOf(document, span), newText);
  action.edit = edit;
  action.isPreferred = isPreferred;
  action.diagnostics = matching(document, finding, diagnostics);
  return action;
}

/** A link or number in the place of an id: only the service knows the id. */
function lookUp(document: TextDocument, finding: Finding, diagnostics: readonly Diagnostic[]): CodeAction {
  const action = running(say('Look up the meeting and write its id'), COMMANDS.selectMeeting, [
    document.uri,
    finding.data,
  ]);
  action.isPreferred = true;
  action.diagnostics = matching(document, finding, diagnostics);
  return action;
}

/** Nothing in the file can put right that a resource is retired. */
function showGuide(document: TextDocument, finding: Finding, diagnostics: readonly Diagnostic[]): CodeAction {
  const action = running(say('Show Migration Guide'), COMMANDS.showMigration, [document.uri]);
  action.diagnostics = matching(document, finding, diagnostics);
  return action;
}

function running(title: string, command: string, args: unknown[]): CodeAction {
  const action = new CodeAction(title, CodeActionKind.QuickFix);
  action.command = { title, command, arguments: args };
  return action;
}

function fixEverything(document: TextDocument, context: LintContext): CodeAction[] {
  const before = document.getText();
  const { text } = fixAll(before, { context, rules: UNASKED });
  if (text === before) return [];
  const action = new CodeAction(say('Fix all findings that have one clear fix'), FIX_ALL);
  action.edit = replaceText(document, text);
  return [action];
}

/** Replaces only what differs, so that cursors and folds elsewhere stay where they are. */
function replaceText(document: TextDocument, text: string): WorkspaceEdit {
  const before = document.getText();
  const shorter = Math.min(before.length, text.length);
  let start = 0;
  while (start < shorter && before[start] === text[start]) start += 1;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === text.at(-1 - end)) end += 1;
  const edit = new WorkspaceEdit();
  const span = { offset: start, length: before.length - end - start };
  edit.replace(document.uri, rangeOf(document, span), text.slice(start, text.length - end));
  return edit;
}

function matching(
  document: TextDocument,
  finding: Finding,
  diagnostics: readonly Diagnostic[],
): Diagnostic[] {
  const range = rangeOf(document, finding);
  return diagnostics.filter((diagnostic) => diagnostic.range.isEqual(range));
}
