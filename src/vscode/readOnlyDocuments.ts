import { Disposable, EventEmitter, languages, Uri, window, workspace } from 'vscode';
import { PREVIEW_SCHEME } from '../manifest';

/** Documents to read that exist only in memory: they leave nothing on disk, and go when they are closed. */
export class ReadOnlyDocuments implements Disposable {
  readonly #contents = new Map<string, string>();
  readonly #changed = new EventEmitter<Uri>();
  readonly #registrations = Disposable.from(
    this.#changed,
    workspace.registerTextDocumentContentProvider(PREVIEW_SCHEME, {
      onDidChange: this.#changed.event,
      provideTextDocumentContent: (uri) => this.#contents.get(uri.toString()) ?? '',
    }),
    workspace.onDidCloseTextDocument(({ uri }) => this.#contents.delete(uri.toString())),
  );

  /** Opens a document, or brings one up to date that is open under the same name. */
  async show(name: string, content: string, language: 'json' | 'plaintext'): Promise<void> {
    const uri = Uri.from({ scheme: PREVIEW_SCHEME, path: `/${name}` });
    this.#contents.set(uri.toString(), content);
    this.#changed.fire(uri);
    const document = await workspace.openTextDocument(uri);
    await languages.setTextDocumentLanguage(document, language);
    await window.showTextDocument(document, { preview: true });
  }

  dispose(): void {
    this.#registrations.dispose();
  }
}
