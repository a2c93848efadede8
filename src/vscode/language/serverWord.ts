import {
  Diagnostic,
  DiagnosticSeverity,
  Disposable,
  languages,
  Range,
  type TextDocument,
  workspace,
} from 'vscode';
import { personalValues } from '../../core/payload/personalValues';
import { blamedProperties } from '../../core/report/blamedProperties';
import { redact } from '../../core/report/redact';
import type { SendRecord } from '../../core/send/record';
import type { Analysis } from '../payloads';
import { say } from '../translate';

/**
 * What the service has said against a payload, at the properties that it named: until the file is changed or closed,
 * or is sent again.
 */
export class ServerWord implements Disposable {
  readonly #collection = languages.createDiagnosticCollection('vappt-server');
  readonly #subscriptions = Disposable.from(
    this.#collection,
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0) this.#collection.delete(document.uri);
    }),
    workspace.onDidCloseTextDocument(({ uri }) => {
      this.#collection.delete(uri);
    }),
  );

  /** @param sent the document as it was sent */
  show(
    document: TextDocument,
    { version, payload }: Pick<Analysis, 'version' | 'payload'>,
    { outcome, call }: SendRecord,
  ): void {
    this.#collection.delete(document.uri);
    const { reply } = call;
    if (outcome.kind !== 'rejected' || reply?.error === undefined) return;
    if (document.isClosed || document.version !== version) return;
    const { code, message } = reply.error;
    const words = say('The service refused this: {message} (status {status}, code {code}, request-id {id})', {
      message: redact(message, personalValues(payload)),
      status: reply.status,
      code: redact(code) || '-',
      id: redact(reply.requestId ?? '') || '-',
    });
    const spans = blamedProperties(payload, reply);
    const diagnostics = spans.map(({ offset, length }) => {
      const range = new Range(document.positionAt(offset), document.positionAt(offset + length));
      const diagnostic = new Diagnostic(range, words, DiagnosticSeverity.Warning);
      diagnostic.source = 'Microsoft Graph';
      diagnostic.code = String(reply.status);
      return diagnostic;
    });
    this.#collection.set(document.uri, diagnostics);
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }
}
