import {
  Diagnostic,
  DiagnosticSeverity,
  Disposable,
  languages,
  Range,
  type TextDocument,
  workspace,
} from 'vscode';
import { isReportedByEditor } from '../core/lint/blocking';
import type { Finding, Severity } from '../core/lint/rule';
import { analyse } from './payloads';
import { isPayload } from './selector';
import { translate } from './translate';

/** Long enough to skip half-typed words, short enough to feel immediate. */
const DELAY_MS = 150;

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** Shows our findings beside those of VS Code's JSON service, in all open payload files. */
export function registerDiagnostics(): Disposable {
  const collection = languages.createDiagnosticCollection('vappt');
  const timers = new Map<string, NodeJS.Timeout>();

  const clearTimer = (document: TextDocument): void => {
    clearTimeout(timers.get(document.uri.toString()));
    timers.delete(document.uri.toString());
  };
  const show = (document: TextDocument): void => {
    if (!isPayload(document)) return;
    const findings = analyse(document).findings.filter((finding) => !isReportedByEditor(finding));
    collection.set(
      document.uri,
      findings.map((finding) => toDiagnostic(document, finding)),
    );
  };
  const forget = (document: TextDocument): void => {
    clearTimer(document);
    collection.delete(document.uri);
  };

  workspace.textDocuments.forEach(show);
  return Disposable.from(
    collection,
    workspace.onDidOpenTextDocument(show),
    workspace.onDidChangeTextDocument(({ document }) => {
      if (!isPayload(document)) return;
      clearTimer(document);
      timers.set(
        document.uri.toString(),
        setTimeout(() => {
          show(document);
        }, DELAY_MS),
      );
    }),
    workspace.onDidCloseTextDocument(forget),
    new Disposable(() => {
      for (const timer of timers.values()) clearTimeout(timer);
    }),
  );
}

function toDiagnostic(
  document: TextDocument,
  { offset, length, message, severity, rule }: Finding,
): Diagnostic {
  const range = new Range(document.positionAt(offset), document.positionAt(offset + length));
  const diagnostic = new Diagnostic(range, translate(message), SEVERITIES[severity]);
  diagnostic.source = 'vappt';
  diagnostic.code = rule;
  return diagnostic;
}
