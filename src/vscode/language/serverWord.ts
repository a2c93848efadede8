import { Diagnostic, DiagnosticSeverity, Disposable, languages, type TextDocument, workspace } from 'vscode';

import type { Span } from '../../core/payload/model';
import { rangeOf } from '../spans';

/** A refusal of a payload that names properties. */
export interface Refusal {
  readonly message: string;
  /** Of the answer. */
  readonly status: number;
  readonly places: readonly Span[];
}

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

  /** @param refusal what the service said, about which places; missing: nothing any more */
  show(document: TextDocument, version: number, refusal: Refusal | undefined): void {
    this.#collection.delete(document.uri);
    if (refusal === undefined || document.isClosed || document.version !== version) return;
    const diagnostics = refusal.places.map((place) => {
      const diagnostic = new Diagnostic(
        rangeOf(document, place),
        refusal.message,
        DiagnosticSeverity.Warning,
      );
      diagnostic.source = 'Microsoft Graph';
      diagnostic.code = String(refusal.status);
      return diagnostic;
    });
    this.#collection.set(document.uri, diagnostics);
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }
}
