import { commands, Disposable, EventEmitter, Uri, window, workspace } from 'vscode';
import { PREVIEW_SCHEME } from '../manifest';
import { say } from './translate';

/** VS Code's own; its id has been the same since 2021. */
const MARKDOWN_PREVIEW = 'vscode.markdown.preview.editor';

/** What the sides of VS Code's merge editor are called. */
export const MERGE_SIDES = {
  base: 'as read before',
  /** Not the name that Compare with Server has for its own, which lists all that the server has. */
  server: 'server, to merge',
  mine: 'yours',
} as const;

/** The payload that a document to read is about, if it is one, and about one. */
export function payloadBehind({ scheme, query }: Uri): Uri | undefined {
  return scheme === PREVIEW_SCHEME && query !== '' ? Uri.parse(query) : undefined;
}

/** Documents to read that exist only in memory: they leave nothing on disk, and go when they are closed. */
export class ReadOnlyDocuments implements Disposable {
  readonly #pages = new Map<string, { readonly content: string; readonly stamp: string | undefined }>();
  readonly #changed = new EventEmitter<Uri>();
  readonly #registrations = Disposable.from(
    this.#changed,
    workspace.registerTextDocumentContentProvider(PREVIEW_SCHEME, {
      onDidChange: this.#changed.event,
      provideTextDocumentContent: (uri) => this.#pages.get(uri.toString())?.content ?? goneText(uri),
    }),
    workspace.onDidCloseTextDocument(({ uri }) => this.#pages.delete(uri.toString())),
  );

  /**
   * Opens a document, or brings one up to date that is open under the same name, whose extension decides the language.
   *
   * @param about the payload that it is about: commands that are run while it is in front mean that one
   * @param stamp of what it shows of that payload: see `isOutdated`
   */
  async show(name: string, content: string, about?: Uri, stamp?: string): Promise<void> {
    const uri = this.provide(name, content, about, stamp);
    const document = await workspace.openTextDocument(uri);
    // Not a preview tab: it would take the place of a payload that was opened with a single click.
    await window.showTextDocument(document, { preview: false });
  }

  /** Opens a page of Markdown as it is meant to be read, or its text where VS Code's preview has been disabled. */
  async showPage(name: string, markdown: string, about?: Uri): Promise<void> {
    const uri = this.provide(name, markdown, about);
    try {
      // An editor like any other: while it is open, its text is kept.
      await commands.executeCommand('vscode.openWith', uri, MARKDOWN_PREVIEW, { preview: false });
    } catch {
      await this.show(name, markdown, about);
    }
  }

  /** Makes a document under a name without showing it, or brings it up to date. */
  provide(name: string, content: string, about?: Uri, stamp?: string): Uri {
    const uri = Uri.from({ scheme: PREVIEW_SCHEME, path: `/${name}`, query: about?.toString() ?? '' });
    this.#pages.set(uri.toString(), { content, stamp });
    this.#changed.fire(uri);
    return uri;
  }

  /** Whether a document shows something else of its payload than this stamp is of, or nothing any more. */
  isOutdated(uri: Uri, stamp: string): boolean {
    if (payloadBehind(uri) === undefined) return false;
    const page = this.#pages.get(uri.toString());
    return page === undefined || (page.stamp !== undefined && page.stamp !== stamp);
  }

  dispose(): void {
    this.#registrations.dispose();
  }
}

/** Of these documents VS Code opens only the sides of a merge again by itself, in a window that is loaded anew. */
function goneText({ path }: Uri): string {
  const isSide = Object.values(MERGE_SIDES).some((side) => path.endsWith(`(${side}).json`));
  const text = isSide
    ? say(
        'The window was loaded anew during this merge. The file keeps what you have chosen: run Merge and Resend again.',
      )
    : say('This page is gone. Run the command again.');
  // In JSON a plain text would be an error of its own.
  return path.endsWith('.json') ? `${JSON.stringify(text)}\n` : text;
}
