import {
  Diagnostic,
  DiagnosticSeverity,
  Disposable,
  languages,
  type TextDocument,
  Uri,
  workspace,
} from 'vscode';
import { isReportedByEditor, severityInEditor } from '../../core/lint/blocking';
import type { Finding, Severity } from '../../core/lint/rule';
import { COMMANDS } from '../../manifest';
import { judgesJson } from '../config';
import { analyse } from '../payloads';
import { lintContext, payloadState } from '../payloadState';
import { isPayload } from '../selector';
import type { Services } from '../services';
import { rangeOf } from '../spans';
import { translate } from '../translate';

/** Long enough to skip half-typed words, short enough to feel immediate. */
const DELAY_MS = 150;

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** Shows our findings beside those of VS Code's JSON service, in all open payload files. */
export function registerDiagnostics(services: Services): Disposable {
  const collection = languages.createDiagnosticCollection('vappt');
  const timers = new Map<string, NodeJS.Timeout>();

  const clearTimer = (document: TextDocument): void => {
    clearTimeout(timers.get(document.uri.toString()));
    timers.delete(document.uri.toString());
  };
  const show = async (document: TextDocument): Promise<void> => {
    if (!isPayload(document)) return;
    const { version } = document;
    const context = lintContext(await payloadState(services, document));
    // A newer version has its own turn, and a closed document none.
    if (document.isClosed || document.version !== version) return;
    const { languageId, uri } = document;
    // What keeps a file from being sent is shown by somebody: by us, where VS Code's JSON service is silent.
    const isJudged = judgesJson(uri);
    const findings = analyse(document, context).findings.filter(
      (finding) => !(isJudged && isReportedByEditor(finding, languageId)),
    );
    const before = collection.get(document.uri) ?? [];
    const now = findings.map((finding) => toDiagnostic(document, finding));
    collection.set(document.uri, now);
    services.steps.payloadJudged(document, before, now);
  };
  const showNow = (document: TextDocument): void => {
    void show(document).catch((error: unknown) => {
      services.logger.warn(`A payload file could not be judged: ${String(error)}`);
    });
  };
  const forget = (document: TextDocument): void => {
    clearTimer(document);
    collection.delete(document.uri);
  };

  const showAll = (): void => {
    workspace.textDocuments.forEach(showNow);
  };
  showAll();
  return Disposable.from(
    collection,
    services.onDidChangeState(showAll),
    workspace.onDidOpenTextDocument(showNow),
    workspace.onDidChangeTextDocument(({ document }) => {
      if (!isPayload(document)) return;
      clearTimer(document);
      timers.set(
        document.uri.toString(),
        setTimeout(() => {
          showNow(document);
        }, DELAY_MS),
      );
    }),
    workspace.onDidCloseTextDocument(forget),
    new Disposable(() => {
      for (const timer of timers.values()) clearTimeout(timer);
    }),
  );
}

function toDiagnostic(document: TextDocument, finding: Finding): Diagnostic {
  const { message, rule } = finding;
  const severity = SEVERITIES[severityInEditor(finding)];
  const diagnostic = new Diagnostic(rangeOf(document, finding), translate(message), severity);
  diagnostic.source = 'vappt';
  diagnostic.code = { value: rule, target: explanationOf(rule) };
  return diagnostic;
}

/** Pressing a finding's code opens the reference at its rule: it comes with the extension, so this works offline. */
function explanationOf(rule: string): Uri {
  return Uri.parse(`command:${COMMANDS.explainRule}?${encodeURIComponent(JSON.stringify([rule]))}`);
}
