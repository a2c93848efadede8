import { Disposable, EventEmitter, Uri, window, workspace } from 'vscode';
import { PREVIEW_SCHEME } from '../manifest';
import { say } from './translate';

/** Documents to read that exist only in memory: they leave nothing on disk, and go when they are closed. */
export class ReadOnlyDocuments implements Disposable {
  readonly #contents = new Map<string, string>();
  readonly #changed = new EventEmitter<Uri>();
  readonly #registrations = Disposable.from(
    this.#changed,
    workspace.registerTextDocumentContentProvider(PREVIEW_SCHEME, {
      onDidChange: this.#changed.event,
      provideTextDocumentContent: (uri) =>
        this.#contents.get(uri.toString()) ?? say('This page is gone. Run the command again.'),
    }),
    workspace.onDidCloseTextDocument(({ uri }) => this.#contents.delete(uri.toString())),
  );

  /** Opens a document, or brings one up to date that is open under the same name, whose extension decides the language. */
  async show(name: string, content: string): Promise<void> {
    const uri = this.provide(name, content);
    const document = await workspace.openTextDocument(uri);
    // Not a preview tab: it would take the place of a payload that was opened with a single click.
    await window.showTextDocument(document, { preview: false });
  }

  /** Makes a document under a name without showing it, or brings it up to date. */
  provide(name: string, content: string): Uri {
    const uri = Uri.from({ scheme: PREVIEW_SCHEME, path: `/${name}` });
    this.#contents.set(uri.toString(), content);
    this.#changed.fire(uri);
    return uri;
  }

  dispose(): void {
    this.#registrations.dispose();
  }
}
